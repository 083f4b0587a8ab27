import { type ImageParts, ImageReference } from '../../release/image-reference';
import { ImageFault } from '../image-fault';
import type { FoundImage, ImageSource } from '../image-source';
import { showName } from '../layers/show-name';
import type { Descriptor } from '../oci/descriptor';
import { imageEntries } from '../oci/image-entries';
import { OCI_INDEX } from '../oci/media-types';
import { parseImageManifest } from '../oci/parse-image-manifest';
import { LayoutContent } from './layout-content';
import { chooseRoots, hasName, printHeld, refNameOf } from './layout-roots';
import { readDocument } from './read-document';
import type { StoredFiles } from './stored-files';

/**
 * Images of an OCI image layout, in a folder or an archive.
 *
 * An image is found by its digest when it has one, as runtimes do; else by its whole name or its tag, as the layout has
 * them; and one image without a name is found by any.
 *
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md
 */
export class OciLayoutSource implements ImageSource {
  readonly name: string;
  readonly #files: StoredFiles;
  readonly #content: LayoutContent;
  readonly #roots: readonly Descriptor[];
  readonly #isPicked: boolean;

  /**
   * @param refName the entry that is meant, as in `oci:build:1.0`: it is then found by any name
   * @throws ImageFault `broken` when it is no layout, `missing` when it has no such entry
   */
  static async open(files: StoredFiles, refName?: string): Promise<OciLayoutSource> {
    const file = await files.find('index.json');
    if (file === undefined) throw new ImageFault('broken', `${files.name} has no index.json`);
    const where = `index.json of ${files.name}`;
    const index = parseImageManifest(await readDocument(file, undefined, where), OCI_INDEX, where);
    const roots = index.kind === 'index' ? imageEntries(index) : [];
    if (refName === undefined) return new OciLayoutSource(files, roots, false);
    const picked = roots.filter((root) => refNameOf(root) === refName);
    if (picked.length > 0) return new OciLayoutSource(files, picked, true);
    throw new ImageFault('missing', `${files.name} ${printHeld(roots)}, not ${showName(refName)}`);
  }

  private constructor(files: StoredFiles, roots: readonly Descriptor[], isPicked: boolean) {
    this.name = files.name;
    this.#files = files;
    this.#content = new LayoutContent(files);
    this.#roots = roots;
    this.#isPicked = isPicked;
  }

  /** @throws UserError IMAGE_REFERENCE_INVALID */
  async findImage(image: ImageParts): Promise<FoundImage> {
    const reference = new ImageReference(image);
    const { digest } = reference;
    const roots = digest === undefined ? this.#rootsOf(reference) : [await this.#requireDigest(reference, digest)];
    const platforms = await this.#content.listPlatforms(roots, `'${reference}'`);
    return { digest: roots.length === 1 ? roots[0]?.digest : undefined, platforms };
  }

  /** Whether an entry has this name, whole: a tag alone does not count. */
  isNamed(image: ImageParts): boolean {
    return this.#roots.some((root) => hasName(root, image));
  }

  async close(): Promise<void> {
    await this.#files.close();
  }

  #rootsOf(image: ImageReference): readonly Descriptor[] {
    // what was picked is unnamed from here on: the name of the image need not be that of the entry
    const roots = this.#isPicked ? this.#roots.map((root) => ({ ...root, annotations: {} })) : this.#roots;
    return chooseRoots(roots, image, this.name);
  }

  async #requireDigest(image: ImageReference, digest: string): Promise<Descriptor> {
    for (const root of this.#roots) {
      try {
        for await (const descriptor of this.#content.walk([root], `'${image}'`)) {
          if (descriptor.digest === digest) return descriptor;
        }
      } catch (error) {
        // an index that is not there holds nothing here
        if (!(error instanceof ImageFault) || error.kind !== 'missing') throw error;
      }
    }
    const held = this.#roots.map((root) => root.digest);
    const what = held.length === 1 ? `holds ${held[0]}` : printHeld(this.#roots);
    throw new ImageFault('missing', `${this.name} ${what}, not '${image}'`);
  }
}
