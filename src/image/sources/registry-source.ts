import { type ImageParts, ImageReference } from '../../release/image-reference';
import { ImageFault } from '../image-fault';
import type { FoundImage, ImageLayer, ImageSource, PlatformEntry, PlatformImage } from '../image-source';
import type { Descriptor } from '../oci/descriptor';
import { FOREIGN_LAYER_TYPES } from '../oci/media-types';
import { parseImageConfig } from '../oci/parse-image-config';
import type { ParsedIndex, ParsedManifest } from '../oci/parse-image-manifest';
import { requireDiffIds } from '../oci/require-diff-ids';
import { printPlatform } from '../platform';
import type { BlobRequest } from '../registry/ask-for-blob';
import { fetchNestedEntries } from '../registry/fetch-nested-entries';
import { RegistryContent } from '../registry/registry-content';
import { RegistrySession } from '../registry/registry-session';

export interface RegistrySourceOptions {
  /** Where logins are looked for, as for `RegistryClient`. The process' own when not given. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /**
   * For one question (a manifest, whether a layer is there, the beginning of a download), with its logins, waits and
   * second tries. 30000 when not given.
   */
  readonly timeoutMilliseconds?: number | undefined;
  /** How long nothing may come in the middle of a download before it is tried anew. 30000 when not given. */
  readonly stallMilliseconds?: number | undefined;
  /** What has to come of a download, on average over `slowMilliseconds` of waiting for it. 1024 when not given. */
  readonly leastBytesPerSecond?: number | undefined;
  /** 60000 when not given. */
  readonly slowMilliseconds?: number | undefined;
  /** Before a download that broke goes on. 500 when not given. */
  readonly pauseMilliseconds?: number | undefined;
}

/**
 * Images in registries, read by the OCI distribution specification. The registry is the one that an image names.
 *
 * An image with a digest is asked for by the digest, as container runtimes do; then nothing is said of its tag.
 * `missing` is a registry's own word; what keeps us from an answer is `unknown`, bytes that are not those of their
 * digest are `broken`. How registries are spoken to is said at `RegistryClient`.
 *
 * @example
 * const source = new RegistrySource();
 * const { platforms } = await source.findImage({ repository: 'registry.example.com/team/app', tag: '1.4.2' });
 */
export class RegistrySource implements ImageSource {
  readonly name = 'registry';
  readonly #content: RegistryContent;

  constructor(options: RegistrySourceOptions = {}) {
    const { env = process.env, timeoutMilliseconds = 30_000 } = options;
    this.#content = new RegistryContent(new RegistrySession({ env, timeoutMilliseconds }), {
      stallMilliseconds: options.stallMilliseconds ?? 30_000,
      leastBytesPerSecond: options.leastBytesPerSecond ?? 1024,
      slowMilliseconds: options.slowMilliseconds ?? 60_000,
      pauseMilliseconds: options.pauseMilliseconds ?? 500,
    });
  }

  /** @throws UserError IMAGE_REFERENCE_INVALID before anything is sent, ImageFault */
  async findImage(image: ImageParts): Promise<FoundImage> {
    const written = new ImageReference(image);
    const { repository, digest: pinned } = written;
    const tag = written.tag ?? (pinned === undefined ? 'latest' : undefined);
    const name = `'${written.with({ tag, digest: pinned })}'`;
    const { digest, parsed } = await this.#content.fetchManifest({
      repository,
      reference: pinned ?? tag ?? 'latest',
      digest: pinned,
      where: `the manifest of ${name}`,
      rest: `no ${name}`,
    });
    const platforms =
      parsed.kind === 'index'
        ? await this.#readIndex(parsed, repository, name)
        : [{ platform: undefined, digest, read: () => this.#readPlatform(parsed, repository, name) }];
    return { digest, platforms };
  }

  /** Ends what is being read. */
  async close(): Promise<void> {
    this.#content.stop();
  }

  async #readIndex(index: ParsedIndex, repository: string, name: string): Promise<PlatformEntry[]> {
    const where = `the index of ${name}`;
    const fetch = async ({ digest, size, mediaType }: Descriptor, words: { where: string; rest: string }) => {
      const request = { repository, reference: digest, digest, bytes: size, mediaType, ...words };
      return (await this.#content.fetchManifest(request)).parsed;
    };
    const entries = await fetchNestedEntries(index, where, (entry) =>
      fetch(entry, { where: `an index in ${where}`, rest: `${where} but not the index in it (${entry.digest})` }),
    );
    return entries.map((entry) => {
      const { platform, digest } = entry;
      const suffix = platform === undefined ? '' : ` for ${printPlatform(platform)}`;
      const rest = `${where} but not its manifest${suffix} (${digest})`;
      const read = async () => {
        const manifest = await fetch(entry, { where: `the manifest of ${name}${suffix}`, rest });
        if (manifest.kind === 'manifest') return await this.#readPlatform(manifest, repository, `${name}${suffix}`);
        throw new ImageFault('broken', `${where} lists an index${suffix} as a manifest`);
      };
      return { platform, digest, read };
    });
  }

  /** @param name of the image and, out of an index, its platform */
  async #readPlatform(manifest: ParsedManifest, repository: string, name: string): Promise<PlatformImage> {
    const blob = ({ digest, size }: Descriptor, where: string, part: string): BlobRequest => {
      return { repository, digest, bytes: size, where, rest: `the manifest of ${name} but not its ${part}` };
    };
    const where = `the configuration of ${name}`;
    const bytes = await this.#content.fetchBlob(blob(manifest.config, where, 'configuration'));
    const config = parseImageConfig(bytes, where);
    const diffIds = requireDiffIds(config, manifest.layers.length, name);
    const layers = manifest.layers.map((layer, at) => {
      const numbered = `layer ${at + 1}`;
      return this.#layer(layer, diffIds[at], blob(layer, `${numbered} of ${name}`, numbered));
    });
    return { config, configBytes: bytes.length, layers };
  }

  #layer(
    { digest, size, mediaType, urls = [] }: Descriptor,
    diffId: string | undefined,
    blob: BlobRequest,
  ): ImageLayer {
    const common = { digest, diffId, bytes: size, mediaType };
    if (urls.length > 0 || FOREIGN_LAYER_TYPES.has(mediaType)) {
      const refuse = () =>
        Promise.reject(new ImageFault('unknown', `${blob.where} is kept at other addresses, which are not asked`));
      const open = () => ({ [Symbol.asyncIterator]: () => ({ next: refuse }) });
      return { ...common, isForeign: true, requireThere: refuse, open };
    }
    return {
      ...common,
      isForeign: false,
      requireThere: () => this.#content.requireBlob(blob),
      open: () => this.#content.streamBlob(blob),
    };
  }
}
