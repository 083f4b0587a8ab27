const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { mutate } = require('./mutate');
const { Random } = require('./random');

const LIB = join(__dirname, '../../lib');
const { UserError } = require(`${LIB}/errors`);
const { importApp } = require(`${LIB}/importer/import-app`);
const { fillImages, requireResolved } = require(`${LIB}/importer/fill-images`);
const { planReleases } = require(`${LIB}/importer/plan/plan-releases`);
const { readImportInput } = require(`${LIB}/operations/read-import-input`);
const synthesis = require(`${LIB}/synth/synthesize`);

const MAX_LENGTH = 60_000;
const WHOLE_SHARE = 0.01;
const GIVEN_IMAGE = 'registry.example.com/team/app:1.0.0';
/** What is right to say of a broken input. */
const RIGHT_CODES = /^(?:MANIFEST|COMPOSE|PROCFILE|IMPORT(?!_NOT_EQUAL))_|^(?:IMAGE_REFERENCE_INVALID|INVALID_NAME)$/;
/** What only we understand. */
const INTERNALS =
  /\bundefined\b|\[object |\bNaN\b|(?:Type|Range|Reference|Syntax)Error|Cannot read prop|\n\s+at \S+ \(|lockstep-draft|node_modules|Map\(\d/;

// what an app wrote is removed as soon as it is read back, and the judge wants to see it
let written;
const { synthesize } = synthesis;
synthesis.synthesize = async (...given) => {
  const synthesized = await synthesize(...given);
  written = synthesized.files;
  return synthesized;
};

/** The input of a case: a part of a file, mutated. The same for each seed. */
function makeInput(files, seed) {
  const random = new Random(seed);
  const { name, text } = random.pick(files);
  const part = name.endsWith('.yaml') && !random.chance(WHOLE_SHARE) ? cut(text, random) : text;
  return { name, ...mutate(part, random) };
}

/** Documents that run something before others, as many as fit. */
function cut(text, random) {
  if (text.length <= MAX_LENGTH && random.chance(0.7)) return text;
  const documents = text.split(/^---(?=\s)/m);
  const wanted = documents.map((document, index) => {
    const isWorkload = /^\s*(?:- )?image:/m.test(document) && !/^kind: CustomResourceDefinition/m.test(document);
    return { document, index, rank: random.next() - (isWorkload ? 0.7 : 0) };
  });
  const most = random.pick([MAX_LENGTH / 10, MAX_LENGTH / 3, MAX_LENGTH]);
  let length = 0;
  const taken = wanted
    .sort((a, b) => a.rank - b.rank)
    .filter(({ document }, index) => {
      length += document.length;
      return index === 0 || length <= most;
    });
  return taken
    .sort((a, b) => a.index - b.index)
    .map(({ document }) => document)
    .join('---');
}

/** Imports one file as the command does. */
async function importFile(path, draft, keepDrift) {
  const given = { image: undefined, name: 'fuzz' };
  const image = path.endsWith('Procfile') ? GIVEN_IMAGE : undefined;
  const input = readImportInput([path], { ...given, image });
  const tag = input.unresolved.length > 0 ? '1.0.0' : undefined;
  const objects = tag === undefined ? input.objects : fillImages(input.objects, input.unresolved, tag);
  const plan = planReleases(objects, { image, tag, keepDrift });
  if (tag === undefined) requireResolved(plan, input.unresolved);
  return importApp('fuzz', objects, plan, (files) => draft.synthesize(files));
}

/** Runs the case of a seed in its folder, and tells how it ended. */
async function runCase(files, seed, folder, draft) {
  const { name, text, names } = makeInput(files, seed);
  const path = join(folder, 'input', name.endsWith('.yaml') ? 'input.yaml' : name.replace(/^.*\//, ''));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  const about = { seed, name, names, path };
  const started = process.hrtime.bigint();
  const ended = (outcome) => ({
    ...about,
    ...outcome,
    milliseconds: Number((process.hrtime.bigint() - started) / 1_000_000n),
  });
  try {
    let app;
    try {
      app = await importFile(path, draft, false);
    } catch (error) {
      if (!['IMPORT_DRIFT', 'IMPORT_TAG_PER_SERVICE'].includes(error.code)) throw error;
      app = await importFile(path, draft, true);
    }
    for (const [file, content] of written) write(join(folder, 'dist', file), content);
    for (const [file, content] of app.files) write(join(folder, 'app', file), content);
    const kept = app.kept.length;
    return ended({ outcome: 'imported', code: app.declared.length, kept });
  } catch (error) {
    const shown = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (!(error instanceof UserError)) return ended({ outcome: 'finding', finding: `it threw: ${shown}` });
    const message = error.message.slice(0, 4000);
    const wrong = error.problems.find(({ code }) => !RIGHT_CODES.test(code));
    if (wrong) return ended({ outcome: 'finding', finding: `${wrong.code} is no answer: ${message}` });
    if (INTERNALS.test(message)) return ended({ outcome: 'finding', finding: `the message has internals: ${message}` });
    return ended({ outcome: 'refused', refusal: error.code, message });
  }
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

module.exports = { makeInput, runCase };
