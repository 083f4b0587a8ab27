const { stringify } = require('yaml');
const { REPOSITORY, TAG, expectedManifests } = require('./system');

/**
 * The system as a base, which says the image without a version, and an overlay with `images:`; files by their names.
 * Each workload has a file with its Service: with one file for all of them kustomize takes a quarter longer.
 */
function kustomizeApp(names) {
  const manifests = expectedManifests(names);
  const print = (manifest) => stringify(manifest, { aliasDuplicateObjects: false });
  const files = names.map((name, index) => [
    `base/${name}.yaml`,
    [print(manifests[2 * index]), print(manifests[2 * index + 1])]
      .join('---\n')
      .replace(`image: ${REPOSITORY}:${TAG}\n`, `image: ${REPOSITORY}\n`),
  ]);
  return {
    ...Object.fromEntries(files),
    'base/kustomization.yaml': stringify({ resources: names.map((name) => `${name}.yaml`) }),
    'overlay/kustomization.yaml': stringify({
      resources: ['../base'],
      images: [{ name: REPOSITORY, newTag: TAG }],
    }),
  };
}

module.exports = { kustomizeApp };
