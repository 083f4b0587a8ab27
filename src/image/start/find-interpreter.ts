import { posix } from 'node:path';
import { explainAbsence, explainDoubt } from './explain-absence';
import type { Found, StartDoubt, StartFault, StartQuestion } from './start-question';

/** What is said where an interpreter is not in the image. */
export interface AbsenceWords {
  /** `its interpreter '/bin/bash'`. */
  readonly it: string;
  /** @param isLink whether there is a link in its place that leads nowhere */
  readonly explain: (isLink: boolean) => Promise<{ readonly why: string; readonly fix: string }>;
}

/**
 * The file that the kernel starts in a program's stead, which must be there and be executable for the container's user.
 *
 * @param path as the program names it; a relative one starts in the working directory, as for any path
 */
export async function findInterpreter(
  { files, workingDirectory, mayExecute }: StartQuestion,
  path: string,
  words: AbsenceWords,
): Promise<Found | StartFault | StartDoubt> {
  if (!path.startsWith('/') && workingDirectory === undefined) {
    return { outcome: 'unknown', why: `'${path}' starts in the working directory, which is only known when it runs` };
  }
  const absolute = posix.resolve(workingDirectory ?? '/', path);
  const resolution = await files.resolve(path, workingDirectory === undefined ? {} : { from: workingDirectory });
  if (resolution.outcome === 'mounted' || resolution.outcome === 'unknown') {
    return { outcome: 'unknown', why: explainDoubt(resolution) };
  }
  if (resolution.outcome !== 'found') {
    const { words: absence, isLink } = await explainAbsence(files, absolute, resolution);
    return {
      outcome: 'fail',
      code: 'IMAGE_INTERPRETER_MISSING',
      what: `cannot start: ${words.it} ${absence}`,
      ...(await words.explain(isLink)),
    };
  }
  if (resolution.entry.type === 'other') {
    return { outcome: 'unknown', why: `'${resolution.path}' is neither a file nor a folder` };
  }
  const isFolder = resolution.entry.type === 'directory';
  const refusal = isFolder ? `'${resolution.path}' is a folder` : mayExecute?.(resolution);
  if (refusal === undefined) return resolution;
  return {
    outcome: 'fail',
    code: 'IMAGE_BINARY_NOT_EXECUTABLE',
    what: `cannot start: ${words.it} may not be executed`,
    why: refusal,
    fix: fixRefusal(resolution.path, refusal, isFolder),
  };
}

function fixRefusal(path: string, refusal: string, isFolder: boolean): string {
  if (isFolder) return 'let a program stand there, or name one';
  if (refusal.startsWith(`'${path}'`)) return `set its permissions where the image is built: RUN chmod a+x ${path}`;
  return 'let every user into that folder (RUN chmod a+x), or put the interpreter into another one';
}
