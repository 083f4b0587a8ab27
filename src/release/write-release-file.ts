import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../errors';

/**
 * Puts a new text into a release file: written to a temporary name beside it and renamed, so that the file is whole at
 * every moment. Its permissions stay, and a symbolic link stays a link.
 *
 * @throws UserError RELEASE_FILE_NOT_WRITABLE; then the file is as it was
 */
export function writeReleaseFile(path: string, text: string): void {
  let temporary: string | undefined;
  try {
    const target = realpathSync(path);
    temporary = join(dirname(target), `.${basename(target)}.${process.pid}.lockstep-tmp`);
    writeFileSync(temporary, text, { flush: true });
    chmodSync(temporary, statSync(target).mode);
    renameSync(temporary, target);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UserError({
      code: 'RELEASE_FILE_NOT_WRITABLE',
      what: `${path} cannot be written`,
      why: `${code === 'ENOSPC' ? 'the disk is full' : `the system says ${code ?? message}`}; the file is as it was`,
      fix: 'mend that and run the command again',
    });
  } finally {
    if (temporary) rmSync(temporary, { force: true });
  }
}
