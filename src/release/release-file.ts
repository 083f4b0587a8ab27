import { readFileSync, statSync } from 'node:fs';
import { requireNone, UserError } from '../errors';
import type { ImageReference } from './image-reference';
import { parseReleaseText } from './parse-release-file';
import { pretendedText } from './pretended-text';

/** What a release file says. */
export interface ReleaseFile {
  /** As it was given, for messages. */
  readonly path: string;
  readonly image: ImageReference;
  /** Tags that move, beside `latest`. Default: none. */
  readonly movingTags: readonly string[];
  /** Whether a moving tag, or none at all, is wanted. Default: false. */
  readonly allowMovingTag: boolean;
}

/** A release file is a few lines; whatever is larger than this many bytes is another file. */
const MAX_BYTES = 1024 * 1024;

/**
 * Reads a release file from disk.
 *
 * @param path relative to the working folder, or absolute
 * @throws UserError RELEASE_FILE_MISSING, RELEASE_FILE_UNREADABLE, RELEASE_TOO_LARGE, RELEASE_NOT_UTF8, and what
 *   {@link parseReleaseFile} throws
 */
export function readReleaseFile(path: string): ReleaseFile {
  return parseReleaseFile(pretendedText(path) ?? readReleaseText(path), path);
}

/**
 * Understands the text of a release file. Every scalar is a string: `tag: 1.10` is the tag 1.10.
 *
 * @param path for messages only
 * @throws UserError with all problems at once, each with its line; docs/release-file.md lists the codes
 */
export function parseReleaseFile(text: string, path: string): ReleaseFile {
  const { image, movingTags, allowMovingTag, versionProblem } = parseReleaseText(text, path);
  requireNone(versionProblem ? [versionProblem] : []);
  return { path, image, movingTags, allowMovingTag };
}

/** The text of a release file as it is on disk, a byte order mark included. */
export function readReleaseText(path: string): string {
  let bytes: Buffer;
  try {
    const size = statSync(path).size;
    if (size > MAX_BYTES) {
      throw new UserError({
        code: 'RELEASE_TOO_LARGE',
        what: `${path} is ${size} bytes long`,
        why: 'a release file names one image in a few lines',
        fix: 'give the path of the release file',
      });
    }
    bytes = readFileSync(path);
  } catch (error) {
    throw error instanceof UserError ? error : unreadable(path, error as NodeJS.ErrnoException);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UserError({
      code: 'RELEASE_NOT_UTF8',
      what: `${path} is not UTF-8 text`,
      why: 'YAML files of Kubernetes are read as UTF-8',
      fix: 'save the file as UTF-8',
    });
  }
}

function unreadable(path: string, error: NodeJS.ErrnoException): UserError {
  if (error.code === 'ENOENT') {
    return new UserError({
      code: 'RELEASE_FILE_MISSING',
      what: `there is no release file ${path}`,
      why: `nothing of that name is in ${process.cwd()}`,
      fix: "create it with 'image:', and below it 'repository:' and 'tag:', or run the command in the folder that has it",
    });
  }
  return new UserError({
    code: 'RELEASE_FILE_UNREADABLE',
    what: `${path} cannot be read`,
    why: error.code === 'EISDIR' ? 'it is a folder' : `the system says ${error.code ?? error.message}`,
    fix: 'give the path of a readable file',
  });
}
