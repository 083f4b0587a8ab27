import { ImageProject, podYaml } from './image-project';
import { Lockstep } from './run-lockstep';
import { openShop } from './shop-project';

// several processes, one after the other
jest.setTimeout(60_000);

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

describe('lockstep check of files', () => {
  test('reads files and folders', async () => {
    const { project, image } = await openShop(lockstep);
    project.write('k8s/web.yaml', podYaml('web', image, ", command: ['/web']"));
    project.write('k8s/deep/worker.yml', `# a remark\n${podYaml('worker', image, ', command: [worker]')}`);
    project.write('k8s/kustomization.yaml', 'resources: [web.yaml]\n');
    const listed = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'listed' },
      spec: { containers: [{ name: 'main', image, command: ['/web'] }] },
    };
    project.write('more.json', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [listed] }));
    expect(await project.run('check', 'k8s/', 'more.json')).toEqual({
      status: 1,
      stdout: `${image} (linux/amd64, linux/arm64)
  pass     ${image} is in its registry: 2 layers, 127.8 kB
  fail     IMAGE_BINARY_MISSING: pod 'worker' runs 'worker', which is in no folder of PATH
           why: PATH is /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
           fix: did you mean '/worker'? (k8s/deep/worker.yml:5)
  pass     pod 'web' runs '/web': static, 81.0 kB
           also: pod 'listed'

3 containers, 1 image: 1 fails, 3 pass
`,
      stderr: '',
    });
  });

  test('reads standard input', async () => {
    const { project, image } = await openShop(lockstep);
    const { status, stdout } = await project.start(['check', '-'], { input: podYaml('web', image) }).ended;
    expect({ status, stdout }).toEqual({
      status: 1,
      stdout: `${image} (linux/amd64, linux/arm64)
  pass     ${image} is in its registry: 2 layers, 127.8 kB
  fail     IMAGE_COMMAND_MISSING: pod 'web' has nothing to start
           why: it has no command, and ${image} has neither ENTRYPOINT nor CMD; the runtime says "no command specified"
           fix: give it a command: ['/program'] (standard input:4)

1 container, 1 image: 1 fails, 1 passes
`,
    });
  });

  test('passes over what else a folder holds, and says so', async () => {
    const { project, image } = await openShop(lockstep);
    project.write('k8s/web.yaml', podYaml('web', image, ", command: ['/web']"));
    project.write('k8s/values.yaml', 'replicaCount: 1\nimage: {repository: team/shop}\n');
    project.write('k8s/docker-compose.yml', 'services: {web: {image: shop}}\n');
    project.write('k8s/.github/workflows/ci.yaml', 'on: [push\n');
    project.write('k8s/node_modules/x/package.json', '{');
    expect(await project.run('check', 'k8s')).toEqual({
      status: 0,
      stdout: `${image} (linux/amd64, linux/arm64)
  pass     ${image} is in its registry: 2 layers, 127.8 kB
  pass     pod 'web' runs '/web': static, 81.0 kB

1 container, 1 image: 2 pass
`,
      stderr: 'note: k8s/docker-compose.yml and k8s/values.yaml hold no Kubernetes object and were passed over\n',
    });
  });

  test('fails for a number in the place of an image', async () => {
    const { project } = await openShop(lockstep);
    project.write('web.yaml', podYaml('web', 'x').replace("'x'", '12'));
    const { status, stdout } = await project.run('check', 'web.yaml');
    expect({ status, stdout: stdout.replace(/web\.yaml:\d/, 'PLACE') }).toEqual({
      status: 1,
      stdout: `no image
  fail     IMAGE_REFERENCE_INVALID: pod 'web' runs 12, which is no text
           why: YAML reads it as a number, and Kubernetes takes nothing but text for an image
           fix: put quotes around it: '12' (PLACE)

1 container, 1 image: 1 fails
`,
    });
  });

  test('says that files can be named where there is no project', async () => {
    const project = new ImageProject(lockstep, 'registry.invalid/team/shop:1.0');
    const { ended } = project.start(['check'], { folder: project.home });
    expect(await ended).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^error PROJECT_MISSING: .*\n.*\n {2}fix: .*, or name manifests: lockstep check k8s\/\n$/,
      ),
    });
  });

  test.each([
    [
      'paths that are not there',
      ['k8s', 'nope', 'no/where.yaml'],
      `error CHECK_UNKNOWN_FILE: there is no 'nope' and no 'no/where.yaml'
  why: each argument is a file with manifests, a folder of them, or - for standard input
  fix: mend the path; without arguments, the app of this folder is checked
`,
    ],
    [
      'a folder without manifests',
      ['empty'],
      `error CHECK_NOTHING: there is no container to check
  why: no object was read; of a folder, only files that end in .yaml, .yml or .json are
  fix: name the files or folders with your workloads
`,
    ],
    [
      'objects without pods',
      ['settings.yaml'],
      `error CHECK_NOTHING: there is no container to check
  why: none of the objects that were read (2) has a pod
  fix: name the files or folders with your workloads
`,
    ],
    [
      'files that are not YAML, all of them at once',
      ['bad', 'k8s'],
      `error MANIFEST_NOT_YAML: bad/one.yaml:2: this is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]
  why: kubectl could not read it either
  fix: mend the line
error MANIFEST_INCOMPLETE: bad/two.yaml:1: this has no kind
  why: Kubernetes tells objects apart by apiVersion, kind and metadata.name, and each of them is text
  fix: add it, or leave this file out if it is no Kubernetes object
`,
    ],
    [
      'templates of Helm',
      ['chart'],
      `error MANIFEST_NOT_YAML: chart/templates/a.yaml and chart/templates/b.yaml are templates of Helm
  why: what stands in {{ }} is filled in by Helm, and without that it is no manifest
  fix: look at what comes out of it: helm template chart | lockstep check -
`,
    ],
    [
      'a repository that nobody runs',
      ['k8s', '--only', 'team/other'],
      `error CHECK_NOTHING: there is no container to check
  why: the containers run registry.invalid/team/shop, and none runs docker.io/team/other
  fix: name a repository that a container runs
`,
    ],
    [
      'a repository that is no name',
      ['k8s', '--only', 'Team/Shop'],
      `error IMAGE_REFERENCE_INVALID: 'Team/Shop' is not an image reference
  why: the repository 'Team/Shop' has upper case in 'Shop'
  fix: write repository:tag, for example 'registry.example.com:5000/team/app:1.4.2', and quote numbers
`,
    ],
  ])('refuses %s', async (_what, words, message) => {
    const project = new ImageProject(lockstep, 'registry.invalid/team/shop:1.0', {
      'k8s/web.yaml': podYaml('web', 'registry.invalid/team/shop:1.0'),
      'empty/README.md': 'nothing',
      'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'chart/values.yaml': 'image: shop\n',
      'chart/templates/a.yaml': 'metadata:\n  name: {{ .Values.name }}\n  {{- if .Values.x }}\n',
      'chart/templates/b.yaml': '{{- include "shop.pod" . }}\n',
      'settings.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: b}\n',
      'bad/one.yaml': 'kind: [\n',
      'bad/two.yaml': 'apiVersion: v1\nmetadata: {name: a}\n',
    });
    expect(await project.run('check', ...words)).toEqual({ status: 1, stdout: '', stderr: message });
  });
});
