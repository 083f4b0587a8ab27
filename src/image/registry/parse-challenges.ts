/** One way to log in that a server offers. */
export interface Challenge {
  /** Lower case: `bearer`. */
  readonly scheme: string;
  /** By lower-case names: `realm`, `service`, `scope`. */
  readonly parameters: ReadonlyMap<string, string>;
}

const TOKEN = /[\w!#$%&'*+.^`|~-]+/y;
const SEPARATORS = /[\s,]*/y;
const VALUE = /\s*=\s*(?:"((?:[^"\\]|\\.)*)(?:"|$)|([^\s,"]+))/sy;
const TOKEN68 = /\s+[\w.~+/-]+=*(?=\s*(?:,|$))/y;

/**
 * The challenges of a `WWW-Authenticate` header, in its order. What is not understood is passed over; nothing throws.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.www-authenticate
 */
export function parseChallenges(header: string): Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const match = pattern.exec(header);
    if (match) at = pattern.lastIndex;
    return match;
  };
  for (;;) {
    take(SEPARATORS);
    if (at >= header.length) return challenges;
    const name = take(TOKEN)?.[0].toLowerCase();
    if (name === undefined) {
      at += 1;
      continue;
    }
    const parameters = challenges.at(-1)?.parameters;
    const value = parameters && take(VALUE);
    if (value) {
      const text = value[1]?.replace(/\\(.)/gs, '$1') ?? value[2] ?? '';
      if (!parameters.has(name)) parameters.set(name, text);
      continue;
    }
    challenges.push({ scheme: name, parameters: new Map() });
    take(TOKEN68);
  }
}
