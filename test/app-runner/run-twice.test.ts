import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Lockstep } from '../cli/run-lockstep';
import { AppProject } from './app-project';

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

const files = {
  'main.ts': `import { Chart } from 'cdk8s';
import { word } from './word';
const seen = globalThis as { before?: unknown };
console.log(word, seen.before === undefined || seen.before === Chart ? 'the first cdk8s' : 'another cdk8s');
seen.before = Chart;
`,
  'word.ts': "let count = 0;\ncount += 1;\nexport const word = 'one ' + count;\n",
};

/** A project whose app is in the cache with all its packages. */
function warmProject(): AppProject {
  const project = new AppProject(lockstep, files, lockstep.app({}));
  for (let run = 0; run < 3; run++) project.run();
  expect(project.isWarm).toBe(true);
  return project;
}

/** Runs the app twice in one process, with an edit between. */
function runTwice(project: AppProject, edit: string): string[] {
  const runApp = JSON.stringify(join(lockstep.root, 'lib/app-runner/run-app.js'));
  const script = `const { writeFileSync } = require('node:fs');
const { runApp } = require(${runApp});
(async () => { await runApp('main.ts'); ${edit}; await runApp('main.ts'); })();`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
    cwd: project.folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LOCKSTEP_CACHE_DIR: project.cache },
  });
  expect(stderr).toBe('');
  return stdout.trim().split('\n');
}

describe('an app that one process runs twice from the cache', () => {
  test('begins anew the second time, with packages of its own', () => {
    expect(runTwice(warmProject(), '')).toEqual(['one 1 the first cdk8s', 'one 1 another cdk8s']);
  });

  test('is the new one when it was edited between', () => {
    const edit = `writeFileSync('word.ts', "export const word = 'two';\\n")`;
    expect(runTwice(warmProject(), edit)).toEqual(['one 1 the first cdk8s', expect.stringMatching(/^two /)]);
  });

  test('is kept once', () => {
    const project = warmProject();
    runTwice(project, '');
    const kept = project.kept().sort();
    runTwice(project, '');
    expect(project.kept().sort()).toEqual(kept);
  });
});
