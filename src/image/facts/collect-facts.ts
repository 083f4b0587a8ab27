import { collectWhole } from './collect-whole';
import type { FileFacts } from './file-facts';
import { parseLibraryCache } from './parse-library-cache';
import { ProgramCollector } from './program-collector';

/** Takes the content of one file, in order, and says what it learned. */
export interface FactsCollector {
  /**
   * Takes the next bytes; they are copied where they are kept.
   *
   * @returns false when it needs no more bytes of this file
   */
  push(chunk: Uint8Array): boolean;
  /** Also when not all bytes came: what is missing then counts as unreadable. */
  end(): FileFacts;
}

const TEXTS = /^etc\/(?:passwd|group|ld-musl-[^/]+\.path)$/;
/** Scripts that package managers and git run, and no container. */
const OTHERS_SCRIPTS =
  /^(?:var\/lib\/(?:dpkg|apk)|lib\/apk|usr\/(?:share\/(?:doc|git-core)|lib(?:exec)?\/git-core)|etc\/init\.d)\//;
const MAX_TEXT_BYTES = 1024 * 1024;
const MAX_CACHE_BYTES = 8 * 1024 * 1024;

/**
 * Begins to read a regular file that streams by. Most files are told by their first four bytes.
 *
 * @param path in the image, without a slash in front: some files are read for what others mean by them
 * @param fileBytes length of the file; what comes after that is not looked at
 */
export function startFacts(path: string, fileBytes: number): FactsCollector {
  if (fileBytes === 0) return { push: () => false, end: () => ({ kind: 'empty' }) };
  if (TEXTS.test(path)) {
    return collectWhole(fileBytes, MAX_TEXT_BYTES, (bytes) => ({
      kind: 'text',
      text: bytes === undefined ? null : bytes.toString('utf8'),
    }));
  }
  if (path === 'etc/ld.so.cache') {
    return collectWhole(fileBytes, MAX_CACHE_BYTES, (bytes) => ({
      kind: 'library-cache',
      paths: (bytes && parseLibraryCache(bytes)) ?? null,
    }));
  }
  return new ProgramCollector(fileBytes, !OTHERS_SCRIPTS.test(path));
}
