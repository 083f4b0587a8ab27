import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What to write for a path without its kind, as a sentence; undefined when there is no such file. Looks at the disk. */
export function suggestLocation(path: string): string | undefined {
  const found = path.includes('\0') ? undefined : statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) return existsSync(join(path, 'index.json')) ? `write oci:${path}` : undefined;
  if (!found?.isFile()) return undefined;
  return `write docker-archive:${path} if 'docker save' made it, oci-archive:${path} if it is an OCI layout`;
}
