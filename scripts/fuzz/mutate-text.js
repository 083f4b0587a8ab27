const { COMMENTS, TEXTS } = require('./hostile-values');

const MAX_LINES = 5;

/** What may stand anywhere in a file that somebody has broken. */
const PIECES = [
  '\t',
  ' ',
  '\r',
  '\n',
  '\r\n',
  '\ufeff',
  '\u0000',
  '\u0007',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\ud800',
  '"',
  "'",
  '`',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  ': ',
  '- ',
  '? ',
  '#',
  ' #',
  '&a ',
  '*a',
  '!!str ',
  '!!int ',
  '!!binary ',
  '!x ',
  '|',
  '|-',
  '>',
  '>+',
  '%',
  '@',
  '~',
  '---\n',
  '\n---\n',
  '\n...\n',
  '--- x\n',
  '%YAML 1.2\n---\n',
  '<<: ',
  '<<: *a\n',
  '\\',
  '\\x41',
];

const onLines = (change) => (text, random) => {
  const lines = text.split('\n');
  change(lines, random);
  return lines.join('\n');
};

/** Where a line is, and how many from there on. */
const someLines = (lines, random) => [random.below(lines.length), 1 + random.below(MAX_LINES)];

/** Ways to break or rewrite a text, by name. */
const TEXT_MUTATIONS = {
  deleteLines: onLines((lines, random) => lines.splice(...someLines(lines, random))),
  duplicateLines: onLines((lines, random) => {
    const [at, count] = someLines(lines, random);
    lines.splice(at, 0, ...lines.slice(at, at + count));
  }),
  swapLines: onLines((lines, random) => {
    const [a, b] = [random.below(lines.length), random.below(lines.length)];
    [lines[a], lines[b]] = [lines[b], lines[a]];
  }),
  moveLines: onLines((lines, random) => {
    const moved = lines.splice(...someLines(lines, random));
    lines.splice(random.below(lines.length + 1), 0, ...moved);
  }),
  indent: onLines((lines, random) => {
    const [at, count] = someLines(lines, random);
    const more = random.pick([' ', '  ', '    ', '\t']);
    for (let line = at; line < Math.min(lines.length, at + count); line++) lines[line] = more + lines[line];
  }),
  outdent: onLines((lines, random) => {
    const [at, count] = someLines(lines, random);
    for (let line = at; line < Math.min(lines.length, at + count); line++) lines[line] = lines[line].slice(1);
  }),
  insertPiece: (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + random.pick(PIECES) + text.slice(at);
  },
  insertAtLineStart: onLines((lines, random) => {
    const at = random.below(lines.length);
    lines[at] = random.pick(PIECES) + lines[at];
  }),
  insertAtLineEnd: onLines((lines, random) => {
    const at = random.below(lines.length);
    lines[at] += random.pick(PIECES);
  }),
  deleteCharacter: (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + text.slice(at + 1);
  },
  truncate: (text, random) => text.slice(0, Math.ceil(text.length * (0.2 + 0.8 * random.next()))),
  endsOfLine: (text, random) => text.replaceAll('\n', random.pick(['\r\n', '\r\n', '\n\n', '\r'])),
  mixedEndsOfLine: (text, random) => text.replace(/\n/g, () => (random.chance(0.1) ? '\r\n' : '\n')),
  byteOrderMark: (text) => `\ufeff${text}`,
  changeQuotes: onLines((lines, random) => {
    const quote = random.pick(["'", '"']);
    for (let tries = 0; tries < 20; tries++) {
      const at = random.below(lines.length);
      const [, before, value] = /^(.*?[:-] )["']?([^"'|>&*!{[#]+?)["']?$/.exec(lines[at]) ?? [];
      if (value === undefined) continue;
      lines[at] = random.chance(0.5) ? before + quote + value + quote : before + value;
      return;
    }
  }),
  hostileValue: onLines((lines, random) => {
    for (let tries = 0; tries < 20; tries++) {
      const at = random.below(lines.length);
      const [, before] = /^(.*?[:-] )\S.*$/.exec(lines[at]) ?? [];
      if (before === undefined) continue;
      const value = random.pick(TEXTS);
      lines[at] = before + (random.chance(0.5) ? value : JSON.stringify(value));
      return;
    }
  }),
  commentsEverywhere: onLines((lines, random) => {
    const share = random.pick([0.02, 0.2, 1]);
    for (let at = lines.length - 1; at >= 0; at--) {
      if (!random.chance(share)) continue;
      const indentation = random.chance(0.7) ? /^ */.exec(lines[at])[0] : ' '.repeat(random.below(12));
      if (random.chance(0.3)) lines[at] += ` ${random.pick(COMMENTS)}`;
      else lines.splice(at, 0, indentation + random.pick(COMMENTS));
    }
  }),
  comment: onLines((lines, random) => {
    const at = random.below(lines.length);
    if (random.chance(0.5)) lines[at] += ` ${random.pick(COMMENTS)}`;
    else lines.splice(at, 0, /^ */.exec(lines[at])[0] + random.pick(COMMENTS));
  }),
  blankLines: onLines((lines, random) => {
    for (let count = 0; count < 5; count++) {
      lines.splice(random.below(lines.length), 0, random.pick(['', '', '  ', '\t', '        ']));
    }
  }),
  documentMarks: onLines((lines, random) => {
    lines.splice(
      random.below(lines.length),
      0,
      random.pick(['---', '--- # x', '...', '---\n---', '---\n# nothing\n---']),
    );
  }),
  duplicateDocuments: (text, random) => {
    const documents = text.split(/^---$/m);
    const one = random.pick(documents);
    return [...documents, one].join('---\n');
  },
  shuffleDocuments: (text, random) => {
    const documents = text.split(/^---$/m);
    for (let at = documents.length - 1; at > 0; at--) {
      const other = random.below(at + 1);
      [documents[at], documents[other]] = [documents[other], documents[at]];
    }
    return documents.join('---');
  },
  anchorValue: onLines((lines, random) => {
    const places = lines.flatMap((line, at) => (/^\s*(?:- )?[\w-]+: [\w./:-]+$/.test(line) ? [at] : []));
    if (places.length < 2) return;
    const first = random.below(places.length - 1);
    const second = first + 1 + random.below(places.length - first - 1);
    lines[places[first]] = lines[places[first]].replace(': ', ': &shared ');
    lines[places[second]] = lines[places[second]].replace(/: .*/, ': *shared');
  }),
  anchorBlock: onLines((lines, random) => {
    const places = lines.flatMap((line, at) => (/^\s*(?:- )?[\w-]+:$/.test(line) ? [at] : []));
    if (places.length < 2) return;
    const first = random.below(places.length - 1);
    const second = first + 1 + random.below(places.length - first - 1);
    const indentation = /^\s*/.exec(lines[places[second]])[0];
    lines[places[first]] += ' &block';
    lines.splice(
      places[second],
      0,
      `${indentation}${random.pick(['<<: *block', 'x-copy: *block', '<<: [*block, *block]'])}`,
    );
  }),
};

module.exports = { TEXT_MUTATIONS };
