// Imports files of a folder of real manifests that were changed in hostile ways. Each import has to end in an app that
// synthesizes the same objects, or in a UserError that says what is wrong with the file. Prints how many ended how.
// usage: node scripts/fuzz-import.js [count] [first seed]
// LOCKSTEP_CORPUS is the folder; it has equal.py, which compares two sets of manifests and knows nothing of this project.
const { spawn, spawnSync } = require('node:child_process');
const {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');
const { createInterface } = require('node:readline');

const ROOT = resolve(__dirname, '..');
const CORPUS = process.env.LOCKSTEP_CORPUS;
const MAX_SECONDS = 20;
const MAX_MEGABYTES = 1024;
/** A worker starts anew after so many, so that what one app leaves behind does not count for the others. */
const CASES_A_WORKER = 100;
const INPUT_FILE = /^(?:manifests\.yaml|staging\.yaml|docker-compose\.ya?ml|Procfile)$/;

if (!CORPUS || !existsSync(join(CORPUS, 'equal.py'))) {
  console.log('skipped: no corpus (LOCKSTEP_CORPUS names none)');
  process.exit(0);
}
const run =
  process.argv[2] === 'worker'
    ? work(...process.argv.slice(3))
    : main(Number(process.argv[2] ?? 1000), Number(process.argv[3] ?? 1));
void run;

function readCorpus() {
  return readdirSync(CORPUS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(CORPUS, name)).map((file) => `${name}/${file}`))
    .filter((path) => INPUT_FILE.test(path.split('/')[1]))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(CORPUS, name), 'utf8') }));
}

/** Runs cases in this process, and prints a line before and after each. */
async function work(folder, from, to) {
  const { runCase } = require('./fuzz/run-case');
  const { Draft } = require('../lib/operations/draft');
  process.chdir(folder);
  const files = readCorpus();
  const draft = new Draft();
  const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
  for (let seed = Number(from); seed < Number(to); seed++) {
    say({ begun: seed });
    say(await runCase(files, seed, join(folder, String(seed)), draft));
  }
  draft.remove();
}

/** Runs cases in a worker, which is ended when one of them takes too long. */
function runWorker(folder, from, to) {
  return new Promise((done) => {
    const words = [`--max-old-space-size=${MAX_MEGABYTES}`, __filename, 'worker', folder, from, to].map(String);
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    const results = [];
    let current = from;
    let why;
    let timer;
    let errors = '';
    child.stderr.on('data', (data) => {
      errors = (errors + data).slice(-2000);
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      const message = JSON.parse(line);
      clearTimeout(timer);
      if (message.begun === undefined) {
        results.push(message);
        return;
      }
      current = message.begun;
      timer = setTimeout(() => {
        why = `it takes longer than ${MAX_SECONDS} s`;
        child.kill('SIGKILL');
      }, MAX_SECONDS * 1000);
    });
    child.once('close', (status, signal) => {
      clearTimeout(timer);
      if (results.length < to - from) {
        const finding = why ?? `the process ended with ${signal ?? status}: ${errors}`;
        results.push({ seed: current, name: '?', names: [], outcome: 'finding', finding });
      }
      done(results);
    });
  });
}

