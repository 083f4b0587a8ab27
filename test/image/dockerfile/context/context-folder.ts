import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * A folder with these files: text by path. A path that ends in `*` is executable, one with `->` is a link to its text.
 */
export function makeContext(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-context-'));
  for (const [written, text] of Object.entries(files)) {
    const path = join(folder, written.replace(/\*$|->$/, ''));
    mkdirSync(dirname(path), { recursive: true });
    if (written.endsWith('->')) symlinkSync(text, path);
    else {
      writeFileSync(path, text);
      chmodSync(path, written.endsWith('*') ? 0o755 : 0o644);
    }
  }
  return folder;
}

export function removeContext(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
