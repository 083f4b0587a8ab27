/** Something that has begun and has to end. */
interface Opened {
  readonly closer: string;
  /** Whether a single quote begins a quotation in here; in double quotes it is a letter. */
  readonly hasQuotes: boolean;
}

const CLOSERS: Readonly<Partial<Record<string, string>>> = {
  '"': '"',
  '$"': '"',
  '`': '`',
  '$(': ')',
  '(': ')',
  '${': '}',
  "$'": "'",
};
/** What begins something, by the closer of what it stands in. */
const NESTED: Readonly<Partial<Record<string, RegExp>>> = {
  '"': /\$[({]|`/y,
  ')': /\$[({]|[`"(]/y,
  '}': /\$[({]|[`"]/y,
};

/**
 * Where the quotes or brackets that begin at `at` end, with all that is nested in them, as the index behind the end.
 * Undefined when they do not end.
 *
 * @param opener what stands at `at`: `"`, `$(`, `${` or a backtick, or bash's `$'` and `$"`
 */
export function findQuoteEnd(text: string, at: number, opener: string): number | undefined {
  const opened = [open(opener, true)];
  let index = at + opener.length;
  while (index < text.length) {
    const current = opened.at(-1);
    if (!current) return index;
    const letter = text[index];
    if (letter === '\\') {
      index += 2;
    } else if (letter === current.closer) {
      opened.pop();
      index += 1;
    } else if (letter === "'" && current.hasQuotes) {
      const end = text.indexOf("'", index + 1);
      if (end === -1) return undefined;
      index = end + 1;
    } else {
      const nested = match(NESTED[current.closer], text, index);
      if (nested !== undefined) opened.push(open(nested, current.hasQuotes));
      index += nested?.length ?? 1;
    }
  }
  return opened.length === 0 ? index : undefined;
}

function open(opener: string, isAroundQuoting: boolean): Opened {
  const closer = CLOSERS[opener] ?? opener;
  return { closer, hasQuotes: closer === ')' || (closer === '}' && isAroundQuoting) };
}

function match(pattern: RegExp | undefined, text: string, at: number): string | undefined {
  if (!pattern) return undefined;
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
