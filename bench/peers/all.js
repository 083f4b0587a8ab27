/** Who builds the system: ours first. */
const PEERS = [
  require('./lockstep'),
  require('./cdk8s'),
  require('./kubectl'),
  require('./kustomize'),
  require('./helm'),
];

module.exports = { PEERS };
