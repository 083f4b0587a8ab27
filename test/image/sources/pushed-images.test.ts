import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { RegistrySource } from '../../../src/image/sources/registry-source';
import { buildImage, buildIndex } from '../built-image';
import { buildLayer } from '../built-layer';
import { storeImages } from '../image-store';
import { basic, dockerHome, newHome } from '../registry/login-files';
import {
  ALI,
  hasRealRegistry,
  hasSkopeo,
  pushedTitle,
  pushLayout,
  type RealRegistry,
  startRealRegistry,
} from '../registry/real-registry';
import { writeOciLayout } from '../write-image-files';

const whenPushed = hasRealRegistry && hasSkopeo ? describe : describe.skip;

/** An image for two platforms with a layer of three megabytes, in a folder. */
async function writeWeb() {
  const big = await buildLayer([{ path: 'data', content: randomBytes(3 * 2 ** 20) }], { compression: 'gzip' });
  const layers = ['amd64', 'arm64'].map((text) =>
    buildLayer([{ path: 'web', content: text, mode: 0o755 }], { compression: 'gzip' }),
  );
  const [amd64, arm64] = await Promise.all(layers);
  const images = [amd64, arm64].map((layer, at) =>
    buildImage({
      layers: layer === undefined ? [] : [big, layer],
      config: { Cmd: ['/web'] },
      platform: { os: 'linux', architecture: at === 0 ? 'amd64' : 'arm64' },
    }),
  );
  const index = buildIndex(images);
  const layout = join(newHome(), 'layout');
  writeOciLayout(layout, storeImages({ 'app:1.0': index }), { names: 'tag' });
  return { layout, index, images };
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const collected: Uint8Array[] = [];
  for await (const chunk of chunks) collected.push(chunk);
  return Buffer.concat(collected);
}

describe.each([
  ['open to all', undefined],
  ['with passwords', ALI],
])('a real registry %s', (_kind, login) => {
  whenPushed(pushedTitle('gives back'), () => {
    let registry: RealRegistry;
    beforeAll(async () => {
      registry = await startRealRegistry({ password: login !== undefined });
    });
    afterAll(() => registry.stop());

    test('what skopeo has pushed', async () => {
      const { host } = registry;
      const { layout, index, images } = await writeWeb();
      await pushLayout(layout, { host, repository: 'team/app', tag: '1.0' }, login);
      const env = login ? dockerHome({ auths: { [host]: { auth: basic(login.username, login.password) } } }) : {};
      const source = new RegistrySource({ env });
      const { digest, platforms } = await source.findImage({ repository: `${host}/team/app`, tag: '1.0' });
      expect(digest).toBe(index.manifest.digest);
      expect(platforms.map((entry) => entry.digest)).toEqual(images.map(({ manifest }) => manifest.digest));
      for (const [at, entry] of platforms.entries()) {
        const { config, layers } = await entry.read();
        expect(config.platform).toEqual(images[at]?.platform);
        for (const layer of layers) await layer.requireThere();
        const bytes = await Promise.all(layers.map(({ open }) => collect(open())));
        expect(bytes.map((one, place) => one.equals(images[at]?.layers[place]?.bytes ?? Buffer.alloc(0)))).toEqual([
          true,
          true,
        ]);
      }
      await source.close();
    });

    test('nothing of what nobody has pushed', async () => {
      const { host } = registry;
      const env = login ? dockerHome({ auths: { [host]: { auth: basic(login.username, login.password) } } }) : {};
      await expect(new RegistrySource({ env }).findImage({ repository: `${host}/team/none` })).rejects.toMatchObject({
        kind: 'missing',
        why: `${host} has no '${host}/team/none:latest'`,
      });
    });
  });
});
