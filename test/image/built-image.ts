import type { Platform } from '../../src/image/platform';
import { type BuiltLayer, type Compression, digestOf } from './built-layer';

/** A manifest, an index or a configuration as it is stored. */
export interface Document {
  readonly mediaType: string;
  readonly bytes: Buffer;
  /** Of `bytes`. */
  readonly digest: string;
}

/** An image for one platform, complete. */
export interface BuiltImage {
  readonly kind: 'image';
  readonly manifest: Document;
  readonly config: Document;
  /** Lowest first. */
  readonly layers: readonly BuiltLayer[];
  readonly platform: Platform;
}

/** An image for several platforms, complete. */
export interface BuiltIndex {
  readonly kind: 'index';
  readonly manifest: Document;
  /** What it lists, in its order; attestations too. */
  readonly entries: readonly (BuiltImage | BuiltIndex)[];
}

/** The container part of a configuration, in Docker's field names; what is not known here is written down as it is. */
export interface ContainerConfig {
  readonly Entrypoint?: unknown;
  readonly Cmd?: unknown;
  readonly Env?: unknown;
  readonly User?: unknown;
  readonly WorkingDir?: unknown;
  readonly ExposedPorts?: unknown;
  readonly Volumes?: unknown;
  readonly [other: string]: unknown;
}

/** Whose media types are written down: those of OCI, or those of Docker's schema 2. */
export type MediaTypes = 'oci' | 'docker';

const TYPES = {
  oci: {
    index: 'application/vnd.oci.image.index.v1+json',
    manifest: 'application/vnd.oci.image.manifest.v1+json',
    config: 'application/vnd.oci.image.config.v1+json',
    layer: 'application/vnd.oci.image.layer.v1.tar',
    foreignLayer: 'application/vnd.oci.image.layer.nondistributable.v1.tar',
    separator: '+',
  },
  docker: {
    index: 'application/vnd.docker.distribution.manifest.list.v2+json',
    manifest: 'application/vnd.docker.distribution.manifest.v2+json',
    config: 'application/vnd.docker.container.image.v1+json',
    layer: 'application/vnd.docker.image.rootfs.diff.tar',
    foreignLayer: 'application/vnd.docker.image.rootfs.foreign.diff.tar',
    separator: '.',
  },
} as const;

/** A document of any value; text and bytes are taken as they are. */
export function buildDocument(mediaType: string, value: unknown): Document {
  const bytes = Buffer.isBuffer(value) ? value : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  return { mediaType, bytes, digest: digestOf(bytes) };
}

/**
 * An image for one platform with its manifest and configuration.
 *
 * @param options.layers lowest first; none when not given
 * @param options.config the container part of the configuration; empty when not given
 * @param options.platform `linux/amd64` when not given
 * @param options.mediaTypes `oci` when not given
 * @param options.foreign which of the layers are foreign, by their places from 0
 * @param options.configFields fields beside `config` in the configuration, over those that are made
 * @param options.manifestFields fields of the manifest, over those that are made
 * @example
 * const image = buildImage({ layers: [await buildLayer([{ path: 'web' }])], config: { Entrypoint: ['/web'] } });
 */
export function buildImage({
  layers = [],
  config = {},
  platform = { os: 'linux', architecture: 'amd64' },
  mediaTypes = 'oci',
  foreign = [],
  configFields = {},
  manifestFields = {},
}: {
  readonly layers?: readonly BuiltLayer[];
  readonly config?: ContainerConfig | null;
  readonly platform?: Platform;
  readonly mediaTypes?: MediaTypes;
  readonly foreign?: readonly number[];
  readonly configFields?: Readonly<Record<string, unknown>>;
  readonly manifestFields?: Readonly<Record<string, unknown>>;
} = {}): BuiltImage {
  const types = TYPES[mediaTypes];
  const configDocument = buildDocument(types.config, {
    ...platform,
    config,
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
    history: layers.map(() => ({ created_by: 'a test' })),
    ...configFields,
  });
  const manifest = buildDocument(types.manifest, {
    schemaVersion: 2,
    mediaType: types.manifest,
    config: describeDocument(configDocument),
    layers: layers.map(({ compression, bytes, digest }, at) => ({
      mediaType: layerType(compression, mediaTypes, foreign.includes(at)),
      digest,
      size: bytes.length,
      ...(foreign.includes(at) && { urls: [`https://layers.example.com/${digest}`] }),
    })),
    ...manifestFields,
  });
  return { kind: 'image', manifest, config: configDocument, layers, platform };
}

/**
 * An index of images in this order.
 *
 * @param options.mediaTypes `oci` when not given
 * @param options.entryFields fields of an entry, over those that are made
 * @example
 * const index = buildIndex([amd64, arm64, buildAttestation(amd64)]);
 */
export function buildIndex(
  entries: readonly (BuiltImage | BuiltIndex)[],
  {
    mediaTypes = 'oci',
    entryFields = () => ({}),
  }: {
    readonly mediaTypes?: MediaTypes;
    readonly entryFields?: (entry: BuiltImage | BuiltIndex, at: number) => Readonly<Record<string, unknown>>;
  } = {},
): BuiltIndex {
  const { index } = TYPES[mediaTypes];
  const manifests = entries.map((entry, at) => ({
    ...describeDocument(entry.manifest),
    ...(entry.kind === 'image' && { platform: entry.platform }),
    ...(entry.kind === 'image' && attestations.has(entry) && { annotations: attestations.get(entry) }),
    ...entryFields(entry, at),
  }));
  const manifest = buildDocument(index, { schemaVersion: 2, mediaType: index, manifests });
  return { kind: 'index', manifest, entries };
}

const attestations = new WeakMap<BuiltImage, Readonly<Record<string, string>>>();

/** What BuildKit puts into an index beside an image: a manifest of platform `unknown/unknown` with a statement in it. */
export function buildAttestation(image: BuiltImage): BuiltImage {
  const statement = buildDocument('application/vnd.in-toto+json', { _type: 'https://in-toto.io/Statement/v0.1' });
  const layer = { bytes: statement.bytes, digest: statement.digest, tar: statement.bytes, diffId: statement.digest };
  const attestation = buildImage({
    layers: [{ ...layer, compression: 'none' }],
    platform: { os: 'unknown', architecture: 'unknown' },
    manifestFields: { layers: [describeDocument(statement)] },
  });
  attestations.set(attestation, {
    'vnd.docker.reference.digest': image.manifest.digest,
    'vnd.docker.reference.type': 'attestation-manifest',
  });
  return attestation;
}

/** The descriptor of a document. */
export function describeDocument({ mediaType, digest, bytes }: Document): {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
} {
  return { mediaType, digest, size: bytes.length };
}

function layerType(compression: Compression, mediaTypes: MediaTypes, isForeign: boolean): string {
  const { layer, foreignLayer, separator } = TYPES[mediaTypes];
  const plain = isForeign ? foreignLayer : layer;
  return compression === 'none' ? plain : `${plain}${separator}${compression}`;
}
