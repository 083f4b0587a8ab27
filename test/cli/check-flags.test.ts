import { readdirSync } from 'node:fs';
import { ImageProject } from './image-project';
import { Lockstep } from './run-lockstep';
import { allPass, openShop } from './shop-project';

// several processes, one after the other
jest.setTimeout(60_000);

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

describe('lockstep check: flags', () => {
  test('--platform looks at that platform only', async () => {
    const { project, image } = await openShop(lockstep);
    expect(await project.result('check', '--platform', 'aarch64')).toBe(
      allPass(image).replace('linux/amd64, linux/arm64', 'linux/arm64'),
    );
  });

  test('--platform fails for a platform that the image is not for', async () => {
    const { project, image } = await openShop(lockstep);
    expect(await project.run('check', '-p', 'linux/amd64', '-p', 'linux/s390x')).toEqual({
      status: 1,
      stdout: `${image} (linux/amd64)
  pass     ${image} is in its registry: 2 layers, 127.8 kB
  fail     IMAGE_PLATFORM_MISSING: ${image} is not for linux/s390x
           why: it is for linux/amd64, linux/arm64 only
           fix: build it for that platform too: docker buildx build --platform linux/s390x (dist/shop.k8s.yaml:22)
  pass     deployment 'web' runs '/web': static, 81.0 kB
  pass     deployment 'worker' runs '/worker': static, 40.0 kB

2 containers, 1 image: 1 fails, 3 pass
`,
      stderr: '',
    });
  });

  test('--unused lists programs that no container runs', async () => {
    const { project, image } = await openShop(lockstep);
    project.edit('main.ts', "shop.deployment('worker', { command: ['/worker', '-v'] });\n", '');
    expect(await project.result('check', '--unused')).toBe(`${image} (linux/amd64, linux/arm64)
  pass     ${image} is in its registry: 2 layers, 127.8 kB
  pass     deployment 'web' runs '/web': static, 81.0 kB
  note     IMAGE_PROGRAM_UNUSED: no container runs '/worker' of ${image}
           why: it lies beside programs that containers run
           fix: leave it out of the image if nothing needs it (dist/shop.k8s.yaml:22)

1 container, 1 image: 1 to note, 2 pass
`);
  });

  test.each([
    [
      ['--platform', 'linux/amd64/v1/x'],
      "error: option '-p, --platform <platform>' argument 'linux/amd64/v1/x' is invalid. It is os/architecture: linux/amd64.",
    ],
    [['--image', 'oci:a', '--dockerfile', 'Dockerfile'], 'error: --image and --dockerfile exclude each other'],
    [['--target', 'build'], 'error: --target, --build-arg and --context are about a --dockerfile'],
    [['--json', '--sarif', '-'], 'error: --json and --sarif - exclude each other: each prints a document of its own'],
    [['--ony', 'a'], "error: unknown option '--ony'\n(Did you mean --only?)"],
    [['--sarif'], "error: option '--sarif <file>' argument missing"],
  ])('%j is wrong usage', async (words, message) => {
    const project = new ImageProject(lockstep, 'registry.invalid/team/shop:1.0');
    expect(await project.run('check', ...words)).toEqual({
      status: 2,
      stdout: '',
      stderr: `${message}\n('lockstep --help' lists the commands)\n`,
    });
  });
});

describe('lockstep check: reports', () => {
  test('--json prints every finding', async () => {
    const { project, image, store } = await openShop(lockstep);
    project.edit('main.ts', "'/worker'", "'/workr'");
    const { status, stdout, stderr } = await project.run('check', '--json');
    expect({ status, stderr, report: JSON.parse(stdout) }).toEqual({
      status: 1,
      stderr: '',
      report: {
        images: [
          {
            image,
            digest: store.names.get('team/shop:1.0'),
            platforms: ['linux/amd64', 'linux/arm64'],
            isRead: true,
            findings: [
              {
                outcome: 'pass',
                code: 'IMAGE_FOUND',
                what: `${image} is in its registry: 2 layers, 127.8 kB`,
                why: '',
                fix: '',
                image,
                place: 'dist/shop.k8s.yaml:22',
              },
              {
                outcome: 'pass',
                code: 'IMAGE_BINARY_STARTS',
                what: "deployment 'web' runs '/web': static, 81.0 kB",
                why: '',
                fix: '',
                place: 'dist/shop.k8s.yaml:20',
                workload: "deployment 'web'",
                container: "container 'web'",
                image,
              },
              {
                outcome: 'fail',
                code: 'IMAGE_BINARY_MISSING',
                what: `deployment 'worker' runs '/workr', which is not in ${image}`,
                why: "'/' holds etc, web, worker",
                fix: "did you mean '/worker'?",
                place: 'dist/shop.k8s.yaml:44',
                workload: "deployment 'worker'",
                container: "container 'worker'",
                image,
              },
            ],
          },
        ],
        counts: { pass: 2, fail: 1, unknown: 0, skipped: 0 },
        containers: 2,
      },
    });
  });

  test('--sarif writes what is not right into a file, and the text is printed as well', async () => {
    const { project, image } = await openShop(lockstep);
    project.edit('main.ts', "'/worker'", "'/workr'");
    const text = await project.run('check');
    expect(await project.run('check', '--sarif', 'out.sarif')).toEqual({ ...text, stderr: '  wrote out.sarif\n' });
    const rules = [{ id: 'IMAGE_BINARY_MISSING', shortDescription: { text: 'image binary missing' } }];
    const driver = { name: 'lockstep', version: (await project.result('--version')).trim(), rules };
    expect(JSON.parse(project.read('out.sarif'))).toEqual({
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: { driver },
          results: [
            {
              ruleId: 'IMAGE_BINARY_MISSING',
              ruleIndex: 0,
              level: 'error',
              message: {
                text: `deployment 'worker' runs '/workr', which is not in ${image}\nwhy: '/' holds etc, web, worker\nfix: did you mean '/worker'?`,
              },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: 'dist/shop.k8s.yaml', uriBaseId: '%SRCROOT%' },
                    region: { startLine: 44 },
                  },
                },
              ],
            },
          ],
        },
      ],
    });
    expect(readdirSync(project.folder).filter((name) => name.includes('.tmp'))).toEqual([]);
    expect(await project.run('check', '--sarif', '-')).toEqual({ ...text, stdout: project.read('out.sarif') });
  });

  test('--sarif says that the file cannot be written when the text has been printed', async () => {
    const { project, image } = await openShop(lockstep);
    expect(await project.run('check', '--sarif', 'main.ts/out.sarif')).toEqual({
      status: 1,
      stdout: allPass(image),
      stderr: `error REPORT_NOT_WRITTEN: main.ts/out.sarif could not be written
  why: the system says ENOTDIR
  fix: name a file in a folder that is there and can be written to
`,
    });
    expect(await project.run('check', '--sarif', 'no/out.sarif')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('the system says ENOENT'),
    });
  });
});
