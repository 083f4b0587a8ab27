import {
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Lockstep } from '../cli/run-lockstep';
import { AppProject, newFolder } from './app-project';

// several processes, one after the other
jest.setTimeout(120_000);

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

const words = {
  'main.ts': "import { word } from './word';\nconsole.log(word);\n",
  'word.ts': "export const word = 'one';\n",
};
/** A package that is built on cdk8s, so that it is bundled. */
const charts = (version: string, text: string) => ({
  'node_modules/charts/package.json': JSON.stringify({ name: 'charts', version, dependencies: { cdk8s: '*' } }),
  'node_modules/charts/index.js': `exports.word = '${text}';\n`,
});
const usesCharts = { 'main.ts': "import { word } from 'charts';\nconsole.log(word);\n" };

describe('an app that was run before says what it would say without a cache when', () => {
  test.each<[string, Readonly<Record<string, string>>, (project: AppProject) => void]>([
    ['a file that it imports changes', words, (project) => project.write('word.ts', "export const word = 'second';\n")],
    ['that change keeps the length', words, (project) => project.write('word.ts', "export const word = 'two';\n")],
    [
      'that change keeps length and time',
      words,
      (project) => {
        const { atime, mtime } = statSync(project.path('word.ts'));
        project.write('word.ts', "export const word = 'two';\n");
        utimesSync(project.path('word.ts'), atime, mtime);
      },
    ],
    [
      'a file is older than it was, as after a checkout of a clock that went back',
      words,
      (project) => {
        project.write('word.ts', "export const word = 'two';\n");
        utimesSync(project.path('word.ts'), 1, 1);
      },
    ],
    [
      'a file of that name comes from elsewhere',
      { ...words, 'other.ts': "export const word = 'two';\n" },
      (project) => renameSync(project.path('other.ts'), project.path('word.ts')),
    ],
    [
      'a file appears that its import means rather',
      { 'main.ts': words['main.ts'], 'word.js': "exports.word = 'one';\n" },
      (project) => project.write('word.ts', "export const word = 'two';\n"),
    ],
    [
      'a file appears that its import means rather than a folder',
      {
        'main.ts': "import { word } from '../lib/word';\nconsole.log(word);\n",
        '../lib/word/index.ts': words['word.ts'],
      },
      (project) => project.write('../lib/word.ts', "export const word = 'two';\n"),
    ],
    [
      'a file that it reads changes',
      {
        'main.ts': "import { readFileSync } from 'node:fs';\nconsole.log(readFileSync('words.txt', 'utf8'));\n",
        'words.txt': 'one',
      },
      (project) => project.write('words.txt', 'two'),
    ],
    [
      'JSON that it imports changes',
      { 'main.ts': "import data from './data.json';\nconsole.log(data.n);\n", 'data.json': '{ "n": 1 }' },
      (project) => project.write('data.json', '{ "n": 2 }'),
    ],
    [
      'a file changes that it imports by a name it puts together',
      {
        'main.ts': "const name = 'a';\nconsole.log(require(`./words/${name}`), require('./words/' + name + '.js'));\n",
        'words/a.js': "module.exports = 'one';\n",
      },
      (project) => project.write('words/a.js', "module.exports = 'two';\n"),
    ],
    [
      'a file appears that it imports by such a name',
      {
        'main.ts':
          "import { readdirSync } from 'node:fs';\nfor (const name of readdirSync('words')) console.log(require(`./words/${name}`));\n",
        'words/a.js': "module.exports = 'one';\n",
      },
      (project) => project.write('words/b.js', "module.exports = 'two';\n"),
    ],
    [
      'a file changes that it requires by a name nobody can know before',
      {
        'main.ts': "const names = ['./one.js', './two.js'];\nfor (const name of names) console.log(require(name));\n",
        'one.js': 'module.exports = 1;',
        'two.js': 'module.exports = 2;',
      },
      (project) => project.write('two.js', 'module.exports = 3;'),
    ],
    [
      'a package is of another version',
      { ...usesCharts, ...charts('1.0.0', 'one') },
      (project) => {
        for (const [path, text] of Object.entries(charts('1.0.1', 'two'))) project.write(path, text);
      },
    ],
    [
      'a package is another one of the same version',
      { ...usesCharts, ...charts('1.0.0', 'one') },
      (project) => {
        rmSync(project.path('node_modules'), { recursive: true });
        for (const [path, text] of Object.entries(charts('1.0.0', 'two'))) project.write(path, text);
      },
    ],
    [
      'a package that stays outside gets another entry',
      {
        ...usesCharts,
        'node_modules/charts/package.json': '{ "main": "a.js" }',
        'node_modules/charts/a.js': "exports.word = 'a'",
        'node_modules/charts/b.js': "exports.word = 'b'",
      },
      (project) => project.write('node_modules/charts/package.json', '{ "main": "b.js" }'),
    ],
    [
      'a file of a linked package changes',
      {
        ...usesCharts,
        'packages/charts/package.json': '{ "name": "charts", "main": "index.js" }',
        'packages/charts/index.js': "exports.word = 'one';\n",
      },
      (project) => project.write('packages/charts/index.js', "exports.word = 'two';\n"),
    ],
    [
      'a package is nearer than the one before',
      { 'apps/main.ts': usesCharts['main.ts'], 'main.ts': "import './apps/main';\n", ...charts('1.0.0', 'one') },
      (project) => {
        for (const [path, text] of Object.entries(charts('1.0.0', 'two'))) project.write(`apps/${path}`, text);
      },
    ],
    [
      'tsconfig.json says where a name leads',
      {
        'main.ts': "import { word } from '#word';\nconsole.log(word);\n",
        'one.ts': words['word.ts'],
        'two.ts': "export const word = 'two';\n",
        'tsconfig.json': '{ "compilerOptions": { "paths": { "#word": ["./one.ts"] } } }',
      },
      (project) => project.write('tsconfig.json', '{ "compilerOptions": { "paths": { "#word": ["./two.ts"] } } }'),
    ],
    [
      'the base of tsconfig.json says so',
      {
        'main.ts': "import { word } from '#word';\nconsole.log(word);\n",
        'one.ts': words['word.ts'],
        'two.ts': "export const word = 'two';\n",
        'tsconfig.json': '{ "extends": "./base" }',
        'base.json': '{ "compilerOptions": { "paths": { "#word": ["./one.ts"] } } }',
      },
      (project) => project.write('base.json', '{ "compilerOptions": { "paths": { "#word": ["./two.ts"] } } }'),
    ],
    [
      'a tsconfig.json appears beside a file that it imports',
      {
        'main.ts': "import { A } from './lib/a';\nconsole.log(Object.keys(new A()));\n",
        'lib/a.ts': 'export class A { declare one: 1; two; }\n',
      },
      (project) => project.write('lib/tsconfig.json', '{ "compilerOptions": { "useDefineForClassFields": false } }'),
    ],
    [
      'package.json says where a name leads',
      {
        'main.ts': "import { word } from '#word';\nconsole.log(word);\n",
        'one.ts': words['word.ts'],
        'two.ts': "export const word = 'two';\n",
        'package.json': '{ "imports": { "#word": "./one.ts" } }',
      },
      (project) => project.write('package.json', '{ "imports": { "#word": "./two.ts" } }'),
    ],
    [
      'a link to a file leads to another one',
      { ...words, 'two.ts': "export const word = 'two';\n" },
      (project) => {
        unlinkSync(project.path('word.ts'));
        symlinkSync(project.path('two.ts'), project.path('word.ts'));
      },
    ],
  ])('%s', (_what, files, edit) => {
    const project = new AppProject(lockstep, files, join(newFolder(), 'app'));
    mkdirSync(project.path('node_modules'), { recursive: true });
    if ('packages/charts/index.js' in files) symlinkSync('../packages/charts', project.path('node_modules/charts'));
    // first, made and found
    const before = [project.run(), project.run(), project.run()];
    edit(project);
    const after = [project.run(), project.run(), project.run()];
    project.cache = join(newFolder(), 'cache');
    const fresh = project.run();
    expect([...before, ...after]).toEqual([before[0], before[0], before[0], fresh, fresh, fresh]);
    expect(after[0]).not.toBe(before[0]);
  });

  test('it was run once, and a file that it imports changes', () => {
    const project = new AppProject(lockstep, words);
    expect(project.run()).toBe('one\n');
    for (const word of ['two', 'six']) {
      project.write('word.ts', `export const word = '${word}';\n`);
      for (let run = 0; run < 3; run++) expect(project.run()).toBe(`${word}\n`);
    }
  });

  test('environment variables change', () => {
    const project = new AppProject(lockstep, { 'main.ts': 'console.log(process.env.NODE_ENV, process.env.STAGE);\n' });
    for (const [NODE_ENV, STAGE] of [
      ['production', 'a'],
      ['development', 'b'],
      [undefined, 'c'],
      ['production', 'a'],
    ]) {
      expect(project.run({ env: { NODE_ENV, STAGE } })).toBe(`${NODE_ENV} ${STAGE}\n`);
    }
  });

  test('NODE_PATH leads to another package', () => {
    const project = new AppProject(lockstep, usesCharts);
    for (const word of ['one', 'two', 'one']) {
      project.write(`${word}/charts/package.json`, '{ "name": "charts", "peerDependencies": { "cdk8s": "*" } }');
      project.write(`${word}/charts/index.js`, `exports.word = '${word}';\n`);
      expect(project.run({ env: { NODE_PATH: project.path(word) } })).toBe(`${word}\n`);
    }
  });

  test('a package was missing and is installed', () => {
    const project = new AppProject(lockstep, usesCharts);
    expect(project.end().stderr).toContain("Cannot find module 'charts'");
    for (const [path, text] of Object.entries(charts('1.0.0', 'one'))) project.write(path, text);
    for (let run = 0; run < 3; run++) expect(project.run()).toBe('one\n');
    // in the bundle, so that there is one copy of cdk8s
    const bundles = project.kept().filter((path) => path.endsWith('.js'));
    expect(bundles.some((path) => readFileSync(path, 'latin1').includes('"one"'))).toBe(true);
  });
});

