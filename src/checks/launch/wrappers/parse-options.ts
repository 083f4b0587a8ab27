/** The options that a program is known to take, as getopt writes them: `-s TERM`, `-sTERM`, `--signal=TERM`. */
export interface OptionGrammar {
  /** Letters of options without value. */
  readonly flags?: string;
  /** Letters of options with one. */
  readonly valued?: string;
  /** Long options without value, or with one behind `=` that may be left out; without their dashes. */
  readonly longFlags?: readonly string[];
  /** Long options with a value. */
  readonly longValued?: readonly string[];
  /** Options after which nothing is started, as they are written: `-h`, `--version`. */
  readonly ends?: readonly string[];
  /** Options with a value that are the last ones: what stands behind them is read by other rules. */
  readonly lasts?: readonly string[];
  /** Other words that are options too, and have no value. */
  readonly pattern?: RegExp;
}

/** Options and what stands behind them. */
export type ParsedOptions =
  /** By names as they are written, `-s` or `--signal`; the last one counts. Without value it is an empty text. */
  | {
      readonly outcome: 'parsed';
      readonly options: ReadonlyMap<string, string>;
      /** The same in their order, each as often as it was given. */
      readonly given: readonly Option[];
      readonly rest: readonly string[];
    }
  /** An option after which nothing is started. */
  | { readonly outcome: 'ended' }
  /** An option that the grammar has not. */
  | { readonly outcome: 'unknown'; readonly option: string }
  /** The last option lacks its value. */
  | { readonly outcome: 'no-value'; readonly option: string };

interface Option {
  readonly name: string;
  readonly value: string;
}

/** Reads options up to the first word that is none, or up to `--`. A dash alone is no option. */
export function parseOptions(words: readonly string[], grammar: OptionGrammar): ParsedOptions {
  const given: Option[] = [];
  const parsed = (rest: readonly string[]): ParsedOptions => {
    return { outcome: 'parsed', options: new Map(given.map(({ name, value }) => [name, value])), given, rest };
  };
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') return parsed(words.slice(at + 1));
    if (!word.startsWith('-') || word === '-') return parsed(words.slice(at));
    if (grammar.pattern?.test(word)) continue;
    const read = word.startsWith('--') ? readLong(word, grammar) : readCluster(word, grammar);
    if (read.options.some(({ name }) => grammar.ends?.includes(name))) return { outcome: 'ended' };
    given.push(...read.options);
    if (read.unknown !== undefined) return { outcome: 'unknown', option: read.unknown };
    if (read.lacksValue !== undefined) {
      at += 1;
      const value = words[at];
      if (value === undefined) return { outcome: 'no-value', option: read.lacksValue };
      given.push({ name: read.lacksValue, value });
    }
    if (grammar.lasts?.includes(given.at(-1)?.name ?? '')) return parsed(words.slice(at + 1));
  }
  return parsed([]);
}

interface ReadWord {
  readonly options: readonly Option[];
  /** An option that is not known. */
  readonly unknown?: string;
  /** An option whose value is the next word. */
  readonly lacksValue?: string;
}

function readLong(word: string, grammar: OptionGrammar): ReadWord {
  const [, name = '', value] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  const option = { name: `--${name}`, value: value ?? '' };
  if (grammar.ends?.includes(option.name) || grammar.longFlags?.includes(name)) return { options: [option] };
  if (!grammar.longValued?.includes(name)) return { options: [], unknown: option.name };
  return value === undefined ? { options: [], lacksValue: option.name } : { options: [option] };
}

function readCluster(word: string, grammar: OptionGrammar): ReadWord {
  const options: Option[] = [];
  for (let at = 1; at < word.length; at += 1) {
    const letter = word[at] ?? '';
    const name = `-${letter}`;
    if (grammar.valued?.includes(letter)) {
      const value = word.slice(at + 1);
      return value === '' ? { options, lacksValue: name } : { options: [...options, { name, value }] };
    }
    options.push({ name, value: '' });
    if (grammar.ends?.includes(name)) break;
    if (!grammar.flags?.includes(letter)) return { options: options.slice(0, -1), unknown: name };
  }
  return { options };
}
