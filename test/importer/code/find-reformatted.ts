import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const BIOME = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
const MARK = /^mark\(\d+\);\n/m;

/** The statements, as lines, that this repository's formatter does not leave as they are, and what it makes of them. */
export function findReformatted(statements: readonly (readonly string[])[]): { printed: string; formatted: string }[] {
  const file = statements.map((lines, index) => `mark(${index});\n${lines.join('\n')}\n`).join('');
  const args = [BIOME, 'format', '--stdin-file-path=main.ts', `--files-max-size=${2 ** 30}`];
  const formatted = execFileSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    input: file,
    maxBuffer: 2 ** 30,
  });
  const after = formatted.split(MARK);
  return file
    .split(MARK)
    .map((printed, index) => ({ printed, formatted: after[index] ?? '' }))
    .filter(({ printed, formatted }) => printed !== formatted);
}
