import { join } from 'node:path';
import { type ImageStore, storeImages } from '../image/image-store';
import {
  hasRealRegistry,
  hasSkopeo,
  pushedTitle,
  pushLayout,
  startRealRegistry,
} from '../image/registry/real-registry';
import { writeDockerArchive, writeOciArchive, writeOciLayout } from '../image/write-image-files';
import { ImageProject, podYaml } from './image-project';
import { Lockstep } from './run-lockstep';
import { shopImage } from './shop-image';

// several processes, one after the other
jest.setTimeout(60_000);

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

const IMAGE = 'registry.invalid/team/shop:1.0';

const passes = (image: string, place: string) => `${image} (linux/amd64)
  pass     ${image} is in ${place}: 2 layers, 127.8 kB
  pass     deployment 'web' runs '/web': static, 81.0 kB
  pass     deployment 'worker' runs '/worker': static, 40.0 kB
`;

/** A project whose image is in no registry, and the store that has it. */
async function offline(files: Readonly<Record<string, string>> = {}) {
  const store = storeImages({ [IMAGE]: await shopImage() });
  return { project: new ImageProject(lockstep, IMAGE, files), store };
}

type Writer = (path: string, store: ImageStore) => Promise<void> | void;

describe('lockstep check --image', () => {
  test.each<[location: string, reason: string, write: Writer]>([
    ['docker-archive:app.tar', 'of Docker until 24', (path, store) => writeDockerArchive(path, store)],
    ['docker-archive:app.tar', 'of Docker 25', (path, store) => writeDockerArchive(path, store, { style: 'blobs' })],
    [
      'docker-archive:app.tar.gz',
      'of docker save | gzip',
      (path, store) => writeDockerArchive(path, store, { compression: 'gzip' }),
    ],
    ['oci-archive:app.tar', 'of buildx', (path, store) => writeOciArchive(path, store)],
    ['oci:layout', 'a folder', (path, store) => writeOciLayout(path, store)],
    ['oci:layout:1.0', 'a tag in a folder', (path, store) => writeOciLayout(path, store, { names: 'tag' })],
  ])('%s finds the image without a registry, %s', async (location, _reason, write) => {
    const { project, store } = await offline();
    const [, path = ''] = location.split(':');
    await write(join(project.folder, path), store);
    expect(await project.run('check', '--image', location)).toEqual({
      status: 0,
      stdout: `${passes(IMAGE, path)}\n2 containers, 1 image: 3 pass\n`,
      stderr: '',
    });
  });

  test('skips images that the archive does not stand for', async () => {
    const { project, store } = await offline();
    writeOciLayout(join(project.folder, 'layout'), store);
    project.add({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'redis' },
      spec: { containers: [{ name: 'redis', image: 'redis:7' }] },
    });
    expect(await project.result('check', '--image', 'oci:layout', '--strict')).toBe(`${passes(IMAGE, 'layout')}
redis:7
  skipped  IMAGE_SKIPPED: redis:7, which pod 'redis' runs, was not looked at
           why: --image stands for registry.invalid/team/shop alone; without it, each image is looked for in its registry

3 containers, 2 images: 1 skipped, 3 pass
`);
  });

  test('fails for a tag that is not the one in the archive', async () => {
    const { project, store } = await offline();
    await writeDockerArchive(join(project.folder, 'app.tar'), store);
    project.edit('release.yaml', "'1.0'", "'1.1'");
    const image = 'registry.invalid/team/shop:1.1';
    expect(await project.run('check', '--image', 'docker-archive:app.tar')).toEqual({
      status: 1,
      stdout: `${image}
  fail     IMAGE_MISSING: ${image}, which deployment 'web' and deployment 'worker' run, is not in app.tar
           why: app.tar holds '${IMAGE}', not '${image}'
           fix: name the place that holds this one, or mend the tag (dist/shop.k8s.yaml:22)

2 containers, 1 image: 1 fails
`,
      stderr: '',
    });
  });

  test('asks which image is meant where two are run equally often', async () => {
    const { project, store } = await offline({
      'k8s/web.yaml': podYaml('web', IMAGE, ", command: ['/web']"),
      'k8s/redis.yaml': podYaml('redis', 'redis:7'),
    });
    writeOciLayout(join(project.folder, 'layout'), store);
    expect(await project.run('check', 'k8s', '--image', 'oci:layout')).toEqual({
      status: 1,
      stdout: '',
      stderr: `error CHECK_IMAGE_AMBIGUOUS: --image stands for one image, and it may be docker.io/library/redis or registry.invalid/team/shop
  why: what is found there must not be taken for another image
  fix: say which one it is: check takes --only <repository>, image takes the image itself
`,
    });
    const only = ['--only', 'registry.invalid/team/shop'];
    expect(await project.result('check', 'k8s', '--image', 'oci:layout', ...only)).toBe(`${IMAGE} (linux/amd64)
  pass     ${IMAGE} is in layout: 2 layers, 127.8 kB
  pass     pod 'web' runs '/web': static, 81.0 kB

1 container, 1 image: 2 pass
`);
  });

  test.each([
    [
      'app.tar',
      `error IMAGE_LOCATION_INVALID: 'app.tar' is not a place for images
  why: it does not begin with the kind of place that holds the image
  fix: write docker-archive:app.tar if 'docker save' made it, oci-archive:app.tar if it is an OCI layout
`,
      'without its kind',
    ],
    [
      'docker-archive:',
      `error IMAGE_LOCATION_INVALID: 'docker-archive:' is not a place for images
  why: it names no file
  fix: write registry, docker-archive:app.tar, oci:folder, oci:folder:tag or oci-archive:app.tar
`,
      'without a path',
    ],
    [
      'oci:nowhere',
      `error IMAGE_LOCATION_UNREADABLE: oci:nowhere cannot be read
  why: there is no such file
  fix: check the path, which begins at the folder that you are in
`,
      'nothing is there',
    ],
    [
      'oci-archive:app.tar',
      `error IMAGE_LOCATION_UNREADABLE: oci-archive:app.tar cannot be read
  why: app.tar has no index.json
  fix: make it again, with: docker buildx build --output type=oci,dest=app.tar; for docker save, write docker-archive:
`,
      'of the other kind',
    ],
    [
      'docker-archive:release.yaml',
      `error IMAGE_LOCATION_UNREADABLE: docker-archive:release.yaml cannot be read
  why: release.yaml is not a tar archive
  fix: make it again, with: docker save --output app.tar app:1.0; for an OCI layout, write oci-archive:
`,
      'no archive',
    ],
  ])('refuses %s', async (location, message, _reason) => {
    const { project, store } = await offline();
    await writeDockerArchive(join(project.folder, 'app.tar'), store);
    expect(await project.run('check', '--image', location)).toEqual({ status: 1, stdout: '', stderr: message });
  });
});

const whenPushed = hasRealRegistry && hasSkopeo ? test : test.skip;

whenPushed(pushedTitle('lockstep check reads what was pushed to a real registry'), async () => {
  const registry = await startRealRegistry();
  try {
    const { host } = registry;
    const image = `${host}/team/shop:1.0`;
    const project = new ImageProject(lockstep, image);
    const layout = join(project.folder, 'layout');
    writeOciLayout(layout, storeImages({ 'shop:1.0': await shopImage() }), { names: 'tag' });
    await pushLayout(layout, { host, repository: 'team/shop', tag: '1.0' });
    const { stdout } = await project.run('check');
    expect(stdout).toContain(`pass     ${image} is in its registry: 2 layers, `);
    expect(stdout.split('\n').slice(2)).toEqual(
      passes(image, 'its registry').split('\n').slice(2).concat(['2 containers, 1 image: 3 pass', '']),
    );
    project.edit('release.yaml', "'1.0'", "'1.1'");
    expect(await project.run('check')).toMatchObject({
      status: 1,
      stdout: expect.stringContaining(`why: ${host} has no '${host}/team/shop:1.1'`),
    });
  } finally {
    await registry.stop();
  }
});
