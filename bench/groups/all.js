const { chartGroups } = require('./charts');
const { corpusGroups } = require('./corpus');
const { startGroups } = require('./starts');
const { bumpGroups, synthGroups } = require('./systems');

/**
 * What is measured, in the order of the document. A group is `{ title, rounds, baseline, subjects }`; ratios are to the
 * subject that `baseline` names.
 */
function createGroups(options) {
  return [synthGroups, bumpGroups, chartGroups, startGroups, corpusGroups].flatMap((create) => create(options));
}

module.exports = { createGroups };
