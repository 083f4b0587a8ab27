/** What `env` is asked to run, and with which environment. */
export type EnvRequest =
  | {
      readonly outcome: 'command';
      readonly command: string;
      /** Whether it splits its argument into words. */
      readonly isSplit: boolean;
      /** Whether it starts with no variables. */
      readonly isClean: boolean;
      /** Variables that it sets, and undefined for those that it takes away. */
      readonly changes: ReadonlyMap<string, string | undefined>;
      /** Where it goes first. */
      readonly folder: string | undefined;
    }
  | { readonly outcome: 'unknown'; readonly why: string };

const SPLIT = /^-([iv0]*)S|^--split-string(?:=|$)/;
const BLANKS = /[ \t\n\v\f\r]+/;
const ASSIGNMENT = /^([^=]+)=(.*)$/s;

/**
 * Reads the argument of `#!/usr/bin/env`, of which the kernel makes one word; only `-S` splits it.
 *
 * @see https://www.gnu.org/software/coreutils/manual/html_node/env-invocation.html
 */
export function parseEnvArgument(argument: string | undefined): EnvRequest {
  const split = SPLIT.exec(argument ?? '');
  if (argument === undefined) return { outcome: 'unknown', why: 'it names no program, so env starts the script again' };
  if (!split) {
    if (argument.startsWith('-') || argument.includes('=')) {
      return { outcome: 'unknown', why: `what env makes of '${argument}' is not known here` };
    }
    return {
      outcome: 'command',
      command: argument,
      isSplit: false,
      isClean: false,
      changes: new Map(),
      folder: undefined,
    };
  }
  const words = argument
    .slice(split[0].length)
    .split(BLANKS)
    .filter((word) => word !== '');
  return parseWords(words, split[1]?.includes('i') ?? false);
}

function parseWords(words: readonly string[], isCleanBefore: boolean): EnvRequest {
  const changes = new Map<string, string | undefined>();
  let isClean = isCleanBefore;
  let folder: string | undefined;
  let hasOptions = true;
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (/["'\\$#]/.test(word)) break;
    const assignment = ASSIGNMENT.exec(word);
    if (hasOptions && word === '--') hasOptions = false;
    else if (hasOptions && /^(?:-i|-|--ignore-environment)$/.test(word)) isClean = true;
    else if (hasOptions && /^(?:-v|--debug)$/.test(word)) continue;
    else if (hasOptions && /^(?:-u|--unset)$/.test(word)) changes.set(rest.shift() ?? '', undefined);
    else if (hasOptions && /^(?:-u|--unset=)/.test(word)) changes.set(word.replace(/^(?:-u|--unset=)/, ''), undefined);
    else if (hasOptions && /^(?:-C|--chdir)$/.test(word)) folder = rest.shift();
    else if (hasOptions && word.startsWith('-')) break;
    else if (assignment) {
      hasOptions = false;
      changes.set(assignment[1] ?? '', assignment[2] ?? '');
    } else return { outcome: 'command', command: word, isSplit: true, isClean, changes, folder };
  }
  return { outcome: 'unknown', why: `what env makes of '${words.join(' ')}' is not known here` };
}
