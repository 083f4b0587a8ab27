import { digestOf } from '../image/built-layer';
import { ImageProject } from './image-project';
import { Lockstep } from './run-lockstep';
import { shopImage } from './shop-image';
import { openShop } from './shop-project';

// several processes, one after the other
jest.setTimeout(60_000);

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

describe('lockstep image refuses', () => {
  test.each([
    [['--nodes', '3'], 'error: --nodes and --bandwidth need each other'],
    [['--bandwidth', '1Gbit'], 'error: --nodes and --bandwidth need each other'],
    [['--to', '1.1'], 'error: --to needs --from'],
    [
      ['--nodes', '0', '--bandwidth', '1Gbit'],
      "error: option '--nodes <count>' argument '0' is invalid. It is a number from 1.",
    ],
    [
      ['--nodes', '1', '--bandwidth', '1'],
      "error: option '--bandwidth <rate>' argument '1' is invalid. It is a rate: 1Gbit, 100Mbit, 125MB.",
    ],
    [
      ['--max-size', 'small'],
      "error: option '--max-size <size>' argument 'small' is invalid. It is a size: 50MB, 48MiB.",
    ],
    [
      ['--platform', ''],
      "error: option '-p, --platform <platform>' argument '' is invalid. It is os/architecture: linux/amd64.",
    ],
    [['a:1', 'b:1'], "error: too many arguments for 'image'. Expected 1 argument but got 2."],
  ])('%j as wrong usage', async (words, message) => {
    const project = new ImageProject(lockstep, 'registry.invalid/team/shop:1.0');
    expect(await project.run('image', ...words)).toEqual({
      status: 2,
      stdout: '',
      stderr: `${message}\n('lockstep --help' lists the commands)\n`,
    });
  });

  test('an image that is not there', async () => {
    const { project, registry } = await openShop(lockstep);
    const { host } = registry;
    expect(await project.run('image', `${host}/team/shop:1.1`)).toEqual({
      status: 1,
      stdout: '',
      stderr: `error IMAGE_MISSING: ${host}/team/shop:1.1 is not there
  why: ${host} has no '${host}/team/shop:1.1'
  fix: push it, or name another one
`,
    });
  });

  test('a platform that it is not for', async () => {
    const { project, image } = await openShop(lockstep);
    expect(await project.run('image', '-p', 's390x')).toEqual({
      status: 1,
      stdout: '',
      stderr: `error IMAGE_PLATFORM_MISSING: ${image} is not for linux/s390x
  why: it is for linux/amd64, linux/arm64 only
  fix: name another platform, or build the image for it too
`,
    });
  });

  test('a damaged layer', async () => {
    const built = await shopImage();
    const { store, image, project } = await openShop(lockstep, [built]);
    const { digest = '', bytes = Buffer.alloc(0) } = built.layers[1] ?? {};
    const wrong = Buffer.alloc(bytes.length);
    store.blobs.set(digest, wrong);
    expect(await project.run('image')).toEqual({
      status: 1,
      stdout: '',
      stderr: `error IMAGE_BROKEN: ${image} is damaged
  why: layer 2 of '${image}' has the digest ${digestOf(wrong)} where ${digest} was expected
  fix: build and push it again
`,
    });
  });

  test('what is no image', async () => {
    const project = new ImageProject(lockstep, 'registry.invalid/team/shop:1.0');
    expect(await project.start(['image', 'a b'], { folder: project.home }).ended).toMatchObject({
      status: 1,
      stderr: `error IMAGE_REFERENCE_INVALID: 'a b' is not an image reference
  why: the repository 'a b' has a space or a character outside ASCII
  fix: write repository:tag, for example 'registry.example.com:5000/team/app:1.4.2', and quote numbers
`,
    });
  });

  test('a folder without a project, when no image is named', async () => {
    const project = new ImageProject(lockstep, 'registry.invalid/team/shop:1.0');
    expect(await project.start(['image'], { folder: project.home }).ended).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        /^error PROJECT_MISSING: there is no cdk8s\.yaml in .*\n.*\n.*, or name an image: lockstep image team\/app:1\.4\.2\n$/,
      ),
    });
  });

  test('an app without a container', async () => {
    const project = new ImageProject(lockstep, 'registry.invalid/team/shop:1.0');
    project.write('main.ts', project.read('main.ts').replaceAll(/^shop\.deployment.*\n/gm, ''));
    project.add({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
    expect(await project.run('image')).toEqual({
      status: 1,
      stdout: '',
      stderr: `error CHECK_NOTHING: there is no image to look at
  why: no container of the app runs an image of its releases
  fix: name one: lockstep image team/app:1.4.2
`,
    });
  });
});
