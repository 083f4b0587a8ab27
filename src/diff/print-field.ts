import type { Ansis } from 'ansis';
import type { FieldChange } from './compare-fields';
import type { OrderMeaning } from './list-key';
import { printBothValues, printFieldValue, printLine } from './print-value';

/** How many lines of a text are shown; whoever wants all has `--json`. */
const MAX_LINES = 60;
/** Texts that differ in more lines are not compared line by line, which would take long. */
const MAX_EDITS = 1000;

const ORDERS: Readonly<Record<OrderMeaning, string>> = {
  matters: 'the order changes, and it matters',
  harmless: 'the order changes, which is harmless',
  unknown: 'the order changes',
};

/** One changed field in one line; texts of several lines are followed by what differs in them. */
export function printField(change: FieldChange, color: Ansis): string[] {
  const path = printLine(change.path);
  const { before, after } = change;
  if (change.change === 'order') {
    const [old, now] = printBothValues(listKeys(before), listKeys(after));
    return [`${path}: ${ORDERS[change.order ?? 'unknown']}: ${old} → ${now}`];
  }
  if (change.hidden) return [`${path}: ${change.change} (hidden)`];
  if (change.change === 'added') return [`${path}: ${color.green(`+ ${printWhole(after)}`)}`];
  if (change.change === 'removed') return [`${path}: ${color.red(`- ${printWhole(before)}`)}`];
  if (typeof before === 'string' && typeof after === 'string' && /\n./s.test(before + after)) {
    return [`${path}:`, ...printTextDiff(before, after, color).map((line) => `  ${line}`)];
  }
  const [old, now] = printBothValues(before, after);
  return [`${path}: ${color.red(old)} → ${color.green(now)}`];
}

function printWhole(value: unknown): string {
  if (typeof value !== 'string' || !/\n./s.test(value)) return printFieldValue(value);
  return `(${countLines(value)} lines)`;
}

function printTextDiff(before: string, after: string, color: Ansis): string[] {
  const { structuredPatch } = require('diff') as typeof import('diff');
  const patch = structuredPatch('', '', before, after, '', '', { context: 2, maxEditLength: MAX_EDITS });
  if (!patch) return [`another text of ${countLines(after)} lines`];
  const lines = patch.hunks.flatMap((hunk, index) => [
    ...(index > 0 ? ['…'] : []),
    ...hunk.lines.map((line) => {
      const text = printLine(line);
      return line.startsWith('+') ? color.green(text) : line.startsWith('-') ? color.red(text) : text;
    }),
  ]);
  if (lines.length <= MAX_LINES) return lines;
  return [...lines.slice(0, MAX_LINES), `… and ${lines.length - MAX_LINES} more lines`];
}

function countLines(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

function listKeys(keys: unknown): string {
  return Array.isArray(keys) ? keys.join(', ') : '';
}
