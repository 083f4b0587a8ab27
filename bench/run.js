// Builds the same system for every peer on this machine, measures them against each other, and prints tables of
// medians and ratios. Absolute times are the machine's; only the ratios mean something. docs/performance.md says more.
// Ends with 1 when something failed or a promise was missed, with 2 on wrong usage.
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');
const { canMeasureUsage } = require('./child');
const { writeMeasured } = require('./document');
const { parseFlags } = require('./flags');
const { installPeers } = require('./install-peers');
const { createFolder, removeWorkspace, ROOT } = require('./workspace');

/** What one run may take. */
const BUDGET_SECONDS = 60;
/** Measurements that stand alone. */
const OTHERS = ['layers.js', 'yaml.js'];

void main();

async function main() {
  const flags = parse();
  if (flags.installs && !installPeers(say)) process.exitCode = 1;
  process.on('exit', removeWorkspace);
  const run = await measure(flags);
  const report = require('./report').printReport(run);
  console.log(report.trimEnd());
  if (flags.writes) writeMeasured(join(ROOT, 'docs/performance.md'), report);
  const isMissed = run.verdicts.some(({ verdict }) => verdict === 'MISSED');
  const isFailed = run.groups.some(({ results }) => results.some(({ outcome }) => outcome === 'failed'));
  // one round decides nothing
  if ((isMissed && !flags.isQuick) || isFailed) process.exitCode = 1;
  for (const file of flags.runsAll ? OTHERS : []) {
    if (spawnSync(process.execPath, [join(__dirname, file)], { stdio: 'inherit' }).status !== 0) process.exitCode = 1;
  }
}

function parse() {
  try {
    return parseFlags(process.argv.slice(2));
  } catch (error) {
    console.error(error.message);
    return process.exit(2);
  }
}

async function measure({ pattern, isQuick, runs }) {
  // peers look for their programs when they are loaded, which may just have been installed
  const { createGroups } = require('./groups/all');
  const { describeMachine } = require('./machine');
  const { measureGroup } = require('./measure');
  const { PEERS } = require('./peers/all');
  const { judge } = require('./promises');
  const peers = PEERS.map((peer) => peer.find());
  const machine = describeMachine(peers);
  const measuresUsage = canMeasureUsage();
  const missing = [
    ...peers
      .filter((peer) => peer.missing)
      .map((peer) => `${peer.name}: ${peer.missing} (--install-peers builds some)`),
    ...(measuresUsage ? [] : ['CPU time and memory: python3, which asks the system for them, is not here']),
    ...(process.env.LOCKSTEP_CORPUS || isQuick
      ? []
      : ['import and diff: LOCKSTEP_CORPUS names no folder of manifests']),
    ...(isQuick ? ['larger systems and many charts: this is a --quick run'] : []),
    ...(pattern ? [`everything that does not match ${pattern}: this run was asked for no more (--only)`] : []),
  ];
  const groups = [];
  for (const group of createGroups({ isQuick })) {
    const subjects = group.subjects.filter(({ name }) => !pattern || pattern.test(`${group.title}: ${name}`));
    if (subjects.length === 0) continue;
    const rounds = runs ?? (isQuick ? 1 : group.rounds);
    say(`${group.title}: ${rounds} ${rounds === 1 ? 'round' : 'rounds'}`);
    const options = { rounds, budgetSeconds: BUDGET_SECONDS, canMeasureUsage: measuresUsage, createFolder, say };
    groups.push({ ...group, results: await measureGroup(subjects, options) });
  }
  return { machine, missing, groups, verdicts: judge(groups), budgetSeconds: BUDGET_SECONDS };
}

/** Tells whoever waits; the tables alone go to standard output. */
function say(sentence) {
  console.error(sentence);
}
