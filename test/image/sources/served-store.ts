import type { PlatformEntry } from '../../../src/image/image-source';
import { RegistrySource } from '../../../src/image/sources/registry-source';
import type { ImageParts } from '../../../src/release/image-reference';
import { buildAttestation, buildImage, buildIndex } from '../built-image';
import { type BuiltLayer, buildLayer } from '../built-layer';
import type { ImageStore } from '../image-store';
import { type Answerer, type FakeRegistry, fakeRegistry } from '../registry/fake-registry';
import { serveStore } from '../registry/serve-store';

export const AMD64 = { os: 'linux', architecture: 'amd64' };
export const ARM64 = { os: 'linux', architecture: 'arm64', variant: 'v8' };

/** A layer with a shell and one with a program. */
export async function buildLayers(): Promise<[BuiltLayer, BuiltLayer]> {
  return [
    await buildLayer([{ path: 'bin/sh', content: 'a shell', mode: 0o755 }], { compression: 'gzip' }),
    await buildLayer([{ path: 'web', content: 'a program', mode: 0o755 }], { compression: 'zstd' }),
  ];
}

/** An image for two platforms, one with an attestation; that for arm64 has the layers in another order. */
export function buildWeb(base: BuiltLayer, web: BuiltLayer) {
  const amd64 = buildImage({ layers: [base, web], config: { Entrypoint: ['/web'] }, platform: AMD64 });
  const arm64 = buildImage({ layers: [web, base], config: { Entrypoint: ['/web'] }, platform: ARM64 });
  return { amd64, arm64, index: buildIndex([amd64, arm64, buildAttestation(amd64)]) };
}

/** A registry with the images of a store, and a source that reads them; `first` may answer before it. */
export async function serve(
  store: ImageStore,
  first: (...args: Parameters<Answerer>) => ReturnType<Answerer> | undefined = () => undefined,
) {
  const fromStore = serveStore(store);
  const registry = await fakeRegistry((request, turn) => first(request, turn) ?? fromStore(request, turn));
  const source = new RegistrySource({ env: {}, pauseMilliseconds: 1 });
  const find = (image: Omit<ImageParts, 'repository'> = { tag: '1.0' }, repository = 'app') =>
    source.findImage({ repository: `${registry.host}/${repository}`, ...image });
  return { registry, source, find };
}

/** Why something could not be had: `missing: HOST has no …`. */
export async function whyNot(registry: FakeRegistry, work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => new Error('it could be had'),
    (reason: Error & { kind?: string; why?: string }) => reason,
  );
  if (!('kind' in error)) throw error;
  return `${error.kind}: ${error.why?.replaceAll(registry.host, 'HOST')}`;
}

export async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const collected: Uint8Array[] = [];
  for await (const chunk of chunks) collected.push(chunk);
  return Buffer.concat(collected);
}

export function requirePlatform(platforms: readonly PlatformEntry[], at = 0): PlatformEntry {
  const entry = platforms[at];
  if (entry === undefined) throw new Error(`there is no platform ${at}`);
  return entry;
}
