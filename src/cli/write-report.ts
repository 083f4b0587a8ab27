import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { UserError } from '../errors';

/**
 * Writes a file that a command was asked for, whole or not at all.
 *
 * @throws UserError REPORT_NOT_WRITTEN
 */
export function writeReport(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } catch (error) {
    removeQuietly(temporary);
    throw new UserError({
      code: 'REPORT_NOT_WRITTEN',
      what: `${file} could not be written`,
      why: `the system says ${(error as NodeJS.ErrnoException).code}`,
      fix: 'name a file in a folder that is there and can be written to',
    });
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // below what is no folder there is nothing
  }
}
