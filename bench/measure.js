const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { measureUsage, readChild, runChild } = require('./child');
const { findDifference } = require('./same-objects');

/** CPU and memory vary less than wall time, so few rounds are enough. */
const USAGE_ROUNDS = 3;

/**
 * Measures subjects against each other: one run of each per round, so that what the machine does beside it hits all of
 * them alike. Before that each runs once or more, to fill caches and to be checked.
 *
 * A subject is `{ name, setUp }`; `setUp(folder)` gives how it is run:
 * - `command`: program and arguments, or what makes them from the number of the round
 * - `cwd`, `env`
 * - `beforeEach`: what is done before each run, outside the measured time
 * - `warmUps`: how many runs come first (default: 1)
 * - `expected`, `output`: the objects that have to come out, and in which folder (default: standard output)
 * - `hasOwnClock`: it prints `{ wallMs, cpuMs }` itself
 *
 * @param options rounds, budgetSeconds (of one run), createFolder, canMeasureUsage, say
 * @returns one result per subject: `{ name, outcome, why, wallMs: number[], cpuMs: number[], peakBytes: number[] }`
 */
async function measureGroup(subjects, options) {
  const contestants = [];
  for (const { name, setUp } of subjects) {
    options.say(`  ${name}`);
    const subject = { ...setUp(options.createFolder()), name };
    const { outcome, why } = await warmUp(subject, options);
    contestants.push({ subject, result: { name, outcome, why, wallMs: [], cpuMs: [], peakBytes: [] } });
  }
  const inRace = () => contestants.filter(({ result }) => result.outcome === 'ok');
  for (let round = 0; round < options.rounds; round++) {
    for (const { subject, result } of inRace()) await measureWall(subject, result, round, options);
  }
  if (options.canMeasureUsage) {
    for (let round = 0; round < Math.min(USAGE_ROUNDS, options.rounds); round++) {
      for (const { subject, result } of inRace()) await addUsage(subject, result, options.rounds + round, options);
    }
  }
  return contestants.map(({ result }) => result);
}

async function warmUp(subject, { budgetSeconds }) {
  for (let number = subject.warmUps ?? 1; number > 1; number--)
    await runChild(...start(subject, -number, budgetSeconds));
  const result = await readChild(...start(subject, -1, budgetSeconds));
  if (result.outcome !== 'ok' || !subject.expected) return result;
  const difference = findDifference(readOutput(subject, result.stdout), subject.expected);
  return difference ? { outcome: 'failed', why: `other objects than its peers: ${difference}` } : result;
}

async function measureWall(subject, result, round, { budgetSeconds }) {
  const run = subject.hasOwnClock ? readChild : runChild;
  const { outcome, wallMs, why, stdout } = await run(...start(subject, round, budgetSeconds));
  if (outcome !== 'ok') {
    Object.assign(result, { outcome, why });
  } else if (subject.hasOwnClock) {
    const own = JSON.parse(stdout);
    result.wallMs.push(own.wallMs);
    result.cpuMs.push(own.cpuMs);
  } else result.wallMs.push(wallMs);
}

async function addUsage(subject, result, round, { budgetSeconds }) {
  const usage = await measureUsage(...start(subject, round, 2 * budgetSeconds));
  if (!usage) return;
  result.peakBytes.push(usage.peakBytes);
  if (!subject.hasOwnClock) result.cpuMs.push(usage.cpuMs);
}

/** What a child is started with. */
function start({ command, cwd, env, beforeEach }, round, budgetSeconds) {
  beforeEach?.();
  const words = typeof command === 'function' ? command(round) : command;
  const added = typeof env === 'function' ? env() : env;
  return [words, { cwd, env: added, budgetSeconds }];
}

/** The YAML texts that a subject wrote. */
function readOutput({ output }, stdout) {
  if (!output) return [stdout];
  return readdirSync(output).map((name) => readFileSync(join(output, name), 'utf8'));
}

/** The middle one, or the mean of the two in the middle; undefined of none. */
function median(numbers) {
  if (numbers.length === 0) return undefined;
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

module.exports = { measureGroup, median };
