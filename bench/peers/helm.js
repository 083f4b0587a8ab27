const { join } = require('node:path');
const { helmApp } = require('../apps/helm-app');
const { expectedManifests } = require('../apps/system');
const { quote, shell } = require('../shell');
const { CHECKED_TAG, tagOf } = require('../tags');
const { findProgram, writeFiles } = require('../workspace');

const { program, ...found } = findProgram('helm', ['version', '--short']);
const TEMPLATE = ['template', 'shop', 'chart'];

module.exports = {
  find: () => ({ name: 'helm', ...found }),
  synth: (names) => [
    {
      name: 'helm template',
      setUp: (folder) => ({
        ...setUp(folder, names),
        command: [program, ...TEMPLATE],
        expected: expectedManifests(names),
      }),
    },
  ],
  bump: (names) => [
    {
      name: 'sed, helm template',
      setUp: (folder) => ({
        ...setUp(folder, names),
        command: (round) =>
          shell(
            `sed -i.bak 's/^  tag: .*/  tag: ${tagOf(round)}/' chart/values.yaml`,
            `${quote(program)} ${TEMPLATE.join(' ')} >out/system.yaml`,
          ),
        expected: expectedManifests(names, CHECKED_TAG),
        output: join(folder, 'out'),
      }),
    },
  ],
};

function setUp(folder, names) {
  const files = Object.entries(helmApp(names)).map(([name, text]) => [`chart/${name}`, text]);
  writeFiles(folder, { ...Object.fromEntries(files), 'out/system.yaml': '' });
  // it reads the settings of whoever runs it
  return { cwd: folder, env: { HELM_CONFIG_HOME: folder, HELM_CACHE_HOME: folder, HELM_DATA_HOME: folder } };
}
