/**
 * Where the image stands in a release file. A digest is caught with its tag, because a new tag beside an old digest is
 * still the old image. In the syntax of RE2, which Renovate runs.
 *
 * @see https://docs.renovatebot.com/modules/manager/regex/
 */
const IMAGE = [
  'repository: *["\']?(?<depName>[^\\s"\'#]+)["\']?[^\\n]*',
  '\\n +tag: *["\']?(?<currentValue>[^\\s"\'#]+)',
  '(?:[^\\n]*\\n +digest: *["\']?(?<currentDigest>sha[0-9]+:[0-9a-f]+))?',
].join('');

/** `renovate.json`: Renovate knows nothing of release files, so this tells it. */
export const RENOVATE = `{
  "$schema": "https://docs.renovatebot.com/renovate-schema.json",
  "extends": ["config:recommended"],
  "customManagers": [
    {
      "description": "The image in release.yaml; its digest moves with its tag",
      "customType": "regex",
      "managerFilePatterns": ["/(^|/)release(\\\\.[^/]+)?\\\\.yaml$/"],
      "matchStrings": [
        ${JSON.stringify(IMAGE)}
      ],
      "datasourceTemplate": "docker",
      "versioningTemplate": "docker"
    }
  ]
}
`;
