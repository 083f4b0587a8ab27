// How the time of a synth grows: with workloads, with charts, and with charts that depend on each other. Every figure is
// of a process of its own, interleaved; only the ratios mean something. RUNS=n asks for more runs than 5, LIB=folder
// measures another build, `node bench/scale.js workloads 1000` is one such process and says its parts.
const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');
const apps = require('./apps/scaled-apps');

const RUNS = Number(process.env.RUNS ?? 5);
const SUBJECTS = {
  '1,000 workloads with Services': ['workloads', 1000],
  '10,000 workloads with Services': ['workloads', 10_000],
  '5,000 objects in one chart': ['objects', 5000],
  '1,000 charts of 5 objects': ['charts', 1000],
  '200 charts': ['charts', 200],
  'a chain of 200 charts': ['charts', 200, true],
};
/** Ratios of totals: subject, peer, how many times the peer it is, and the most that the ratio may be. */
const PROMISES = [
  ['10,000 workloads with Services', '1,000 workloads with Services', 10, 1.3],
  ['1,000 charts of 5 objects', '5,000 objects in one chart', 1, 2],
  ['a chain of 200 charts', '200 charts', 1, 2],
];

const [kind, ...args] = process.argv.slice(2);
if (kind) console.log(JSON.stringify(measure(kind, ...args.map((word) => JSON.parse(word)))));
else compare();

/** Milliseconds for declaring and for synthesizing, and the most memory that the process ever had. */
function measure(name, ...sizes) {
  const lib = require(process.env.LIB ? resolve(process.env.LIB) : '../lib');
  const cdk8s = require('cdk8s');
  const outdir = mkdtempSync(join(tmpdir(), 'lockstep-scale-'));
  try {
    const begin = performance.now();
    const app = apps[name](lib, cdk8s, outdir, ...sizes);
    const declared = performance.now();
    app.synth();
    const end = performance.now();
    const peakMegabytes = process.resourceUsage().maxRSS / 1024;
    return { declare: declared - begin, synth: end - declared, total: end - begin, peakMegabytes };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function compare() {
  const runs = Object.fromEntries(Object.keys(SUBJECTS).map((name) => [name, []]));
  for (let round = 0; round < RUNS; round++) {
    for (const [name, words] of Object.entries(SUBJECTS)) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [__filename, ...words.map(String)], {
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(stderr);
      runs[name].push(JSON.parse(stdout));
    }
  }
  const median = (name, part) => runs[name].map((run) => run[part]).sort((a, b) => a - b)[Math.floor(RUNS / 2)];
  console.log(`\nNode ${process.version}, medians of ${RUNS}${' '.repeat(8)}declare    synth    total     peak\n`);
  for (const name of Object.keys(SUBJECTS)) {
    const parts = ['declare', 'synth', 'total'].map((part) => `${median(name, part).toFixed(0)} ms`.padStart(9));
    console.log(name.padEnd(34), ...parts, `${median(name, 'peakMegabytes').toFixed(0)} MB`.padStart(8));
  }
  console.log('');
  for (const [name, peer, times, most] of PROMISES) {
    const ratio = median(name, 'total') / median(peer, 'total') / times;
    const verdict = ratio <= most ? 'holds' : 'MISSED';
    const title = `${name} / ${times === 1 ? '' : `${times} × `}${peer}`;
    console.log(title.padEnd(72), `${ratio.toFixed(2)}  (at most ${most.toFixed(1)}: ${verdict})`);
  }
}
