/** The tag that a bump of that round brings: another one each time. Rounds before the first one have negative numbers. */
function tagOf(round) {
  return `1.5.${round + 100}`;
}

/** The tag of the last run before the measured ones, whose objects are compared. */
const CHECKED_TAG = tagOf(-1);

module.exports = { CHECKED_TAG, tagOf };
