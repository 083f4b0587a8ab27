/** A text with its variables replaced. */
export interface Interpolated {
  readonly text: string;
  /** The variables without a value and without a default, each once; nothing stands in their place. */
  readonly unset: readonly string[];
  /** What `${NAME:?message}` says for the variables of `unset` that Compose insists on. */
  readonly demands: ReadonlyMap<string, string>;
}

/** As deep as defaults may be nested. */
const MAX_DEPTH = 50;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const OPERATOR = /:?[-?+]/y;

/**
 * Replaces `$NAME`, `${NAME}` and its forms with `-`, `:-`, `?`, `:?`, `+`, `:+`, whose words may hold variables again;
 * `$$` is a dollar sign. Undefined when a dollar sign begins none of them.
 *
 * @see https://github.com/compose-spec/compose-spec/blob/main/12-interpolation.md
 */
export function interpolate(text: string, variables: ReadonlyMap<string, string>): Interpolated | undefined {
  const unset = new Set<string>();
  const demands = new Map<string, string>();
  let at = 0;

  /** Reads up to the end, or up to the brace that ends the word of a variable. `isMeant` is false for a word not taken. */
  const read = (depth: number, isMeant: boolean): string | undefined => {
    const parts: string[] = [];
    for (;;) {
      const next = depth === 0 ? text.indexOf('$', at) : indexOfEither(text, at);
      if (next === -1) {
        if (depth > 0) return undefined;
        parts.push(text.slice(at));
        return parts.join('');
      }
      parts.push(text.slice(at, next));
      at = next + 1;
      if (text[next] === '}') return parts.join('');
      const value = readVariable(depth, isMeant);
      if (value === undefined) return undefined;
      parts.push(value);
    }
  };

  const readVariable = (depth: number, isMeant: boolean): string | undefined => {
    if (text[at] === '$') {
      at += 1;
      return '$';
    }
    const isBraced = text[at] === '{';
    if (isBraced) at += 1;
    const name = take(NAME);
    if (name === undefined || depth > MAX_DEPTH) return undefined;
    const operator = isBraced ? (take(OPERATOR) ?? '') : '';
    const value = variables.get(name);
    const isGiven = operator.startsWith(':') ? (value ?? '') !== '' : value !== undefined;
    const rule = RULES.get(operator.replace(':', ''));
    let word: string | undefined = '';
    if (isBraced) {
      if (operator !== '') word = read(depth + 1, isMeant && rule?.takesWord(isGiven) === true);
      else if (text[at] === '}') at += 1;
      else return undefined;
    }
    if (word === undefined) return undefined;
    if (isMeant && !isGiven && rule?.isDemanding !== false) {
      unset.add(name);
      if (rule?.isDemanding) demands.set(name, word);
    }
    return rule?.takesWord(isGiven) && !rule.isDemanding ? word : operator.endsWith('+') ? '' : (value ?? '');
  };

  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };

  const whole = read(0, true);
  return whole === undefined ? undefined : { text: whole, unset: [...unset], demands };
}

/** When each operator takes the word behind it, and whether a variable without a value is one that is missing. */
const RULES: ReadonlyMap<string, { takesWord(isGiven: boolean): boolean; isDemanding: boolean }> = new Map([
  ['-', { takesWord: (isGiven: boolean) => !isGiven, isDemanding: false }],
  ['+', { takesWord: (isGiven: boolean) => isGiven, isDemanding: false }],
  ['?', { takesWord: (isGiven: boolean) => !isGiven, isDemanding: true }],
]);

function indexOfEither(text: string, from: number): number {
  const dollar = text.indexOf('$', from);
  const brace = text.indexOf('}', from);
  return dollar === -1 || (brace !== -1 && brace < dollar) ? brace : dollar;
}
