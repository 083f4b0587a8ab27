const { createNames } = require('../apps/system');
const { PEERS } = require('../peers/all');

/** How many runs medians are of. */
const ROUNDS = 15;
const LARGEST = 10_000;

/** From source to manifests, at every size. */
function synthGroups({ isQuick }) {
  return (isQuick ? [4, 100] : [4, 100, 1000, LARGEST]).map((size) => ({
    title: `Synthesis: ${print(size)} workloads, each with a Service`,
    rounds: ROUNDS,
    baseline: 'lockstep synth, warm',
    subjects: subjectsOf('synth', size),
  }));
}

/** From another version to manifests on the disk. */
function bumpGroups({ isQuick }) {
  return (isQuick ? [4] : [4, 1000]).map((size) => ({
    title: `Bump, to manifests on the disk: ${print(size)} workloads, each with a Service`,
    rounds: ROUNDS,
    baseline: 'lockstep bump --offline',
    subjects: subjectsOf('bump', size),
  }));
}

function subjectsOf(way, size) {
  const names = createNames(size);
  return PEERS.filter((peer) => !peer.find().missing).flatMap((peer) => peer[way](names));
}

function print(size) {
  return size.toLocaleString('en');
}

module.exports = { ROUNDS, bumpGroups, synthGroups };
