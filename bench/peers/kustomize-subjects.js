const { kustomizeApp } = require('../apps/kustomize-app');
const { REPOSITORY, TAG, expectedManifests } = require('../apps/system');
const { join } = require('node:path');
const { shell } = require('../shell');
const { CHECKED_TAG, tagOf } = require('../tags');
const { writeFiles } = require('../workspace');

/**
 * The subjects of kustomize, which is a program of its own and a part of kubectl.
 *
 * @param way name, build (the command for a folder), edit (the shell line that sets a tag), editName
 */
function kustomizeSubjects({ name, build, edit, editName }) {
  return {
    synth: (names) => [
      {
        name: `${name}, base`,
        setUp: (folder) => ({ ...setUp(folder, names), command: build('base'), expected: withoutTag(names) }),
      },
      {
        name: `${name}, overlay with images:`,
        setUp: (folder) => ({ ...setUp(folder, names), command: build('overlay'), expected: expectedManifests(names) }),
      },
    ],
    bump: (names) => [
      {
        name: `${editName}, ${name}`,
        setUp: (folder) => ({
          ...setUp(folder, names),
          command: (round) => shell(edit(tagOf(round)), `${shell(build('overlay'))[2]} >out/system.yaml`),
          expected: expectedManifests(names, CHECKED_TAG),
          output: join(folder, 'out'),
        }),
      },
    ],
  };
}

function setUp(folder, names) {
  writeFiles(folder, { ...kustomizeApp(names), 'out/system.yaml': '' });
  return { cwd: folder };
}

/** What the base says, which leaves the version to overlays. */
function withoutTag(names) {
  return JSON.parse(JSON.stringify(expectedManifests(names)).replaceAll(`"${REPOSITORY}:${TAG}"`, `"${REPOSITORY}"`));
}

module.exports = { kustomizeSubjects };
