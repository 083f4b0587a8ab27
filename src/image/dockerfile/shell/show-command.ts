import { UNKNOWN_PART } from '../files/path-pattern';

const MOST_SHOWN = 40;
const MOST_WORDS = 2;

/** A program and what it is told to do first: `RUN make install`. Other words are left out: secrets may stand in them. */
export function showCommand(invoked: string, args: readonly string[]): string {
  const end = args.findIndex((arg) => !/^[A-Za-z][A-Za-z:-]{0,15}$/.test(arg));
  const plain = args.slice(0, end === -1 ? undefined : end).slice(0, MOST_WORDS);
  const text = [invoked, ...plain].join(' ').replaceAll(UNKNOWN_PART, '…').replace(/\s+/g, ' ');
  return `RUN ${text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN - 1)}…` : text}`;
}
