// Times the commands against their peers on the four services of main.ts, interleaved in one run, and prints ratios.
// Absolute times are the machine's; only the ratios mean something. RUNS=n asks for more runs than 15.
const { spawnSync } = require('node:child_process');
const { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { cpus, tmpdir } = require('node:os');
const { join, resolve } = require('node:path');

const ROOT = resolve(__dirname, '..');
const RUNS = Number(process.env.RUNS ?? 15);
const LOCKSTEP = join(ROOT, 'lib/cli/lockstep.js');
const work = mkdtempSync(join(tmpdir(), 'lockstep-bench-'));
// reading extra certificates takes Node longer than most of what is measured
const { NODE_EXTRA_CA_CERTS: _unused, ...env } = process.env;

const node = (...words) => [process.execPath, ...words];
const lockstep = (...words) => node(LOCKSTEP, ...words);
const run = ([command, ...words], more = {}) =>
  spawnSync(command, words, { cwd: ROOT, env: { ...env, ...more }, encoding: 'utf8' });

run(lockstep('synth'));
cpSync(join(ROOT, 'dist'), join(work, 'dist'), { recursive: true });
const resources = readdirSync(join(work, 'dist')).map((name) => `dist/${name}`);
writeFileSync(join(work, 'kustomization.yaml'), `resources: [${resources.join(', ')}]\n`);

const SUBJECTS = {
  'node -e 0': { command: node('-e', '0') },
  'kubectl kustomize': { command: ['kubectl', 'kustomize', work] },
  'npx cdk8s synth': { command: ['npx', 'cdk8s', 'synth', '--check-upgrade=false', '--output', join(work, 'out')] },
  'lockstep synth, warm': { command: lockstep('synth') },
  'lockstep synth, cold': { command: lockstep('synth'), cold: true },
  'lockstep --help': { command: lockstep('--help') },
  'lockstep bump --offline --no-synth': { command: lockstep('bump', '0.0.5', '--offline', '--no-synth', '--dry-run') },
};
/** Which ratios are promised: subject, peer, and the most it may be. */
const PROMISES = [
  ['lockstep synth, warm', 'kubectl kustomize', 1.5],
  ['lockstep synth, warm', 'npx cdk8s synth', 1 / 8],
  ['lockstep --help', 'node -e 0', 2],
  ['lockstep bump --offline --no-synth', 'node -e 0', 2],
];

const times = Object.fromEntries(Object.keys(SUBJECTS).map((name) => [name, []]));
for (const [name, { command }] of Object.entries(SUBJECTS)) {
  const { error, status, stderr } = run(command);
  if (error?.code === 'ENOENT') {
    console.log(`left out: ${name} (${command[0]} is not on this machine)`);
    delete SUBJECTS[name];
  } else if (status !== 0) {
    console.error(`${name} ended with ${status}: ${stderr}`);
    process.exitCode = 1;
  } else run(command);
}
for (let round = 0; round < RUNS; round++) {
  for (const [name, { command, cold }] of Object.entries(SUBJECTS)) {
    const cache = cold ? { LOCKSTEP_CACHE_DIR: mkdtempSync(join(work, 'cache-')) } : {};
    const begin = process.hrtime.bigint();
    run(command, cache);
    times[name].push(Number(process.hrtime.bigint() - begin) / 1e6);
  }
}
rmSync(work, { recursive: true });

const median = (name) => times[name].sort((a, b) => a - b)[Math.floor(RUNS / 2)];
console.log(`\nNode ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, medians of ${RUNS}\n`);
for (const name of Object.keys(SUBJECTS)) console.log(`${name.padEnd(36)}${median(name).toFixed(1).padStart(8)} ms`);
console.log('');
for (const [name, peer, most] of PROMISES) {
  if (!SUBJECTS[name] || !SUBJECTS[peer]) continue;
  const ratio = median(name) / median(peer);
  const verdict = ratio <= most ? 'holds' : 'MISSED';
  console.log(`${name} / ${peer}`.padEnd(62), `${ratio.toFixed(2)}  (at most ${most.toFixed(2)}: ${verdict})`);
}
