import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { bundleApp, mapBundle } from '../../src/app-runner/bundle-app';

const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

describe('the bundle of an app', () => {
  write('word.ts', "export const word: string = 'hello';\n");
  const required = (code: string) => [...code.matchAll(/require\("(.*?)"\)/g)].map(([, name]) => name);

  test('has the files that it imports in it, and no types', async () => {
    const { code } = await bundleApp(
      write('main.ts', "import { word } from './word';\nconsole.log(word satisfies string);\n"),
    );
    expect(code).toContain('"hello"');
    expect(code).not.toContain('satisfies');
    expect(required(code)).toEqual([]);
  });

  test('leaves packages and Node outside, where they are', async () => {
    write('node_modules/plain/package.json', '{ "name": "plain" }');
    write('node_modules/plain/index.js', 'module.exports = 1;');
    const main = ['plain', '@scope/a/b', 'node:fs', 'path']
      .map((name, index) => `import * as n${index} from '${name}';\nconsole.log(n${index});\n`)
      .join('');
    const { code } = await bundleApp(write('main.ts', main));
    expect(required(code)).toEqual([join(folder, 'node_modules/plain/index.js'), '@scope/a/b', 'node:fs', 'path']);
  });

  test('has cdk8s and what is built on it inside, so that there is one copy of it', async () => {
    write('node_modules/cdk8s/package.json', '{ "name": "cdk8s" }');
    write('node_modules/cdk8s/index.js', "exports.inner = require('inner');");
    write('node_modules/inner/index.js', "module.exports = 'inner of cdk8s';");
    write('node_modules/@team/charts/package.json', '{ "name": "@team/charts", "peerDependencies": { "cdk8s": "*" } }');
    write('node_modules/@team/charts/index.js', "exports.chart = require('cdk8s');");
    const { code } = await bundleApp(
      write(
        'main.ts',
        "import { chart } from '@team/charts';\nimport * as cdk8s from 'cdk8s';\nconsole.log(chart, cdk8s);\n",
      ),
    );
    expect(required(code)).toEqual([]);
    expect(code.match(/inner of cdk8s/g)).toHaveLength(1);
  });

  const main =
    "import { chart } from '@team/charts';\nimport * as cdk8s from 'cdk8s';\nimport { version } from 'cdk8s/package.json';\nconsole.log(chart, cdk8s, version);\n";

  test('leaves cdk8s where it is when it is of the own files only, also for what is built on it', async () => {
    const { code, kind } = await bundleApp(write('main.ts', main), 'own');
    expect(kind).toBe('own');
    expect(required(code)).toEqual([
      join(folder, 'node_modules/cdk8s/index.js'),
      join(folder, 'node_modules/cdk8s/index.js'),
      join(folder, 'node_modules/cdk8s/package.json'),
    ]);
    expect(code).not.toContain('inner of cdk8s');
  });

  test.each([
    ['is no CommonJS', 'node_modules/cdk8s/package.json', '{ "name": "cdk8s", "type": "module" }'],
    ['is TypeScript', 'node_modules/cdk8s/package.json', '{ "name": "cdk8s", "main": "typed.ts" }'],
    ['is imported by its path', 'path.ts', "import * as cdk8s from './node_modules/cdk8s';\nconsole.log(cdk8s);\n"],
  ])('is whole all the same when cdk8s %s', async (_what, path, text) => {
    write('node_modules/cdk8s/typed.ts', "export * from 'inner';\n");
    const before = '{ "name": "cdk8s" }';
    write(path, text);
    const entry =
      path === 'path.ts' ? join(folder, path) : write('main.ts', "import * as c from 'cdk8s';\nconsole.log(c);\n");
    const { code, kind } = await bundleApp(entry, 'own');
    write('node_modules/cdk8s/package.json', before);
    expect(kind).toBe('whole');
    expect(required(code)).toEqual([]);
    expect(code).toContain('inner of cdk8s');
  });

  test('gives each file the place it lies in, behind a hash-bang too', async () => {
    write('lib/place.ts', 'export const place = __dirname;\n');
    const { code } = await bundleApp(
      write('main.ts', "#!/usr/bin/env node\nimport { place } from './lib/place';\nconsole.log(place, __filename);\n"),
    );
    expect(code).toContain(JSON.stringify(join(folder, 'lib')));
    expect(code).toContain(JSON.stringify(join(folder, 'main.ts')));
  });

  test('has a source map to files beside it, without their content', async () => {
    const path = write('main.ts', "import { word } from './word';\nconsole.log(word);\n");
    const { sources, sourcesContent } = JSON.parse((await mapBundle(path, await bundleApp(path))) ?? '');
    expect({ sources, sourcesContent }).toEqual({ sources: ['word.ts', 'main.ts'], sourcesContent: undefined });
  });

  test('has none when the app is another one by now', async () => {
    const path = write('main.ts', 'console.log(1);\n');
    const bundle = await bundleApp(path);
    write('main.ts', 'console.log(2);\n');
    expect(await mapBundle(path, bundle)).toBeUndefined();
    write('main.ts', 'console.log(;\n');
    expect(await mapBundle(path, bundle)).toBeUndefined();
  });

  test('names every file that would make another bundle', async () => {
    const path = write('main.ts', "import { word } from './word';\nimport 'plain';\nconsole.log(word);\n");
    const { inputs } = await bundleApp(path);
    const paths = inputs?.stamps.map(([name]) => name);
    expect(paths).toEqual(
      expect.arrayContaining([
        path,
        join(folder, 'word.ts'),
        join(folder, 'tsconfig.json'),
        join(folder, 'node_modules/plain/package.json'),
      ]),
    );
  });

  test('is the same bytes each time', async () => {
    const path = write('main.ts', "import { word } from './word';\nconsole.log(word);\n");
    expect((await bundleApp(path)).code).toBe((await bundleApp(path)).code);
  });
});

