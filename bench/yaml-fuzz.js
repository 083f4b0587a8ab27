// Prints hostile documents with printYaml and with cdk8s' Yaml.stringify, and ends with 1 at the first that differ.
//   node bench/yaml-fuzz.js [count] [seed]         so many documents (100,000), each made from its own seed
//   node bench/yaml-fuzz.js --files <folder>...    every document of the YAML files there, read as YAML 1.1 and 1.2
// LIB=folder for another build than lib.
const { readdirSync, readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { Yaml } = require('cdk8s');
const { parseAllDocuments } = require('yaml');

const LIB = resolve(process.env.LIB ?? join(__dirname, '../lib'));
const { printYaml } = require(join(LIB, 'manifest/print-yaml.js'));

/** What texts are made of. */
const PARTS = [
  ...Array.from({ length: 0xa2 }, (_, code) => String.fromCharCode(code)),
  ...Array.from('\n\n\n\n    \t\t::##--??..,,[]{}&*!|>%@`~=+<0123456789eExXbo_"\'\\'),
  ...['\u2028', '\u2029', '\ufeff', '\ufffe', '\ud7ff', '\ue000', '\ud83d', '\ude00', '😀', '漢字', 'é', 'e\u0301'],
  ...[
    '---',
    '...',
    '--- ',
    '\n---',
    '\n...',
    '\n%',
    '<<',
    ': ',
    ' #',
    '- ',
    '? ',
    '\r\n',
    ' \n',
    '\n ',
    '\n\t',
    ' \n ',
  ],
  ...['word', 'a longer run of words', 'x'.repeat(79), 'y'.repeat(81), '\n\n', '\n\n\n', '\\n', '\\u0000', '""', "''"],
];
/** What YAML 1.1 takes for no text, or nearly. */
const WORDS = [
  ...'y Y yes yEs on On ON n no NO off true TRUE tRue false null Null nULL ~ << = .inf -.INF .nan .NaN -.nan'.split(
    ' ',
  ),
  ...'0 -0 00 08 0644 0o17 0x1F 0xg 0b11 0b2 1_000 _1 1. .5 . -. +. 1.2.3 1e3 e0 E+1 -e5 1_e3 .e1 1e 1e- e e- 1e400'.split(
    ' ',
  ),
  ...'12:30 12:60 1:2:3 -1:30.5 1:30.5_ 2001-12-14 2001-1-1 2001-123-1 2001-12-14t21:59:43.10-05:00'.split(' '),
  ...[
    '2001-12-14 21:59:43Z',
    '2001-12-14 \t 1:2:3 +1',
    '2001-12-14 21:59',
    '2001-12-14T1:2:3.',
    '2001-12-14T1:2:3.5 -3:30',
  ],
  ...[
    '',
    ' ',
    '\n',
    '\n\n',
    ' \n',
    '\n ',
    '\t',
    '- a',
    '-',
    '?',
    ':',
    '#',
    'a: b',
    'a:b',
    'a #b',
    'a#b',
    '__proto__',
    'toString',
  ],
];
const NUMBERS = [0, -0, 1, -1, 0.1, 1e21, 1e-7, 2 ** 53, -(2 ** 63), 5e-324, 1.7e308, Infinity, -Infinity, Number.NaN];
/** What is not plain data, and so is left to cdk8s. */
const FOREIGN = [
  () => new Date(0),
  () => 10n ** 30n,
  () => new Map([['a', 1]]),
  () => new Set(['a']),
  () => ({ toJSON: () => 'x' }),
  () => Object.assign([1], { toJSON: () => ({ a: 1 }) }),
  () => Object.create({ inherited: 1 }),
  () =>
    new (class Some {
      field = 1;
    })(),
  () => new String('text'),
  () => new Uint8Array([1, 2]),
  () => Symbol('symbol'),
  () => () => {},
  () => ({ [Symbol.iterator]: () => [1, 2][Symbol.iterator]() }),
  () => [[]].flatMap((list) => [[list, list]])[0],
  () => {
    const circle = {};
    circle.circle = circle;
    return circle;
  },
];

const counts = { documents: 0, others: 0, differences: 0 };
const [first = '100000', ...rest] = process.argv.slice(2);
if (first === '--files') for (const folder of rest) compareFiles(folder);
else compareHostile(Number(first), Number(rest[0] ?? Date.now() % 2 ** 31));

const share = ((100 * counts.others) / Math.max(1, counts.documents)).toFixed(2);
console.log(`${counts.documents} documents, ${counts.differences} differ, ${counts.others} (${share} %) left to cdk8s`);

function compareHostile(count, seed) {
  if (!Number.isSafeInteger(count) || !Number.isSafeInteger(seed)) throw new Error('count and seed are whole numbers');
  console.log(`seeds ${seed} to ${seed + count - 1}`);
  for (let index = 0; index < count && counts.differences === 0; index++) {
    compare(hostileDocument(seed + index), `node bench/yaml-fuzz.js 1 ${seed + index}`);
  }
}

function compareFiles(folder) {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.ya?ml$/.test(name)) continue;
    const text = readFileSync(join(folder, name), 'utf8');
    for (const version of ['1.1', '1.2']) {
      parseAllDocuments(text, { version, logLevel: 'silent' }).forEach((document, index) => {
        if (document.errors.length === 0) compare(document.toJS(), `${name}, document ${index + 1}, YAML ${version}`);
      });
    }
  }
}

