import { ImageFault } from '../image-fault';

/** A failure of the file system as a fault; anything else is given back as it is. */
export function fileFault(error: unknown, name: string): unknown {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  if (typeof code !== 'string') return error;
  return new ImageFault('unknown', `${name} cannot be read: ${REASONS.get(code) ?? code}`);
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['ELOOP', 'its links go round in a circle'],
  ['EISDIR', 'it is a folder'],
  ['EIO', 'the disk fails'],
]);
