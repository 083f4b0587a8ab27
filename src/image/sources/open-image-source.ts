import { stat } from 'node:fs/promises';
import { UserError } from '../../errors';
import { ImageFault } from '../image-fault';
import type { ImageSource } from '../image-source';
import { DockerArchiveSource } from './docker-archive-source';
import { fileFault } from './file-fault';
import { FolderFiles } from './folder-files';
import { OciLayoutSource } from './oci-layout-source';
import type { ImageLocation } from './parse-image-location';
import { TarFile } from './tar-file';

const FIXES = {
  'docker-archive': 'make it again, with: docker save --output app.tar app:1.0; for an OCI layout, write oci-archive:',
  'oci-archive':
    'make it again, with: docker buildx build --output type=oci,dest=app.tar; for docker save, write docker-archive:',
  oci: 'make it again, with: skopeo copy docker-daemon:app:1.0 oci:folder:1.0',
};

type FileLocation = Exclude<ImageLocation, { readonly kind: 'registry' }>;

/**
 * Opens an archive or a folder with images. What it lists is read; images are not.
 *
 * @throws UserError IMAGE_LOCATION_UNREADABLE when it is not there or not what its kind says
 */
export async function openImageSource(location: FileLocation): Promise<ImageSource> {
  try {
    await requireKind(location);
    return await openFiles(location);
  } catch (error) {
    if (!(error instanceof ImageFault)) throw error;
    throw unreadable(location, error.why, fixFor(location, error));
  }
}

async function requireKind(location: FileLocation): Promise<void> {
  const { kind, path } = location;
  const found = await askKind(path);
  if (found === undefined) {
    throw unreadable(location, 'there is no such file', 'check the path, which begins at the folder that you are in');
  }
  if (found === 'folder' && kind !== 'oci') {
    throw unreadable(location, 'it is a folder', `write oci:${path}, if it is an OCI layout`);
  }
  if (found === 'file' && kind === 'oci') {
    const fix = `write docker-archive:${path}, or oci-archive:${path} for an OCI layout`;
    throw unreadable(location, 'it is a file', fix);
  }
  // to open a pipe would wait for whoever writes to it, and it can be read only once
  if (found === 'other') throw unreadable(location, 'it is no regular file', 'write it to a file first');
}

async function openFiles(location: FileLocation): Promise<ImageSource> {
  if (location.kind === 'oci') return await OciLayoutSource.open(new FolderFiles(location.path), location.refName);
  const archive = await TarFile.open(location.path);
  try {
    if (location.kind === 'docker-archive') return await DockerArchiveSource.open(archive);
    return await OciLayoutSource.open(archive, location.refName);
  } catch (error) {
    await archive.close();
    throw error;
  }
}

/** Undefined when there is nothing. */
async function askKind(path: string): Promise<'file' | 'folder' | 'other' | undefined> {
  if (path.includes('\0')) return undefined;
  try {
    const found = await stat(path);
    if (found.isDirectory()) return 'folder';
    return found.isFile() ? 'file' : 'other';
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw fileFault(error, path);
  }
}

function fixFor(location: FileLocation, { kind }: ImageFault): string {
  // all that is missing in a layout that can be read is the entry that was named
  if (kind === 'missing') return `write a name that it holds, or none: ${location.kind}:${location.path}`;
  return kind === 'unknown' ? 'see that the file can be read' : FIXES[location.kind];
}

function unreadable({ kind, path }: FileLocation, why: string, fix: string): UserError {
  return new UserError({
    code: 'IMAGE_LOCATION_UNREADABLE',
    what: `${kind}:${path} cannot be read`,
    why,
    fix,
  });
}
