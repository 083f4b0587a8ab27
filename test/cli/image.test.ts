import { join } from 'node:path';
import { type BuiltImage, buildImage } from '../image/built-image';
import { buildLayer } from '../image/built-layer';
import { elfFile } from '../image/facts/elf-file';
import { storeImages } from '../image/image-store';
import { writeOciLayout } from '../image/write-image-files';
import { ImageProject } from './image-project';
import { Lockstep } from './run-lockstep';
import { program, shopImage, shopRegistry, USERS } from './shop-image';

// several processes, one after the other
jest.setTimeout(60_000);

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

const short = (image: BuiltImage, layer: number) => image.layers[layer]?.digest.slice(0, 19);

/** What is said of one platform of the shop's image. */
function sizesOf(name: string, built: BuiltImage): string {
  const { architecture } = built.platform;
  return `${name} (linux/${architecture}): 127.8 kB to pull, 127.5 kB unpacked
  layers, lowest first
    ${short(built, 0)}  3.6 kB    3.6 kB unpacked    2 files
    ${short(built, 1)}  123.9 kB  123.9 kB unpacked  2 files
  programs of the services
    /web     81.0 kB  static  deployment 'web'
    /worker  40.0 kB  static  deployment 'worker'
  biggest files
    /web         81.0 kB
    /worker      40.0 kB
    /etc/passwd  57 B
    /etc/group   22 B
`;
}

async function shop() {
  const [amd64, arm64] = [await shopImage('amd64'), await shopImage('arm64')];
  const { registry, image } = await shopRegistry([amd64, arm64]);
  return { amd64, arm64, registry, image, project: new ImageProject(lockstep, image) };
}

describe('lockstep image', () => {
  test("says how big the app's image is, on each platform", async () => {
    const { project, image, amd64, arm64 } = await shop();
    expect(await project.result('image')).toBe(`${sizesOf(image, amd64)}\n${sizesOf(image, arm64)}`);
  });

  test('--platform says it of one', async () => {
    const { project, image, arm64 } = await shop();
    expect(await project.result('image', '--platform', 'arm64')).toBe(sizesOf(image, arm64));
  });

  test('says it of an image that is named, without a project', async () => {
    const { project, image, amd64 } = await shop();
    const [before] = sizesOf(image, amd64).split('  programs of');
    const [, after] = sizesOf(image, amd64).split("deployment 'worker'\n");
    const { status, stdout, stderr } = await project.start(['image', image, '-p', 'amd64'], { folder: project.home })
      .ended;
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: `${before}${after}`, stderr: '' });
  });

  test('--image says it of an image that is not pushed', async () => {
    const image = 'registry.invalid/team/shop:1.0';
    const project = new ImageProject(lockstep, image);
    const built = await shopImage();
    writeOciLayout(join(project.folder, 'layout'), storeImages({ [image]: built }));
    expect(await project.result('image', '--image', 'oci:layout')).toBe(sizesOf(image, built));
  });

  test('tells linked programs and scripts apart, and shows the ten biggest files', async () => {
    const libc = elfFile({ type: 'shared', soname: 'libc.so.6', codeBytes: 2000 });
    const web = elfFile({ interpreter: '/lib64/ld.so', needed: ['libc.so.6'], codeBytes: 5000 });
    const layer = await buildLayer([
      ...USERS,
      { path: 'lib64/ld.so', content: elfFile({ type: 'shared', codeBytes: 1000 }), mode: 0o755 },
      { path: 'lib64/libc.so.6', content: libc, mode: 0o755 },
      program('bin/sh', 3000),
      { path: 'web', content: web, mode: 0o755 },
      { path: 'worker', content: '#!/bin/sh\nexec true\n', mode: 0o755 },
      ...['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ path: `data/${name}`, content: name })),
    ]);
    const built = buildImage({ layers: [layer] });
    const { image } = await shopRegistry([built]);
    expect(
      await new ImageProject(lockstep, image).result('image'),
    ).toBe(`${image} (linux/amd64): 25.8 kB to pull, 25.6 kB unpacked
  layers, lowest first
    ${short(built, 0)}  25.6 kB  25.6 kB unpacked  13 files
  programs of the services
    /web     5.4 kB  dynamic  deployment 'web'
    /worker  20 B    script   deployment 'worker'
  biggest files
    /web              5.4 kB
    /bin/sh           3.0 kB
    /lib64/libc.so.6  2.4 kB
    /lib64/ld.so      1.2 kB
    /etc/passwd       57 B
    /etc/group        22 B
    /worker           20 B
    /data/a           1 B
    /data/b           1 B
    /data/c           1 B
`);
  });

  test('--json says it in bytes', async () => {
    const { project, image, amd64 } = await shop();
    const report = JSON.parse(await project.result('image', '-p', 'amd64', '--json'));
    const [users, programs] = amd64.layers;
    expect(report).toEqual([
      {
        kind: 'sizes',
        image,
        sizes: [
          {
            platform: 'linux/amd64',
            bytes: (users?.bytes.length ?? 0) + (programs?.bytes.length ?? 0) + amd64.config.bytes.length,
            unpackedBytes: (users?.tar.length ?? 0) + (programs?.tar.length ?? 0),
            layers: [
              { digest: users?.digest, bytes: users?.bytes.length, unpackedBytes: users?.tar.length, files: 2 },
              {
                digest: programs?.digest,
                bytes: programs?.bytes.length,
                unpackedBytes: programs?.tar.length,
                files: 2,
              },
            ],
            biggest: [
              { path: '/web', bytes: 81_000 },
              { path: '/worker', bytes: 40_000 },
              { path: '/etc/passwd', bytes: 57 },
              { path: '/etc/group', bytes: 22 },
            ],
            programs: [
              {
                workload: "deployment 'web'",
                container: "container 'web'",
                path: '/web',
                bytes: 81_000,
                linkage: 'static',
              },
              {
                workload: "deployment 'worker'",
                container: "container 'worker'",
                path: '/worker',
                bytes: 40_000,
                linkage: 'static',
              },
            ],
          },
        ],
      },
    ]);
  });

  test.each([
    ['127.8kB', 0, 'rounded below it'],
    ['1MB', 0, 'more than it has'],
    ['124.8KiB', 0, 'powers of 1024'],
    ['127785', 0, 'as many bytes'],
    ['127784', 1, 'one byte less'],
    ['100kB', 1, 'less than it has'],
  ])('--max-size %s ends with %i: %s', async (limit, status, _reason) => {
    const { project, image, amd64 } = await shop();
    const shown = /^\d+$/.test(limit) ? `${limit} B` : limit;
    const message = `${image} (linux/amd64) has 127.8 kB to pull, which is more than ${shown}\n`;
    expect(await project.run('image', '-p', 'amd64', '--max-size', limit)).toEqual({
      status,
      stdout: sizesOf(image, amd64),
      stderr: status === 0 ? '' : message,
    });
  });
});
