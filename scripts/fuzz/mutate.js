const { parseAllDocuments, stringify } = require('yaml');
const { TEXT_MUTATIONS } = require('./mutate-text');
const { TREE_MUTATIONS } = require('./mutate-tree');

const OPTIONS = { version: '1.1', uniqueKeys: false, logLevel: 'silent' };
const MAX_MUTATIONS = 5;
const TEXT_SHARE = 0.4;
/** Most broken lines make the whole file unreadable, and each way to say so needs no hundred cases. */
const BROKEN_SHARE = 0.2;

/** Changes a YAML text in one to five ways; what cannot be read is changed as text only. Says which ways these were. */
function mutate(text, random) {
  let current = text;
  const names = [];
  for (let left = 1 + random.below(MAX_MUTATIONS); left > 0; left--) {
    const isText = random.chance(TEXT_SHARE);
    const name = random.pick(Object.keys(isText ? TEXT_MUTATIONS : TREE_MUTATIONS));
    const changed = isText ? TEXT_MUTATIONS[name](current, random) : changeTree(current, TREE_MUTATIONS[name], random);
    if (changed === undefined || (isText && !isReadable(changed) && !random.chance(BROKEN_SHARE))) continue;
    current = changed;
    names.push(name);
  }
  return { text: current, names };
}

function isReadable(text) {
  return parseAllDocuments(text, { ...OPTIONS, prettyErrors: false }).every(({ errors }) => errors.length === 0);
}

/** Undefined for what cannot be read or printed. */
function changeTree(text, change, random) {
  try {
    const documents = parseAllDocuments(text, OPTIONS);
    if (documents.some(({ errors }) => errors.length > 0)) return undefined;
    const values = documents.map((document) => document.toJS());
    change(values, random);
    return print(values, random);
  } catch {
    return undefined;
  }
}

function print(values, random) {
  if (random.chance(0.1))
    return values.map((value) => JSON.stringify(value, null, random.pick([0, 2]))).join('\n---\n');
  const options = {
    version: '1.1',
    lineWidth: random.pick([0, 0, 40, 80]),
    indent: random.pick([2, 2, 4]),
    indentSeq: random.chance(0.5),
    defaultStringType: random.pick(['PLAIN', 'PLAIN', 'PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE']),
    blockQuote: random.pick([true, true, 'literal', 'folded', false]),
    // values that stand at two places get an anchor
    aliasDuplicateObjects: random.chance(0.8),
  };
  return values.map((value) => stringify(value, options)).join('---\n');
}

module.exports = { mutate };
