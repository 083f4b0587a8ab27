const { SHAPES, chartsApp, chartsScript } = require('../apps/charts-app');
const { setUpLockstep } = require('../peers/lockstep');
const { linkModules, setAside, writeFiles } = require('../workspace');
const { ROUNDS } = require('./systems');

const NAMES = {
  one: '1 chart of 5,000 objects',
  many: '1,000 charts of 5 objects',
  independent: '200 independent charts of 5 objects',
  chain: '200 charts of 5 objects, each depending on the one before',
};

/** Many charts in one app: as processes, and without the start of one. */
function chartGroups({ isQuick }) {
  if (isQuick) return [];
  return [
    {
      title: 'Charts: lockstep synth, warm, no dist/ yet',
      rounds: ROUNDS,
      baseline: NAMES.one,
      subjects: Object.keys(NAMES).map((shape) => ({
        name: NAMES[shape],
        setUp: (folder) => ({
          ...setUpLockstep(folder, chartsApp(SHAPES[shape]), ['synth']),
          beforeEach: () => setAside(folder, 'dist'),
        }),
      })),
    },
    {
      title: 'Charts: app.synth() in a process that has loaded everything',
      rounds: ROUNDS,
      baseline: `App of cdk8s-lockstep, ${NAMES.one}`,
      subjects: ['cdk8s-lockstep', 'cdk8s'].flatMap((library) =>
        Object.keys(NAMES).map((shape) => ({
          name: `App of ${library}, ${NAMES[shape]}`,
          setUp: (folder) => setUpScript(folder, library, shape),
        })),
      ),
    },
  ];
}

function setUpScript(folder, library, shape) {
  writeFiles(folder, chartsScript(library, SHAPES[shape]));
  linkModules(folder);
  return {
    command: [process.execPath, 'main.js'],
    cwd: folder,
    beforeEach: () => setAside(folder, 'dist'),
    hasOwnClock: true,
  };
}

module.exports = { NAMES, chartGroups };
