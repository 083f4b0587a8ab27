const { isDeepStrictEqual } = require('node:util');
const { parseAllDocuments } = require('yaml');

/** The labels that Lockstep adds to objects, and nobody else. */
const OUR_LABELS = ['name', 'part-of', 'version', 'managed-by'].map((label) => `app.kubernetes.io/${label}`);

/**
 * What is different between the objects in YAML texts and those that are expected, in one sentence; undefined when they
 * are the same objects, but for their order and our labels.
 */
function findDifference(texts, expected) {
  const actual = byKey(texts.flatMap(parse).map(withoutOurLabels));
  const wanted = byKey(expected);
  if (actual.size !== wanted.size) return `there are ${actual.size} objects instead of ${wanted.size}`;
  for (const [key, manifest] of wanted) {
    if (!actual.has(key)) return `${key} is not there`;
    if (!isDeepStrictEqual(actual.get(key), manifest)) {
      return `${key} is ${JSON.stringify(actual.get(key))} instead of ${JSON.stringify(manifest)}`;
    }
  }
  return undefined;
}

function parse(text) {
  return parseAllDocuments(text, { version: '1.1', logLevel: 'silent' }).flatMap((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS() ?? [];
  });
}

function withoutOurLabels(manifest) {
  const { labels = {}, ...metadata } = manifest.metadata;
  const others = Object.entries(labels).filter(([label]) => !OUR_LABELS.includes(label));
  if (others.length > 0) metadata.labels = Object.fromEntries(others);
  return { ...manifest, metadata };
}

/** @throws Error when two are the same object */
function byKey(manifests) {
  const keyed = new Map(manifests.map((manifest) => [keyOf(manifest), manifest]));
  if (keyed.size !== manifests.length) throw new Error('an object is there twice');
  return keyed;
}

function keyOf({ apiVersion, kind, metadata: { namespace, name } }) {
  return `${apiVersion} ${kind} ${namespace}/${name}`;
}

module.exports = { findDifference };
