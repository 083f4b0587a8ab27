// https://github.com/opencontainers/image-spec/blob/v1.1.0/media-types.md
// https://distribution.github.io/distribution/spec/manifest-v2-2/#media-types

export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json';
export const DOCKER_INDEX = 'application/vnd.docker.distribution.manifest.list.v2+json';
export const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
export const DOCKER_CONFIG = 'application/vnd.docker.container.image.v1+json';

/** An image for several platforms. */
export const INDEX_TYPES: ReadonlySet<string> = new Set([OCI_INDEX, DOCKER_INDEX]);

/** An image for one platform. */
export const MANIFEST_TYPES: ReadonlySet<string> = new Set([OCI_MANIFEST, DOCKER_MANIFEST]);

/** All that is asked for where an image is wanted; indexes first: a tag for many platforms is asked for as what it is. */
export const ACCEPTED_TYPES: readonly string[] = [OCI_INDEX, DOCKER_INDEX, OCI_MANIFEST, DOCKER_MANIFEST];

/** Manifests from before 2016, which hold the configuration in themselves. */
export const SCHEMA_1_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.docker.distribution.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v1+prettyjws',
]);

/** The configuration of a container image; a manifest with any other holds something else. */
export const CONFIG_TYPES: ReadonlySet<string> = new Set([OCI_CONFIG, DOCKER_CONFIG]);

export const OCI_LAYER = 'application/vnd.oci.image.layer.v1.tar';
export const DOCKER_LAYER = 'application/vnd.docker.image.rootfs.diff.tar';

/** Layers that are not to be pushed, and so are fetched from the addresses in their `urls`: Windows' own, mostly. */
export const FOREIGN_LAYER_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.layer.nondistributable.v1.tar',
  'application/vnd.oci.image.layer.nondistributable.v1.tar+gzip',
  'application/vnd.oci.image.layer.nondistributable.v1.tar+zstd',
  'application/vnd.docker.image.rootfs.foreign.diff.tar',
  'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
  'application/vnd.docker.image.rootfs.foreign.diff.tar.zstd',
]);

/** In place of layers: what says something about an image, with the configuration of an image that has no files. */
export const STATEMENT_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.dev.cosign.simplesigning.v1+json',
  'application/vnd.dsse.envelope.v1+json',
  'application/vnd.in-toto+json',
]);

/** What stands in a registry beside images, by the type of its configuration, of its layers or its own. */
export const ARTIFACT_NAMES: ReadonlyMap<string, string> = new Map([
  ['application/vnd.cncf.helm.config.v1+json', 'a Helm chart'],
  ['application/vnd.dev.cosign.artifact.sig.v1+json', 'a signature of cosign'],
  ['application/vnd.dev.cosign.simplesigning.v1+json', 'a signature of cosign'],
  ['application/vnd.dsse.envelope.v1+json', 'an attestation about one'],
  ['application/vnd.in-toto+json', 'an attestation about one'],
  ['application/vnd.dev.sigstore.bundle.v0.3+json', 'a signature of sigstore'],
  ['application/vnd.cncf.notary.signature', 'a signature of notation'],
  ['application/vnd.docker.attestation.manifest.v1+json', 'an attestation about one'],
  ['application/vnd.docker.plugin.v1+json', 'a plugin of Docker'],
  ['application/vnd.cncf.flux.config.v1+json', 'a bundle of Flux'],
  ['application/vnd.wasm.config.v0+json', 'a WebAssembly module'],
  ['application/vnd.wasm.config.v1+json', 'a WebAssembly module'],
  ['application/vnd.cncf.openpolicyagent.config.v1+json', 'a bundle of policies'],
  ['application/vnd.oci.artifact.manifest.v1+json', 'an artifact of another kind'],
  ['application/vnd.oci.empty.v1+json', 'an artifact of another kind'],
  ['application/vnd.oci.scratch.v1+json', 'an artifact of another kind'],
]);
