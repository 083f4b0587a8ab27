import { ImageFault } from '../image-fault';
import type { ImageLayer } from '../image-source';
import { verifyDigest } from '../oci/verify-digest';
import type { StoredFile, StoredFiles } from './stored-files';

/** A layer that is a file of its own. */
export interface StoredLayerParts extends Omit<ImageLayer, 'requireThere' | 'open'> {
  /** In the files. */
  readonly path: string;
  /** A noun for messages: `layer 2 of 'app:1.0'`. */
  readonly where: string;
}

/** A layer in a folder or an archive. That its file has another size than it should is told before anything is read. */
export function storedLayer(files: StoredFiles, { path, where, ...layer }: StoredLayerParts): ImageLayer {
  const requireFile = async (): Promise<StoredFile> => {
    const file = await files.find(path);
    if (file === undefined) throw new ImageFault('missing', `${files.name} does not hold ${where}, ${layer.digest}`);
    if (file.bytes === layer.bytes) return file;
    throw new ImageFault('broken', `${where} has ${file.bytes} bytes where ${layer.bytes} were expected`);
  };
  return {
    ...layer,
    requireThere: async () => {
      await requireFile();
    },
    open: async function* () {
      const file = await requireFile();
      yield* verifyDigest(file.open(), { digest: layer.digest, bytes: layer.bytes, where });
    },
  };
}
