import { basename } from 'node:path/posix';
import { type Launch, startedBy, type Unwrapped, type Wrapper } from '../launch';
import { type OptionGrammar, type ParsedOptions, parseOptions } from './parse-options';

/** A program that takes options, then a fixed number of words of its own, then the program that it starts. */
export interface PrefixGrammar extends OptionGrammar {
  /** How many words stand between the options and the program, 0 when not given. */
  readonly operands?: number;
  /** What is different for the program; undefined when that cannot be told. */
  readonly change?: (
    options: ReadonlyMap<string, string>,
    operands: readonly string[],
    launch: Launch,
  ) => Partial<Launch> | undefined;
}

/** The wrapper that a grammar describes. */
export function prefixWrapper(grammar: PrefixGrammar): Wrapper {
  return (launch) => unwrapPrefix(launch, grammar);
}

function unwrapPrefix(launch: Launch, grammar: PrefixGrammar): Unwrapped {
  const [program = '', ...words] = launch.argv;
  const name = basename(program);
  const parsed = parseOptions(words, grammar);
  if (parsed.outcome !== 'parsed') return stoppedAtOption(launch, parsed);
  const count = grammar.operands ?? 0;
  const argv = parsed.rest.slice(count);
  if (argv.length === 0) return stoppedAtEnd(launch);
  const change = grammar.change ? grammar.change(parsed.options, parsed.rest.slice(0, count), launch) : {};
  if (change === undefined)
    return { launches: [], unknown: `which of the words of '${name}' is the program is not clear` };
  return { launches: [startedBy(launch, name, { ...change, argv })] };
}

/** What is known of a wrapper whose words end before the program. */
export function stoppedAtEnd(launch: Launch): Unwrapped {
  if (!launch.isCut) return { launches: [] };
  return { launches: [], unknown: `what '${basename(launch.argv[0] ?? '')}' starts is only known when it runs` };
}

/** What is known of a wrapper whose options were not read to the end. */
export function stoppedAtOption(launch: Launch, parsed: Exclude<ParsedOptions, { outcome: 'parsed' }>): Unwrapped {
  if (parsed.outcome === 'ended') return { launches: [] };
  if (parsed.outcome === 'no-value') return stoppedAtEnd(launch);
  const name = basename(launch.argv[0] ?? '');
  return {
    launches: [],
    unknown: `'${name}' has the option '${parsed.option}', with which it is not clear what it starts`,
  };
}
