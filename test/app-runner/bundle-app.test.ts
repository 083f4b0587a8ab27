import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { bundleApp } from '../../src/app-runner/bundle-app';

const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

describe('the bundle of an app', () => {
  write('word.ts', "export const word: string = 'hello';\n");

  test('has the files that it imports in it, and no types', async () => {
    const text = await bundleApp(
      write('main.ts', "import { word } from './word';\nconsole.log(word satisfies string);\n"),
    );
    expect(text).toContain('"hello"');
    expect(text).not.toContain('satisfies');
    expect(text).not.toContain('require(');
  });

  test('leaves packages and Node outside, and this library also where a tsconfig leads to its source', async () => {
    write('tsconfig.json', '{ "compilerOptions": { "paths": { "cdk8s-lockstep": ["./word.ts"] } } }');
    const main = ['cdk8s', 'cdk8s-lockstep', '@scope/a/b', 'node:fs', 'path']
      .map((name, index) => `import * as n${index} from '${name}';\nconsole.log(n${index});\n`)
      .join('');
    const text = await bundleApp(write('main.ts', main));
    expect([...text.matchAll(/require\("(.*?)"\)/g)].map(([, name]) => name)).toEqual([
      'cdk8s',
      'cdk8s-lockstep',
      '@scope/a/b',
      'node:fs',
      'path',
    ]);
    expect(text).not.toContain('"hello"');
  });

  test('ends with a source map to files beside it, without their content', async () => {
    const text = await bundleApp(write('main.ts', "import { word } from './word';\nconsole.log(word);\n"));
    const [, map] = /\n\/\/# sourceMappingURL=data:application\/json;base64,(\S+)\s*$/.exec(text) ?? [];
    const { sources, sourcesContent } = JSON.parse(Buffer.from(map ?? '', 'base64').toString());
    expect({ sources, sourcesContent }).toEqual({ sources: ['word.ts', 'main.ts'], sourcesContent: undefined });
  });

  test('is the same bytes each time', async () => {
    const path = write('main.ts', "import { word } from './word';\nconsole.log(word);\n");
    expect(await bundleApp(path)).toBe(await bundleApp(path));
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
