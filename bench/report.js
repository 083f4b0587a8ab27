const { printResults, printTable } = require('./table');

/**
 * The whole of a run as Markdown.
 *
 * @param run machine (lines), missing (sentences), groups (`{ title, baseline, results }`), verdicts, budgetSeconds
 */
function printReport({ machine, missing, groups, verdicts, budgetSeconds }) {
  return [
    '### The machine',
    list(machine),
    ...(missing.length === 0 ? [] : ['Not measured:', list(missing)]),
    ...groups.flatMap(({ title, baseline, results }) => [
      `### ${title}`,
      printResults(results, { baseline, budgetSeconds }),
      ...failures(results),
    ]),
    '### What is promised',
    printTable(
      ['', 'measured', 'limit', 'verdict'],
      verdicts.map(({ says, value, limit, verdict }) => [says, value, limit, verdict]),
    ),
    '',
  ].join('\n\n');
}

function failures(results) {
  const failed = results.filter(({ outcome }) => outcome === 'failed' || outcome === 'missing');
  return failed.length === 0 ? [] : [list(failed.map(({ name, why }) => `${name} failed: ${firstLine(why)}`))];
}

function firstLine(text = '') {
  return (
    text
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.slice(0, 200) ?? 'it said nothing'
  );
}

function list(lines) {
  return lines.map((line) => `- ${line}`).join('\n');
}

module.exports = { printReport };
