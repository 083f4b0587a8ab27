const { join } = require('node:path');
const { lockstepApp } = require('../apps/lockstep-app');
const { expectedManifests } = require('../apps/system');
const { CHECKED_TAG, tagOf } = require('../tags');
const { ROOT, findVersion, linkModules, setAside, writeFiles } = require('../workspace');

const PROGRAM = 'node_modules/cdk8s-lockstep/lib/cli/lockstep.js';
/** The first run, the run that bundles everything, and one that finds that. */
const WARM_UPS = 3;

/** How `lockstep` with these words runs in a folder with these files: with a cache of its own, which is warm. */
function setUpLockstep(folder, files, words) {
  writeFiles(folder, files);
  linkModules(folder);
  const run = (added) => [process.execPath, PROGRAM, ...added];
  return {
    command: typeof words === 'function' ? (round) => run(words(round)) : run(words),
    cwd: folder,
    env: { LOCKSTEP_CACHE_DIR: join(folder, '.cache') },
    warmUps: WARM_UPS,
  };
}

module.exports = {
  setUpLockstep,
  find: () => ({
    name: 'lockstep',
    version: `${findVersion('.', ROOT)}, with cdk8s ${findVersion('cdk8s')} and esbuild ${findVersion('esbuild')}`,
  }),
  synth: (names) => {
    const setUp = (folder) => ({
      ...setUpLockstep(folder, lockstepApp(names), ['synth']),
      expected: expectedManifests(names),
      output: join(folder, 'dist'),
    });
    return [
      { name: 'lockstep synth, warm', setUp },
      {
        name: 'lockstep synth, warm, no dist/ yet',
        setUp: (folder) => ({ ...setUp(folder), beforeEach: () => setAside(folder, 'dist') }),
      },
      {
        name: 'lockstep synth, cold, no dist/ yet',
        setUp: (folder) => ({ ...setUp(folder), beforeEach: () => setAside(folder, 'dist', '.cache'), warmUps: 1 }),
      },
    ];
  },
  bump: (names) => [
    {
      name: 'lockstep bump --offline',
      setUp: (folder) => ({
        ...setUpLockstep(folder, lockstepApp(names), (round) => ['bump', tagOf(round), '--offline']),
        expected: expectedManifests(names, CHECKED_TAG),
        output: join(folder, 'dist'),
      }),
    },
  ],
};
