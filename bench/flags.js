const USAGE = `npm run bench -- [flags]
  --only <pattern>   only the groups and subjects whose 'title: name' matches, whatever the case
  --quick            one round, small systems; what is promised is shown, and decides nothing
  --write            put the tables into docs/performance.md; with --only they say what was left out
  --all              run bench/layers.js and bench/yaml.js too
  --install-peers    first build kustomize and helm with Go, and install ts-node, into .cache/bench-peers
RUNS=n asks for that many rounds everywhere, LIB=folder for another build than lib, BENCH_PEERS=folder for peers that
are somewhere else, LOCKSTEP_CORPUS=folder for manifests to import and compare.`;

/** What the command was asked for. @throws Error in words for whoever typed it */
function parseFlags(words, env = process.env) {
  const flags = { pattern: undefined, isQuick: false, writes: false, runsAll: false, installs: false };
  const queue = [...words];
  const takers = {
    '--quick': () => ({ isQuick: true }),
    '--write': () => ({ writes: true }),
    '--all': () => ({ runsAll: true }),
    '--install-peers': () => ({ installs: true }),
    '--only': () => ({ pattern: parsePattern(queue.shift()) }),
  };
  while (queue.length > 0) {
    const word = queue.shift();
    if (!Object.hasOwn(takers, word)) throw new Error(`unknown flag '${word}'\n${USAGE}`);
    Object.assign(flags, takers[word]());
  }
  if (flags.writes && flags.isQuick) throw new Error('--write takes a run that decides something: no --quick');
  return { ...flags, runs: parseRuns(env.RUNS) };
}

function parsePattern(text) {
  if (text === undefined) throw new Error(`--only takes a pattern\n${USAGE}`);
  return new RegExp(text, 'i');
}

function parseRuns(text) {
  if (text === undefined || text === '') return undefined;
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new Error(`RUNS is a number of rounds, and here it is '${text}'`);
  return Number(text);
}

module.exports = { parseFlags };