describe('the same app at another place', () => {
  const files = {
    ...words,
    'main.ts': `${words['main.ts']}console.log(__dirname, __filename, require.resolve('./word.ts'));\n`,
  };
  const places = (folder: string) => `one\n${folder} ${folder}/main.ts ${folder}/word.ts\n`;

  test('is told so when it was moved, and when it was copied', () => {
    const project = new AppProject(lockstep, files, join(newFolder(), 'app'));
    for (let run = 0; run < 3; run++) expect(project.run()).toBe(places(project.folder));
    const copy = `${project.folder} copy`;
    cpSync(project.folder, copy, { recursive: true, preserveTimestamps: true });
    for (let run = 0; run < 3; run++) expect(project.run({ cwd: copy })).toBe(places(copy));
    const moved = `${project.folder} moved`;
    renameSync(project.folder, moved);
    for (let run = 0; run < 3; run++) expect(project.run({ cwd: moved })).toBe(places(moved));
    // and another one where it was
    renameSync(copy, project.folder);
    project.write('word.ts', "export const word = 'two';\n");
    for (let run = 0; run < 3; run++) expect(project.run()).toBe(places(project.folder).replace('one', 'two'));
  });

  test('with the same package name is another app', () => {
    const [one, two] = ['one', 'two'].map((word) => {
      const each = { 'main.ts': `console.log('${word}');\n`, 'package.json': '{ "name": "shop", "version": "1.0.0" }' };
      return new AppProject(lockstep, each);
    }) as [AppProject, AppProject];
    two.cache = one.cache;
    for (let run = 0; run < 2; run++) expect([one.run(), two.run()]).toEqual(['one\n', 'two\n']);
  });

  test.each([
    ['a name with spaces and quotes \' " $HOME `x` %20', 'what a shell would change'],
    ['größe-日本語-😀', 'letters of every kind'],
    ['cafe\u0301', 'a letter made of two'],
    [`${'long/'.repeat(40)}end`, 'a long way'],
  ])('in %j runs: %s', (name, _why) => {
    const project = new AppProject(lockstep, files, join(newFolder(), name));
    for (let run = 0; run < 3; run++) expect(project.run()).toBe(places(project.folder));
    const failing = "throw new Error('no');\n";
    project.write('main.ts', failing);
    expect(project.end().stderr).toMatch(/^error APP_FAILED: main\.ts:1:7: no\n/);
  });

  test('is found behind a link, and is another one when the link is set anew', () => {
    const project = new AppProject(lockstep, {
      'v1/main.ts': "console.log('v1');\n",
      'v2/main.ts': "console.log('v2');\n",
    });
    const set = (to: string) => {
      rmSync(project.path('current'), { force: true });
      symlinkSync(to, project.path('current'));
      rmSync(project.path('main.ts'), { force: true });
      symlinkSync(`${to}/main.ts`, project.path('main.ts'));
    };
    for (const version of ['v1', 'v2', 'v1']) {
      set(version);
      for (let run = 0; run < 2; run++) {
        expect(project.run()).toBe(`${version}\n`);
        expect(project.run({ file: project.path('current/main.ts'), cwd: dirname(project.folder) })).toBe(
          `${version}\n`,
        );
      }
    }
    expect(basename(project.folder)).toMatch(/^lockstep-app-/);
  });
});

test('an app with letters of every kind in its code runs the same each time', () => {
  const main = "console.log(/[→é😀]/u.exec('a→')?.[0], `→`, String.raw`é${1}😀`, 'é', '\\u2028');\n";
  const project = new AppProject(lockstep, { 'main.ts': main });
  for (let run = 0; run < 3; run++) expect(project.run()).toBe('→ → é1😀 é \u2028\n');
});
