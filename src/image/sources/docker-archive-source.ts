import { type ImageParts, ImageReference } from '../../release/image-reference';
import { ImageFault } from '../image-fault';
import type { FoundImage, ImageSource } from '../image-source';
import { findReference, isSameName, listNames } from './image-name';
import { OciLayoutSource } from './oci-layout-source';
import { parseSaveManifest, type SavedImage } from './parse-save-manifest';
import { readDocument } from './read-document';
import { readSavedImage } from './read-saved-image';
import type { TarFile } from './tar-file';

/**
 * Images of an archive that `docker save` wrote, of any version of Docker, and that others write like it.
 *
 * Images are found by their names. Digests of images are in archives since Docker 25 only, which are OCI layouts too;
 * such an image comes with all its platforms.
 */
export class DockerArchiveSource implements ImageSource {
  readonly name: string;
  readonly #archive: TarFile;
  readonly #images: readonly SavedImage[];
  readonly #layout: OciLayoutSource | undefined;

  /** @throws ImageFault `broken` when there is no `manifest.json`, or it is none */
  static async open(archive: TarFile): Promise<DockerArchiveSource> {
    const file = await archive.find('manifest.json');
    if (file === undefined) throw new ImageFault('broken', `${archive.name} has no manifest.json`);
    const where = `manifest.json of ${archive.name}`;
    const images = parseSaveManifest(await readDocument(file, undefined, where), where);
    const hasLayout = (await archive.find('index.json')) !== undefined;
    return new DockerArchiveSource(archive, images, hasLayout ? await OciLayoutSource.open(archive) : undefined);
  }

  private constructor(archive: TarFile, images: readonly SavedImage[], layout: OciLayoutSource | undefined) {
    this.name = archive.name;
    this.#archive = archive;
    this.#images = images;
    this.#layout = layout;
  }

  /** @throws UserError IMAGE_REFERENCE_INVALID */
  async findImage(image: ImageParts): Promise<FoundImage> {
    const reference = new ImageReference(image);
    if (reference.digest !== undefined) return await this.#requireDigest(reference);
    const saved = this.#requireNamed(reference);
    const inLayout = this.#layout?.isNamed(reference) ? await this.#findInLayout(reference) : undefined;
    if (inLayout !== undefined) return inLayout;
    const read = () => readSavedImage(this.#archive, saved, `'${reference}'`);
    return { digest: undefined, platforms: [{ platform: undefined, digest: undefined, read }] };
  }

  async close(): Promise<void> {
    await this.#archive.close();
  }

  #requireNamed(image: ImageReference): SavedImage {
    const named = this.#images.filter(({ repoTags }) => repoTags.some((repoTag) => isCalled(repoTag, image)));
    const [alone, ...others] = this.#images;
    // of two images of one name, the one that is loaded last has it
    const found = named.at(-1) ?? (alone?.repoTags.length === 0 && others.length === 0 ? alone : undefined);
    if (found !== undefined) return found;
    const names = this.#images.flatMap(({ repoTags }) => repoTags);
    const unnamed = this.#images.length === 0 ? 'no image' : `${this.#images.length} images without names`;
    const held = names.length === 0 ? unnamed : listNames(names);
    const asked = `'${image.repository}:${image.tag ?? 'latest'}'`;
    throw new ImageFault('missing', `${this.name} holds ${held}, not ${asked}`);
  }

  async #requireDigest(image: ImageReference): Promise<FoundImage> {
    const found = await this.#findInLayout(image);
    if (found !== undefined) return found;
    // saving an image makes a new manifest, so that another digest in the archive is no sign of another image
    const why = `${this.name} does not say which of its images has the digest ${image.digest}`;
    throw new ImageFault('unknown', why);
  }

  async #findInLayout(image: ImageReference): Promise<FoundImage | undefined> {
    try {
      return await this.#layout?.findImage(image);
    } catch (error) {
      if (error instanceof ImageFault && error.kind === 'missing') return undefined;
      throw error;
    }
  }
}

function isCalled(repoTag: string, image: ImageReference): boolean {
  const reference = findReference(repoTag);
  return reference !== undefined && isSameName(reference, image);
}
