const { median } = require('./measure');

/** Rows as a Markdown table that is also read well as it is; columns after the first are numbers, and stand right. */
function printTable(header, rows) {
  const widths = header.map((_, column) => Math.max(3, ...[header, ...rows].map((row) => [...row[column]].length)));
  const line = (row) =>
    `| ${row.map((cell, column) => pad(cell, widths[column], column === 0 ? 'right' : 'left')).join(' | ')} |`;
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(header), line(rule), ...rows.map(line)].join('\n');
}

/** @param side where the blanks are added */
function pad(text, width, side) {
  const blanks = ' '.repeat(width - [...text].length);
  return side === 'right' ? text + blanks : blanks + text;
}

/**
 * Results of a group as a table of medians; ratios are to the result that `baseline` names.
 *
 * @param budgetSeconds the time that a run may take
 */
function printResults(results, { baseline, budgetSeconds }) {
  const base = median(results.find(({ name, outcome }) => name === baseline && outcome === 'ok')?.wallMs ?? []);
  return printTable(
    ['', 'rounds', 'wall', 'ratio', 'CPU', 'peak memory'],
    results.map(({ name, outcome, wallMs, cpuMs, peakBytes }) => {
      if (outcome === 'late')
        return [name, '1', `> ${budgetSeconds} s`, printRatio(budgetSeconds * 1e3, base, '> '), '–', '–'];
      if (outcome !== 'ok') return [name, '–', 'failed', '–', '–', '–'];
      const wall = median(wallMs);
      return [
        name,
        `${wallMs.length}`,
        printTime(wall),
        printRatio(wall, base),
        printTime(median(cpuMs)),
        printBytes(median(peakBytes)),
      ];
    }),
  );
}

/** Milliseconds, or seconds from one on. */
function printTime(milliseconds) {
  if (milliseconds === undefined) return '–';
  if (milliseconds >= 1e3) return `${(milliseconds / 1e3).toFixed(2)} s`;
  return `${milliseconds.toFixed(milliseconds < 100 ? 1 : 0)} ms`;
}

function printRatio(wall, base, more = '') {
  if (wall === undefined || base === undefined) return '–';
  const ratio = wall / base;
  return `${more}${ratio >= 100 ? Math.round(ratio) : ratio.toFixed(2)}×`;
}

function printBytes(bytes) {
  return bytes === undefined ? '–' : `${Math.round(bytes / 1e6)} MB`;
}

module.exports = { printResults, printTable, printTime };
