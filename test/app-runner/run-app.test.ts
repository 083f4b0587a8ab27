import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Lockstep } from '../cli/run-lockstep';

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

// an app is bundled with cdk8s at once where Node keeps to links
describe.each([
  ['whose packages stay outside', undefined],
  ['that is bundled with its packages', '1'],
])('%s:', (_how, links) => {
  beforeAll(() => {
    if (links) process.env.NODE_PRESERVE_SYMLINKS = links;
  });
  afterAll(() => {
    delete process.env.NODE_PRESERVE_SYMLINKS;
  });

  /** What is said of an app that fails; it ends with 1. */
  function failure(files: { [path: string]: string }, file = 'main.ts'): string {
    const { status, stdout, stderr } = lockstep.run(['app', file], lockstep.app(files));
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    return stderr;
  }
  const failed = (what: string, thrown = 'an Error', fix = 'mend that line') =>
    `error APP_FAILED: ${what}\n  why: the app threw ${thrown} while it ran, so nothing can be synthesized\n  fix: ${fix}\n`;
  const NOWHERE = 'run the app in a debugger: node --inspect-brk';

  describe('an app', () => {
    test('runs where it stands: with its own files, packages and words', () => {
      const folder = lockstep.app({
        'apps/main.ts': [
          "import { join, relative } from 'node:path';",
          "import { greeting } from '../words/greeting';",
          "import shout from 'shout';",
          "import data from './data.json';",
          'console.log(shout(greeting as string), data.n, relative(process.cwd(), __filename));',
          "console.log(require('./late.js'));",
        ].join('\n'),
        'apps/data.json': '{ "n": 3 }',
        'apps/late.js': "module.exports = 'late';",
        'words/greeting.ts': "interface Word { text: string }\nexport const greeting: Word['text'] = 'hello';",
        'node_modules/shout/index.js': 'module.exports = (text) => text.toUpperCase();',
      });
      expect(lockstep.run(['app', 'apps/main.ts'], folder)).toEqual({
        status: 0,
        stdout: 'HELLO 3 apps/main.ts\nlate\n',
        stderr: '',
      });
    });

    test('runs as it is after every edit, also one that keeps its length', () => {
      const folder = lockstep.app({ 'main.ts': "console.log('one');\n" });
      for (const word of ['one', 'two', 'six', 'one']) {
        writeFileSync(join(folder, 'main.ts'), `console.log('${word}');\n`);
        for (let run = 0; run < 3; run++) expect(lockstep.run(['app', 'main.ts'], folder).stdout).toBe(`${word}\n`);
      }
    });

    test('is waited for until it has nothing left to do', () => {
      const later = 'const wait = () => new Promise((done) => setTimeout(done, 20));';
      const main = `async function main() { await wait(); console.log('done'); }`;
      expect(lockstep.run(['app', 'main.ts'], lockstep.app({ 'main.ts': `${later}\n${main}\nmain();` }))).toEqual({
        status: 0,
        stdout: 'done\n',
        stderr: '',
      });
    });

    test('may choose its own exit status', () => {
      expect(lockstep.run(['app', 'main.js'], lockstep.app({ 'main.js': 'process.exitCode = 3;' })).status).toBe(3);
    });
  });

  describe('an app that fails is told with the line of the user', () => {
    test('two files deep, without a line of ours', () => {
      const files = {
        'main.ts': "import { a } from './a';\n\na(1);\n",
        'a.ts': "import { b } from './lib/b';\nexport const a = (n: number): void => b(n);\n",
        'lib/b.ts':
          "interface Unused {\n  n: number;\n}\n\nexport function b(n: Unused['n']): void {\n  throw new TypeError(`no ${n}`);\n}\n",
      };
      expect(failure(files)).toBe(failed('lib/b.ts:6:9: no 1', 'a TypeError'));
    });

    test('below the folder that the command runs in', () => {
      expect(failure({ 'apps/main.ts': "throw new Error('no');\n" }, 'apps/main.ts')).toBe(
        failed('apps/main.ts:1:7: no'),
      );
    });

    test('not of the package that it called', () => {
      const strict = "exports.strict = () => {\n  throw new RangeError('too strict');\n};\n";
      const main = "import { strict } from 'strict';\n\n\nstrict();\n";
      expect(failure({ 'main.ts': main, 'node_modules/strict/index.js': strict })).toBe(
        failed('main.ts:4:1: too strict', 'a RangeError'),
      );
    });

    test('after its last line, in an async function', () => {
      const main = "async function main(): Promise<void> {\n  await null;\n  throw new Error('late');\n}\n\nmain();\n";
      expect(failure({ 'main.ts': main })).toBe(failed('main.ts:3:9: late'));
    });

    test('after its last line, in a timer', () => {
      expect(failure({ 'main.ts': "setTimeout(() => {\n  throw new Error('late');\n}, 1);\n" })).toBe(
        failed('main.ts:2:9: late'),
      );
    });

    test('when a package is not installed', () => {
      expect(failure({ 'main.ts': "import x from 'not-installed';\nx();\n" })).toBe(
        failed("main.ts:1:15: Cannot find module 'not-installed'", 'an Error', 'npm install not-installed'),
      );
    });

    test.each([
      ["'no'", 'no', 'text'],
      ['{ no: 1 }', '{ no: 1 }', 'a map'],
      ['undefined', 'undefined', 'nothing'],
    ])('or without it when it throws %s, which has none', (thrown, said, _what) => {
      expect(failure({ 'main.ts': `throw ${thrown};\n` })).toBe(failed(`main.ts: ${said}`, 'this', NOWHERE));
    });
  });

  describe('an app that cannot be read is told with every line that is wrong', () => {
    test('which is no TypeScript, in two files', () => {
      const files = {
        'main.ts': "import './a';\nimport './b';\n",
        'a.ts': 'const a = 1;\n\n  const b = ;\n',
        'b.ts': 'let c: = 1;\n',
      };
      expect(failure(files)).toBe(
        [
          'error APP_SYNTAX: a.ts:3:13: Unexpected ";"',
          '  why: in: const b = ;',
          '  fix: mend that line',
          'error APP_SYNTAX: b.ts:1:8: Unexpected "="',
          '  why: in: let c: = 1;',
          '  fix: mend that line',
          '',
        ].join('\n'),
      );
    });

    test('which imports a file that is not there', () => {
      expect(failure({ 'main.ts': "import { web } from './web';\nweb();\n" })).toBe(
        [
          'error APP_SYNTAX: main.ts:1:21: Could not resolve "./web"',
          "  why: in: import { web } from './web';",
          '  fix: mend that line',
          '',
        ].join('\n'),
      );
    });
  });

  describe('an app that throws a user error of its own copy of the library', () => {
    test.each([
      ['at once', ''],
      ['after its last line', 'await null;'],
    ])('%s is told by the problems in it', (_when, first) => {
      const main = [
        "import { UserError } from 'cdk8s-lockstep';",
        `async function main() { ${first}`,
        "throw new UserError({ code: 'A', what: 'a', why: 'b', fix: 'c' }, { code: 'D', what: 'd', why: 'e', fix: 'f' });",
        '}',
        'main();',
      ].join('\n');
      expect(failure({ 'main.ts': main })).toBe('error A: a\n  why: b\n  fix: c\nerror D: d\n  why: e\n  fix: f\n');
    });
  });
});
