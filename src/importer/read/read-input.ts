import { readFileSync, statSync } from 'node:fs';
import { UserError } from '../../errors';

/** Larger than anything that is written by hand or by a chart, and than what is worth the memory. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * The text of a file, or of standard input.
 *
 * @param from a path, or 0 for standard input
 * @param name for messages
 * @throws UserError IMPORT_INPUT_UNREADABLE, IMPORT_INPUT_TOO_LARGE, IMPORT_INPUT_NOT_UTF8
 */
export function readInput(from: string | 0, name: string): string {
  let bytes: Buffer;
  try {
    if (from !== 0) requireSize(statSync(from).size, name);
    bytes = readFileSync(from);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UserError({
      code: 'IMPORT_INPUT_UNREADABLE',
      what: `${name} cannot be read`,
      why: `the system says ${code ?? message}`,
      fix: 'give the path of a file that can be read, or - for standard input',
    });
  }
  requireSize(bytes.length, name);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UserError({
      code: 'IMPORT_INPUT_NOT_UTF8',
      what: `${name} is not UTF-8 text`,
      why: 'YAML files of Kubernetes are read as UTF-8',
      fix: 'save the file as UTF-8',
    });
  }
}

function requireSize(bytes: number, name: string): void {
  if (bytes <= MAX_BYTES) return;
  throw new UserError({
    code: 'IMPORT_INPUT_TOO_LARGE',
    what: `${name} is ${bytes} bytes long`,
    why: `manifests of up to ${MAX_BYTES} bytes are read`,
    fix: 'give the manifests of one app, or split the file',
  });
}
