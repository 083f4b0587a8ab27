const { lockstepApp } = require('../apps/lockstep-app');
const { createNames } = require('../apps/system');
const { setUpLockstep } = require('../peers/lockstep');
const { tagOf } = require('../tags');
const { ROUNDS } = require('./systems');

/** What a command takes that has next to nothing to do. */
function startGroups() {
  const files = lockstepApp(createNames(4));
  return [
    {
      title: 'Starting: help, and a bump of the release file alone',
      // they are short, and what is promised of them is close to what they do
      rounds: 3 * ROUNDS,
      baseline: 'node -e 0',
      subjects: [
        { name: 'node -e 0', setUp: (folder) => ({ command: [process.execPath, '-e', '0'], cwd: folder }) },
        { name: 'lockstep --help', setUp: (folder) => setUpLockstep(folder, files, ['--help']) },
        {
          name: 'lockstep bump --offline --no-synth',
          setUp: (folder) => setUpLockstep(folder, files, (round) => ['bump', tagOf(round), '--offline', '--no-synth']),
        },
      ],
    },
  ];
}

module.exports = { startGroups };
