const { readFileSync, writeFileSync } = require('node:fs');

const BEGIN = '<!-- npm run bench -- --write: begin -->';
const END = '<!-- npm run bench -- --write: end -->';

/** The text with what stands between the two marks replaced. @throws Error when a mark is missing, or is there twice */
function replaceMeasured(text, report) {
  const parts = text.split(BEGIN);
  const ends = text.split(END);
  if (parts.length !== 2 || ends.length !== 2 || !parts[1].includes(END)) {
    throw new Error(`there has to be one '${BEGIN}' and one '${END}' after it`);
  }
  return `${parts[0]}${BEGIN}\n\n${report.trim()}\n\n${END}${ends[1]}`;
}

/** Puts a report into a document. */
function writeMeasured(file, report) {
  writeFileSync(file, replaceMeasured(readFileSync(file, 'utf8'), report));
}

module.exports = { BEGIN, END, replaceMeasured, writeMeasured };
