import { interpolate } from './interpolate';

/** What stands in a file of variables. */
export interface DotEnv {
  /** In their order; undefined for a name without `=`, whose value comes from the shell that starts Compose. */
  readonly values: ReadonlyMap<string, string | undefined>;
  /** Variables that its values take and that nothing sets. */
  readonly unset: readonly string[];
  /** Lines that say nothing that can be read, from 1. */
  readonly brokenLines: readonly number[];
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);
// a quoted value may go over several lines
const STATEMENT =
  /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*(?:[=:][ \t]*(?:"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|([^\r\n]*))|(?=\r?$))[ \t]*(?:#[^\r\n]*)?\r?$/gmy;
const LINE = /^[^\n]*(?:\n|$)/gmy;

/**
 * Reads `.env` and the files of `env_file`: `NAME=value`, `export`, comments, quotes. Values without quotes and in double
 * quotes may hold variables: of `variables`, or of lines further up.
 *
 * @see https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax
 */
export function parseDotenv(text: string, variables: ReadonlyMap<string, string> = new Map()): DotEnv {
  const body = text.replace(/^\ufeff/, '');
  const values = new Map<string, string | undefined>();
  const unset = new Set<string>();
  const brokenLines: number[] = [];
  const expand = (value: string): string => {
    if (!value.includes('$')) return value;
    const known = new Map([...values].filter((entry): entry is [string, string] => entry[1] !== undefined));
    const expanded = interpolate(value, new Map([...known, ...variables]));
    for (const name of expanded?.unset ?? []) unset.add(name);
    return expanded?.text ?? value;
  };
  let at = 0;
  let line = 1;
  const advance = (length: number): void => {
    line += body.slice(at, at + length).split('\n').length - 1;
    at += length;
  };
  while (at < body.length) {
    STATEMENT.lastIndex = at;
    const [statement, name, double, single, plain] = STATEMENT.exec(body) ?? [];
    if (name !== undefined && statement !== undefined) {
      const value =
        double !== undefined
          ? expand(double.replace(/\\([\s\S])/g, (both, letter: string) => escaped(both, letter)))
          : (single?.replaceAll("\\'", "'") ?? (plain === undefined ? undefined : expand(withoutComment(plain))));
      values.set(name, value);
      advance(statement.length + 1);
      continue;
    }
    LINE.lastIndex = at;
    const rest = LINE.exec(body)?.[0] ?? '';
    if (!/^\s*(?:#|$)/.test(rest)) brokenLines.push(line);
    advance(Math.max(1, rest.length));
  }
  return { values, unset: [...unset], brokenLines };
}

function escaped(both: string, letter: string): string {
  // an escaped dollar sign is one that begins no variable
  if (letter === '$') return '$$';
  return ESCAPES.get(letter) ?? (/["\\]/.test(letter) ? letter : both);
}

/** A comment begins behind a space: `a#b` is a value. */
function withoutComment(value: string): string {
  return value.replace(/(?:^|[ \t])#.*$/, '').trim();
}
