import { posix } from 'node:path';
import type { StartQuestion } from '../start-question';

/** What may be there in place of a program that is not, by its name. */
const ALTERNATIVES: ReadonlyMap<string, readonly string[]> = new Map([
  ['bash', ['sh']],
  ['zsh', ['bash', 'sh']],
  ['ksh', ['bash', 'sh']],
  ['dash', ['sh']],
  ['ash', ['sh']],
  ['python', ['python3']],
  ['python2', ['python3']],
  ['node', ['nodejs']],
  ['nodejs', ['node']],
]);
const SYSTEM_FOLDER = /^\/(?:usr\/(?:local\/)?)?bin\//;
const FOLDERS = ['/usr/local/bin', '/usr/bin', '/bin'];

/** What to do where the interpreter of a script is not in the image. */
export async function fixInterpreter(question: StartQuestion, path: string, isLink: boolean): Promise<string> {
  if (isLink) return `copy what '${path}' leads to into the image too, or build the link in an image that has it`;
  const name = posix.basename(path);
  const folders = path.startsWith('/') ? [posix.dirname(path), ...FOLDERS] : FOLDERS;
  const other = await findAlternative(question, name, folders);
  // a virtual environment, whose scripts know it by its place
  if (posix.basename(posix.dirname(path)) === 'bin' && !SYSTEM_FOLDER.test(path) && other === undefined) {
    return `copy '${posix.dirname(posix.dirname(path))}' into the image as a whole, to the same place, with all that its links lead to`;
  }
  if (other === undefined)
    return `install ${name} in the image, or let the first line name an interpreter that the image has`;
  return `install ${name} in the image, or let the first line name '${other}', which the image has`;
}

/** A program of the image that is likely meant by the name of another one: its path. */
export async function findAlternative(
  { files }: StartQuestion,
  name: string,
  folders: readonly string[],
): Promise<string | undefined> {
  for (const candidate of [name, ...(ALTERNATIVES.get(name) ?? [])]) {
    for (const folder of folders) {
      const path = posix.join(folder, candidate);
      const resolution = await files.resolve(path);
      if (resolution.outcome === 'found' && resolution.entry.type === 'file') return path;
    }
  }
  return undefined;
}
