import { type BuiltImage, buildImage, buildIndex, type ContainerConfig } from '../image/built-image';
import { buildLayer, type TarEntry } from '../image/built-layer';
import { elfFile } from '../image/facts/elf-file';
import { type ImageStore, storeImages } from '../image/image-store';
import { type FakeRegistry, fakeRegistry } from '../image/registry/fake-registry';
import { serveStore } from '../image/registry/serve-store';

type Architecture = 'amd64' | 'arm64';

const MACHINES: Readonly<Record<Architecture, number>> = { amd64: 62, arm64: 183 };
const ELF_HEADER_BYTES = 176;

/** A static program of that many bytes. */
export function program(path: string, bytes = 40_000, architecture: Architecture = 'amd64'): TarEntry {
  const content = elfFile({ machine: MACHINES[architecture], codeBytes: bytes - ELF_HEADER_BYTES });
  return { path, content, mode: 0o755 };
}

/** The users of the image: root and `web`. */
export const USERS: readonly TarEntry[] = [
  { path: 'etc/', type: 'directory' },
  { path: 'etc/group', content: 'root:x:0:\nweb:x:1000:\n' },
  { path: 'etc/passwd', content: 'root:x:0:0:root:/root:/bin/sh\nweb:x:1000:1000::/:/bin/sh\n' },
];

/** The shop's image for one platform: users below, and the programs `/web` and `/worker` above them. */
export async function shopImage(
  architecture: Architecture = 'amd64',
  config: ContainerConfig = {},
): Promise<BuiltImage> {
  const programs = [program('web', 81_000, architecture), program('worker', 40_000, architecture)];
  const layers = [await buildLayer(USERS), await buildLayer(programs)];
  return buildImage({ layers, config, platform: { os: 'linux', architecture } });
}

export interface ShopRegistry {
  readonly registry: FakeRegistry;
  /** What the registry serves; changes are served at once. */
  readonly store: ImageStore;
  /** `127.0.0.1:40123/team/shop:1.0`. */
  readonly image: string;
}

/** A registry on this machine with `team/shop:1.0` for two platforms, or for those of `images`. */
export async function shopRegistry(images?: readonly BuiltImage[]): Promise<ShopRegistry> {
  const built = images ?? [await shopImage('amd64'), await shopImage('arm64')];
  const [first] = built;
  const shop = built.length === 1 && first ? first : buildIndex(built);
  const store = storeImages({ 'team/shop:1.0': shop });
  const registry = await fakeRegistry(serveStore(store));
  return { registry, store, image: `${registry.host}/team/shop:1.0` };
}

/** Adds an image to what a registry serves. */
export function pushShop(store: ImageStore, name: string, image: BuiltImage): void {
  const more = storeImages({ [name]: image });
  for (const part of ['names', 'manifests', 'blobs'] as const) {
    for (const [key, value] of more[part]) (store[part] as Map<string, typeof value>).set(key, value);
  }
}
