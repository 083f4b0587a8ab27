import { ImageFault } from '../image-fault';
import { JsonFields } from '../oci/json-fields';
import { parseJson } from '../registry/parse-json';

/** One image in an archive of `docker save`. */
export interface SavedImage {
  /** Where its configuration is in the archive. */
  readonly configPath: string;
  /** `app:1.0`; empty for an image without a name. */
  readonly repoTags: readonly string[];
  /** Where its layers are in the archive, lowest first. */
  readonly layerPaths: readonly string[];
}

/**
 * Reads `manifest.json` of an archive that `docker save` wrote.
 *
 * @param where a noun for messages
 * @throws ImageFault `broken`
 * @see https://github.com/moby/docker-image-spec/blob/v1.3.1/spec.md#combined-image-json--filesystem-changeset-format
 */
export function parseSaveManifest(bytes: Buffer, where: string): readonly SavedImage[] {
  const images = parseJson(bytes);
  if (!Array.isArray(images)) throw new ImageFault('broken', `${where} is not a list in JSON`);
  return images.map((value: unknown, at) => {
    const image = JsonFields.of(value, where, `[${at}]`);
    return {
      configPath: image.requireText('Config'),
      repoTags: image.texts('RepoTags'),
      layerPaths: image.texts('Layers'),
    };
  });
}
