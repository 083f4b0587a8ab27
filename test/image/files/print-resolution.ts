import type { Resolution } from '../../../src/image/files/image-files';

/** A resolution in one line, for tables: `file /usr/bin/sh`, `missing /x`, `mounted data:a/b`. */
export function printResolution(resolution: Resolution): string {
  if (resolution.outcome === 'found') return `${resolution.entry.type} ${resolution.path}`;
  if (resolution.outcome === 'mounted') return `mounted ${resolution.mount.volume}:${resolution.rest}`;
  return `${resolution.outcome} ${resolution.at}`;
}
