const { readdirSync, readFileSync, statSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { setUpLockstep } = require('../peers/lockstep');
const { lockstepApp } = require('../apps/lockstep-app');
const { createNames } = require('../apps/system');
const { ROUNDS } = require('./systems');

/** How many of the largest cases. */
const CASES = 3;

/** Reading what people have: the largest cases of a folder of manifests that is not part of this project. */
function corpusGroups({ isQuick }, corpus = process.env.LOCKSTEP_CORPUS) {
  if (!corpus || isQuick) return [];
  const cases = readdirSync(corpus, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => readCase(join(corpus, name)))
    .filter(({ text }) => /^kind:/m.test(text))
    .sort((a, b) => b.text.length - a.text.length)
    .slice(0, CASES);
  return [
    {
      title: 'Reading manifests of others: import, and diff against the same with other images',
      rounds: ROUNDS,
      baseline: undefined,
      subjects: cases.flatMap((each) => [
        { name: `lockstep import --dry-run, ${describe(each)}`, setUp: (folder) => setUpImport(folder, each) },
        { name: `lockstep diff, ${describe(each)}`, setUp: (folder) => setUpDiff(folder, each) },
      ]),
    },
  ];
}

/** The YAML files at the top of the folder; those in folders below are other states of the same system. */
function readCase(folder) {
  const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name) && name !== 'staging.yaml');
  const files = names.sort().filter((name) => statSync(join(folder, name)).isFile());
  const text = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n---\n');
  return { paths: files.map((name) => join(folder, name)), text };
}

function describe({ text }) {
  const objects = text.match(/^kind:/gm)?.length ?? 0;
  return `${objects} objects, ${(text.length / 1e6).toFixed(2)} MB`;
}

function setUpImport(folder, { paths }) {
  return setUpLockstep(folder, {}, ['import', ...paths, '--dry-run', '--out', 'imported']);
}

function setUpDiff(folder, { text }) {
  const subject = setUpLockstep(folder, lockstepApp(createNames(4)), ['diff', 'before.yaml', 'after.yaml']);
  writeFileSync(join(folder, 'before.yaml'), text);
  writeFileSync(join(folder, 'after.yaml'), text.replace(/^([ -]*image: *["']?[^\s"']+)/gm, '$1-next'));
  return subject;
}

module.exports = { corpusGroups };
