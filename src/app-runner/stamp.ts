import { readdirSync, readFileSync, statSync } from 'node:fs';
import { checksum } from '../cache/checksum';

/**
 * A file and what changes when its content does: `[path, mark, content]`. The mark of a file that is not there is empty.
 * `content` is its checksum, for a file that was changed so lately that another change may leave the mark as it is.
 */
export type Stamp = readonly [path: string, mark: string, content?: string];

/** A folder, and the names in it that an import can mean: `[path, mark, names]`. */
export type Listing = readonly [path: string, mark: string, names: string];

/** File systems tell times in steps of up to two seconds (FAT). */
const STEP_MILLISECONDS = 2000;
const IMPORTED = /\.(?:[cm]?[jt]sx?|json|css|txt)$/;

/** Takes the stamp of a file, without its content. The clock does not matter: marks are compared, never ordered. */
export function takeStamp(path: string): Stamp {
  try {
    const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
    return [path, stat ? `${stat.mtimeNs}:${stat.ctimeNs}:${stat.size}:${stat.ino}` : ''];
  } catch (error) {
    return [path, (error as NodeJS.ErrnoException).code ?? 'unknown'];
  }
}

/** Whether a file is as it was when the stamp was taken. */
export function isUnchanged([path, mark, content]: Stamp): boolean {
  return takeStamp(path)[1] === mark && (content === undefined || checksumOf(path) === content);
}

/** The checksum of what a file holds; empty when it cannot be read. */
export function checksumOf(path: string): string {
  try {
    return checksum(readFileSync(path));
  } catch {
    return '';
  }
}

/**
 * Whether the next change of a file could leave its mark as it is: it was changed within the last moments, or, for a clock
 * that went back, in the future.
 *
 * @param now milliseconds since 1970, from before the file was read
 */
export function isRecent([, mark]: Stamp, now: number): boolean {
  const [, changed] = mark.split(':');
  return changed !== undefined && Number(changed) / 1e6 > now - STEP_MILLISECONDS;
}

/** Lists what an import of a file in this folder could mean. */
export function takeListing(folder: string): Listing {
  // first, so that what comes while the names are read is seen the next time
  const [, mark] = takeStamp(folder);
  return [folder, isRecent([folder, mark], Date.now()) ? '' : mark, namesIn(folder)];
}

/** Whether an import of a file in this folder means what it meant. */
export function isListed([folder, mark, names]: Listing): boolean {
  return (mark !== '' && takeStamp(folder)[1] === mark) || namesIn(folder) === names;
}

function namesIn(folder: string): string {
  try {
    const names = readdirSync(folder).filter((name) => IMPORTED.test(name));
    return names.sort().join('/');
  } catch {
    return '';
  }
}