describe('an app is refused', () => {
  const here = relative(process.cwd(), folder);

  test('that is not there', async () => {
    await expect(bundleApp(join(folder, 'none.ts'))).rejects.toMatchObject({
      name: 'UserError',
      problems: [
        {
          code: 'APP_MISSING',
          what: `there is no app ${here}/none.ts`,
          why: `nothing of that name is in ${process.cwd()}`,
          fix: 'run the command in the folder of the app, or mend app: in cdk8s.yaml',
        },
      ],
    });
  });

  test.each([
    ['broken.ts', 'const a = 1;\n  const b = ;\n', ':2:13: Unexpected ";"', 'in: const b = ;'],
    ['lost.ts', "import './nothing';\n", ':1:8: Could not resolve "./nothing"', "in: import './nothing';"],
    [
      'late.ts',
      'await null;\n',
      ':1:1: Top-level await is currently not supported with the "cjs" output format',
      'in: await null;',
    ],
  ])('that cannot be bundled: %s with %j', async (name, text, what, why) => {
    await expect(bundleApp(write(name, text))).rejects.toMatchObject({
      name: 'UserError',
      problems: [{ code: 'APP_SYNTAX', what: `${here}/${name}${what}`, why, fix: 'mend that line' }],
    });
  });

  test('that is no program at all, as far as its ending tells', async () => {
    await expect(bundleApp(write('main.yaml', 'a: 1\n'))).rejects.toMatchObject({
      problems: [
        {
          code: 'APP_SYNTAX',
          what: expect.stringContaining('No loader is configured for ".yaml" files'),
          fix: 'mend that line',
        },
      ],
    });
  });

  test('that is an empty folder', async () => {
    mkdirSync(join(folder, 'empty'));
    await expect(bundleApp(join(folder, 'empty'))).rejects.toMatchObject({ code: 'APP_SYNTAX' });
  });
});