/** Asks equal.py about every app. */
function judge(folder, results) {
  const apps = results.filter(
    ({ outcome, name }) => outcome === 'imported' && name.endsWith('manifests.yaml') | name.endsWith('staging.yaml'),
  );
  // kubectl reads whole lines, and the judge would miss an end of line in a text that the file ends with
  for (const { path } of apps) if (!readFileSync(path, 'utf8').endsWith('\n')) appendFileSync(path, '\n');
  const questions = apps.map(({ seed, path }) =>
    JSON.stringify({ input: path, dist: join(folder, String(seed), 'dist') }),
  );
  const { stdout, stderr, status } = spawnSync('python3', [join(__dirname, 'fuzz/judge.py'), CORPUS], {
    input: questions.join('\n'),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`the judge failed: ${stderr}`);
  const answers = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  for (const [index, { status, text }] of answers.entries()) {
    const app = apps[index];
    if (status === 0) app.outcome = 'equal';
    // to Kubernetes what stands later wins over a merge key, and to the judge what is not merged does
    else if (status === 2 || /<<\s*:/.test(readFileSync(app.path, 'utf8')))
      Object.assign(app, { outcome: 'unreadable for the judge', finding: text });
    else Object.assign(app, { outcome: 'finding', finding: `not equal: ${text}` });
  }
}

/** Whether every main.ts passes the formatter and the compiler: what they say otherwise. */
function checkSources(folder, results) {
  const all = join(folder, 'all');
  mkdirSync(all);
  for (const { seed } of results) {
    const main = join(folder, String(seed), 'app/main.ts');
    if (existsSync(main)) cpSync(main, join(all, `${seed}.ts`));
  }
  const bin = (name) => join(ROOT, 'node_modules/.bin', name);
  const format = spawnSync(bin('biome'), ['format', '--max-diagnostics=200', '--reporter=github', all], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  mkdirSync(join(all, 'node_modules'));
  symlinkSync(ROOT, join(all, 'node_modules/cdk8s-lockstep'));
  for (const name of ['cdk8s', 'cdk8s-plus-27', 'constructs', 'kubernetes-types', '@types']) {
    symlinkSync(join(ROOT, 'node_modules', name), join(all, 'node_modules', name));
  }
  const options = {
    module: 'node20',
    target: 'es2023',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
  };
  writeFileSync(join(all, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['*.ts'] }));
  const types = spawnSync(bin('tsc'), ['-p', all, '--pretty', 'false'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const bySeed = new Map(results.map((result) => [result.seed, result]));
  const blame = (output, what) => {
    for (const [line, seed] of output.matchAll(/^.*?\b(\d+)\.ts.*$/gm)) {
      const result = bySeed.get(Number(seed));
      if (result && result.outcome !== 'finding')
        Object.assign(result, { outcome: 'finding', finding: `${what}: ${line}` });
    }
  };
  if (format.status !== 0) blame(format.stdout + format.stderr, 'the formatter would change it');
  if (types.status !== 0) blame(types.stdout, 'it does not type-check');
  return { isFormatted: format.status === 0, isTyped: types.status === 0 };
}

async function main(count, first) {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-fuzz-'));
  const results = [];
  for (let seed = first; seed < first + count; ) {
    const part = await runWorker(folder, seed, Math.min(seed + CASES_A_WORKER, first + count));
    seed = part.at(-1).seed + 1;
    judge(folder, part);
    results.push(...part);
  }
  const { isFormatted, isTyped } = checkSources(folder, results);
  const counts = new Map();
  for (const { outcome, refusal } of results) {
    const kind = refusal ? `refused: ${refusal}` : outcome;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  for (const [kind, cases] of [...counts].sort(([, a], [, b]) => b - a))
    console.log(`${String(cases).padStart(6)}  ${kind}`);
  const times = results.map(({ milliseconds = 0 }) => milliseconds).sort((a, b) => a - b);
  console.log(`median ${times[times.length >> 1]} ms, slowest ${times.at(-1)} ms`);
  const findings = results.filter(({ finding }) => finding !== undefined);
  for (const { seed, name, names, finding } of findings) {
    console.log(
      `\nseed ${seed} (${name}: ${names.join(', ')})\n  ${finding.trim().split('\n').slice(0, 8).join('\n  ')}`,
    );
  }
  if (findings.length === 0) {
    rmSync(folder, { recursive: true });
    return;
  }
  const keep = new Set(findings.map(({ seed }) => String(seed)));
  if (!process.env.KEEP) {
    for (const name of readdirSync(folder)) if (!keep.has(name)) rmSync(join(folder, name), { recursive: true });
  }
  console.log(
    `\n${findings.length} findings, kept in ${folder}; each again with: node scripts/fuzz-import.js 1 <seed>`,
  );
  if (findings.some(({ outcome }) => outcome === 'finding') || !isFormatted || !isTyped) process.exitCode = 1;
}
