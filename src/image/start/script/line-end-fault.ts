import { posix } from 'node:path';
import type { StartFault } from '../start-question';

/** What is said of a script whose first line ends as on Windows. */
export function lineEndFault(path: string, why: string): StartFault {
  const name = posix.basename(path);
  const suffix = posix.extname(name);
  const pattern = suffix === '' ? name : `*${suffix}`;
  return {
    outcome: 'fail',
    code: 'IMAGE_SCRIPT_LINE_END',
    what: 'cannot start: its first line ends with a carriage return, as on Windows',
    why,
    fix: `convert it (sed -i 's/\\r$//' ${name}) and keep it so: '${pattern} text eol=lf' in .gitattributes`,
  };
}
