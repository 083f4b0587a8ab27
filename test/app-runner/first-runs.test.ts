import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Lockstep } from '../cli/run-lockstep';
import { AppProject } from './app-project';

// several processes, one after the other
jest.setTimeout(120_000);

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

const NOTE = ['run.json'];
const BUNDLE = ['.js', '.v8', 'inputs.json'];

/** What is kept of an app: the names of files, and the endings of those whose names tell their content. */
function kept(project: AppProject): string[] {
  return project
    .kept()
    .map((path) => basename(path).replace(/^[0-9a-f]{16}(?:-.*)?(?=\.)/, ''))
    .sort();
}

type Files = Readonly<Record<string, string>>;

const synthesizes = `
import { App as Any, Chart } from 'cdk8s';
import { App, Release } from 'cdk8s-lockstep';
import { Construct } from 'constructs';
`;
const check =
  "console.log(new App() instanceof Any, new Release(new App(), 'a', { image: 'a:1' }) instanceof Chart, Construct.isConstruct(new Any()));\n";
const team = (more: Files) =>
  Object.fromEntries(Object.entries(more).map(([path, text]) => [`node_modules/@team/charts/${path}`, text]));
const needsCdk8s = { dependencies: { cdk8s: '*' } };
const usesTeam = "import { Chart } from 'cdk8s';\nimport { Team } from '@team/charts';\nconsole.log(Team === Chart);\n";

describe('an app says the same the first time, when its bundle is made, and when it is found:', () => {
  test.each<[string, string, Files, string]>([
    ['one copy of cdk8s and its parts', 'true true true\n', { 'main.ts': synthesizes + check }, 'own'],
    [
      'a package that is built on cdk8s',
      'true\n',
      {
        'main.ts': usesTeam,
        ...team({
          'package.json': JSON.stringify({ name: '@team/charts', ...needsCdk8s }),
          'index.js': "exports.Team = require('cdk8s').Chart;",
        }),
      },
      'own',
    ],
    [
      'one that is an ES module',
      'true\n',
      {
        'main.ts': usesTeam,
        ...team({
          'package.json': JSON.stringify({ type: 'module', exports: './index.js', ...needsCdk8s }),
          'index.js': "import { Chart } from 'cdk8s';\nexport const Team = Chart;",
        }),
      },
      'own',
    ],
    [
      'one that is TypeScript',
      'true\n',
      {
        'main.ts': usesTeam,
        ...team({
          'package.json': JSON.stringify({ main: 'index.ts', ...needsCdk8s }),
          'index.ts': "import { Chart } from 'cdk8s';\nexport const Team: typeof Chart = Chart;",
        }),
      },
      'own',
    ],
    [
      'one that is linked, in TypeScript',
      'true\n',
      {
        'main.ts': usesTeam,
        'packages/charts/package.json': JSON.stringify({ main: 'index.ts', ...needsCdk8s }),
        'packages/charts/index.ts': "import { Chart } from 'cdk8s';\nexport const Team: typeof Chart = Chart;",
      },
      'own',
    ],
    [
      'cdk8s by its path',
      'true\n',
      {
        'main.ts':
          "import * as path from './node_modules/cdk8s';\nimport * as name from 'cdk8s';\nconsole.log(path.App === name.App);\n",
      },
      'whole',
    ],
    [
      'other packages, JSON, places and late imports',
      '1 2 here\nlate lib\n',
      {
        'main.ts': [
          "import plain from 'plain';",
          "import data from './data.json';",
          "import { here } from '#here';",
          'console.log(plain, data.n, here);',
          "import('./lib/late').then(({ late }) => console.log(late));",
        ].join('\n'),
        'node_modules/plain/index.js': 'module.exports = 1;',
        'data.json': '{ "n": 2 }',
        'lib/here.ts': "export const here = 'here';",
        'lib/late.ts': "import { basename } from 'node:path';\nexport const late = `late ${basename(__dirname)}`;",
        'tsconfig.json': '{ "compilerOptions": { "paths": { "#here": ["./lib/here.ts"] } } }',
      },
      'own',
    ],
    ['an app that ends by itself', 'end\n', { 'main.ts': "console.log('end');\nprocess.exit(0);\n" }, 'own'],
  ])('%s', (_what, said, files, kind) => {
    const project = new AppProject(lockstep, {}, lockstep.app(files));
    if ('packages/charts/index.ts' in files) {
      mkdirSync(project.path('node_modules/@team'));
      symlinkSync('../../packages/charts', project.path('node_modules/@team/charts'));
    }
    expect(project.run()).toBe(said);
    expect(kept(project)).toEqual(kind === 'own' ? NOTE : BUNDLE);
    for (let run = 0; run < 2; run++) {
      expect(project.run()).toBe(said);
      expect(kept(project)).toEqual(kind === 'own' ? [...BUNDLE, ...NOTE] : BUNDLE);
    }
  });
});

test('an app that fails leaves no note, since it will be edited first', () => {
  const project = new AppProject(lockstep, { 'main.ts': "throw new Error('no');\n" });
  const first = project.end();
  expect(first).toMatchObject({ status: 1, stderr: expect.stringMatching(/^error APP_FAILED: main\.ts:1:7: no\n/) });
  expect(project.end()).toEqual(first);
  expect(() => project.kept()).toThrow('ENOENT');
});

test('an app is not bundled with its packages while every run is after an edit', () => {
  const project = new AppProject(lockstep, {});
  for (const word of ['one', 'two', 'three']) {
    writeFileSync(project.path('main.ts'), `console.log('${word}');\n`);
    expect(project.run()).toBe(`${word}\n`);
    expect(kept(project)).toEqual(NOTE);
  }
});

test('where Node keeps to links, an app is bundled with its packages at once', () => {
  const project = new AppProject(lockstep, {}, lockstep.app({ 'main.ts': synthesizes + check }));
  const flags = ['--preserve-symlinks'];
  for (let run = 0; run < 2; run++) expect(project.run({ flags })).toBe('true true true\n');
  expect(kept(project)).toEqual(BUNDLE);
});