function compare(document, title) {
  counts.documents++;
  const expected = outcome(() => Yaml.stringify(document));
  const actual = outcome(() =>
    printYaml([document], (other) => {
      counts.others++;
      return Yaml.stringify(other);
    }),
  );
  if (actual === expected) return;
  counts.differences++;
  process.exitCode = 1;
  const [ours, theirs] = [actual.split('\n'), expected.split('\n')];
  const line = theirs.findIndex((each, index) => each !== ours[index]);
  console.error(`${title}: line ${line + 1}\n  cdk8s: ${show(theirs[line])}\n  ours:  ${show(ours[line])}`);
}

function outcome(act) {
  try {
    return act();
  } catch (error) {
    return `throws ${error}`;
  }
}

function show(line) {
  return JSON.stringify(line ?? '(nothing)').slice(0, 400);
}

/** A document that is the same for the same seed. */
function hostileDocument(seed) {
  const random = randomFrom(seed);
  const below = (most) => Math.floor(random() * most);
  const oneOf = (list) => list[below(list.length)];
  const text = () => {
    const kind = below(10);
    if (kind === 0) return oneOf(WORDS);
    if (kind === 1) return oneOf(WORDS) + oneOf(PARTS);
    if (kind === 2) return oneOf(PARTS) + oneOf(WORDS);
    if (kind === 3) return Array.from({ length: below(12) }, () => oneOf('0123456789-:._eETZ+x '.split(''))).join('');
    if (kind === 4) return Array.from({ length: below(8) }, () => oneOf([' ', '\n', '\t', 'a'])).join('');
    if (kind === 5) return Array.from({ length: 20 + below(30) }, () => oneOf(['ab', ' ', '\n', '\x01', '"'])).join('');
    // few of the texts that people write are long
    const length = below(random() < 0.1 ? 60 : 6);
    return Array.from({ length }, () => oneOf(PARTS)).join('');
  };
  const scalar = () => {
    const kind = below(10);
    if (kind === 0) return random() < 0.5 ? oneOf(NUMBERS) : (random() - 0.5) * 10 ** below(30);
    if (kind === 1) return oneOf([true, false, null, undefined]);
    if (kind === 2) return below(1e6) - 5e5;
    return text();
  };
  const key = () => (random() < 0.01 ? text().repeat(1 + below(400)) : text());
  const value = (depth) => {
    if (random() < 0.001) return oneOf(FOREIGN)();
    const kind = below(depth > 6 ? 4 : 8);
    if (kind < 4) return scalar();
    const size = below(5);
    if (kind < 6) return random() < 0.02 ? new Array(size) : Array.from({ length: size }, () => value(depth + 1));
    const map = random() < 0.1 ? Object.create(null) : {};
    for (let index = 0; index < size; index++) {
      const definition = { value: value(depth + 1), enumerable: true, configurable: true, writable: true };
      Object.defineProperty(map, key(), definition);
    }
    return map;
  };
  // few documents are no map
  return random() < 0.05 ? value(0) : Object.fromEntries(Array.from({ length: 1 + below(6) }, () => [key(), value(1)]));
}

/** Mulberry32. */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
