import { type BuiltImage, buildImage, buildIndex } from '../image/built-image';
import { buildLayer } from '../image/built-layer';
import { storeImages } from '../image/image-store';
import { fakeRegistry } from '../image/registry/fake-registry';
import { serveStore } from '../image/registry/serve-store';
import { ImageProject } from './image-project';
import { Lockstep } from './run-lockstep';
import { program, USERS } from './shop-image';

// several processes, one after the other
jest.setTimeout(60_000);

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

const short = (image: BuiltImage, layer: number) => image.layers[layer]?.digest.slice(0, 19);

describe('lockstep image --from', () => {
  /** Two versions for two platforms, of which the upper layer is another one. */
  async function versions() {
    const build = async (bytes: number, architecture: 'amd64' | 'arm64') =>
      buildImage({
        layers: [await buildLayer(USERS), await buildLayer([program('web', bytes, architecture)])],
        platform: { os: 'linux', architecture },
      });
    const old = [await build(1_000_000, 'amd64'), await build(1_000_000, 'arm64')];
    const fresh = [await build(2_000_000, 'amd64'), await build(3_000_000, 'arm64')];
    const store = storeImages({ 'team/shop:1.0': buildIndex(old), 'team/shop:1.1': buildIndex(fresh) });
    const registry = await fakeRegistry(serveStore(store));
    const name = `${registry.host}/team/shop`;
    return { registry, name, old, fresh, project: new ImageProject(lockstep, `${name}:1.1`) };
  }

  test('says what a node pulls that has another version, and reads no layer for it', async () => {
    const { project, name, registry, fresh } = await versions();
    const [amd64, arm64] = fresh.map((image) => short(image, 1));
    expect(
      await project.result('image', '--from', '1.0'),
    ).toBe(`${name}:1.0 → ${name}:1.1 (linux/amd64): 2.0 MB to pull, 3.6 kB shared
  layers that are not shared
    ${amd64}  2.0 MB

${name}:1.0 → ${name}:1.1 (linux/arm64): 3.0 MB to pull, 3.6 kB shared
  layers that are not shared
    ${arm64}  3.0 MB
`);
    const layers = fresh.flatMap((image) => image.layers.map(({ digest }) => `/v2/team/shop/blobs/${digest}`));
    expect(registry.seen.filter(({ url }) => layers.includes(url))).toEqual([]);
  });

  test('--to names the version that is pulled', async () => {
    const { project, name, old } = await versions();
    const said = `${name}:1.1 → ${name}:1.0 (linux/amd64): 1.0 MB to pull, 3.6 kB shared
  layers that are not shared
    ${old[0] && short(old[0], 1)}  1.0 MB
`;
    expect(await project.result('image', '-p', 'amd64', '--from', '1.1', '--to', '1.0')).toBe(said);
    expect(await project.result('image', '-p', 'amd64', '--from', `${name}:1.1`, '--to', `${name}:1.0`)).toBe(said);
  });

  test('--nodes and --bandwidth say how long one registry takes for all nodes', async () => {
    const { project, fresh, name } = await versions();
    const words = ['image', '--from', '1.0', '--nodes', '20', '--bandwidth', '1Gbit'];
    expect((await project.result(...words)).match(/^20 nodes .*$/gm)).toEqual([
      '20 nodes pull 2.0 MB each from one registry: 40.0 MB, 0.3 s at 1Gbit',
      '20 nodes pull 3.0 MB each from one registry: 60.0 MB, 0.5 s at 1Gbit',
    ]);
    const [{ rollout }] = JSON.parse(await project.result(...words, '--json'));
    const bytes = fresh.map(({ layers, config }) => 20 * ((layers[1]?.bytes.length ?? 0) + config.bytes.length));
    expect(rollout).toEqual([
      { name: `${name}:1.1 (linux/amd64)`, nodes: 20, bytes: bytes[0], seconds: ((bytes[0] ?? 0) * 8) / 1e9 },
      { name: `${name}:1.1 (linux/arm64)`, nodes: 20, bytes: bytes[1], seconds: ((bytes[1] ?? 0) * 8) / 1e9 },
    ]);
  });

  test('--nodes and --bandwidth stand below each platform of a whole image too', async () => {
    const { project, name, fresh } = await versions();
    const said = await project.result('image', '--nodes', '1', '--bandwidth', '1MB/s');
    const lines = said.split('\n');
    expect(
      fresh.map(({ platform }) =>
        lines.findIndex((line) => line.startsWith(`${name}:1.1 (linux/${platform.architecture}): `)),
      ),
    ).toEqual([0, 12]);
    expect([lines[10], lines.at(-2)]).toEqual([
      '1 node pulls 2.0 MB from one registry: 2.0 MB, 2.0 s at 1MB/s',
      '1 node pulls 3.0 MB from one registry: 3.0 MB, 3.0 s at 1MB/s',
    ]);
  });

  test('--max-size is about what is pulled', async () => {
    const { project, name } = await versions();
    const { status, stderr } = await project.run('image', '--from', '1.0', '--max-size', '2.5MB');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `${name}:1.1 (linux/arm64) has 3.0 MB to pull, which is more than 2.5MB\n`,
    });
  });
});
