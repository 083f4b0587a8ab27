import { join, relative, resolve } from 'node:path';
import { findFrame } from '../../src/app-runner/user-frame';

const ROOT = resolve(__dirname, '../..');
const USER = join(process.cwd(), 'somewhere');

function thrownAt(...lines: string[]): Error {
  return Object.assign(new Error('no'), { stack: ['Error: no', ...lines.map((line) => `    at ${line}`)].join('\n') });
}

describe('the place of an error', () => {
  test.each([
    [`main (${USER}/main.ts:3:9)`, 'somewhere/main.ts:3:9', 'in a function'],
    [`${USER}/main.ts:3:9`, 'somewhere/main.ts:3:9', 'outside of functions'],
    [`async main (${USER}/main.ts:3:9)`, 'somewhere/main.ts:3:9', 'in an async function'],
    [`new Web (${USER}/main.ts:3:9)`, 'somewhere/main.ts:3:9', 'in a constructor'],
    [`Object.<anonymous> (file://${USER}/main.mjs:3:9)`, 'somewhere/main.mjs:3:9', 'in a module'],
    [`main (${USER} (2)/a b/main.ts:3:9)`, 'somewhere (2)/a b/main.ts:3:9', 'in a folder with brackets and spaces'],
    [`/elsewhere/main.ts:3:9`, `${relative(process.cwd(), '/elsewhere')}/main.ts:3:9`, 'outside of the working folder'],
    [
      `${ROOT}/main.ts:3:9`,
      `${relative(process.cwd(), ROOT) || '.'}/main.ts:3:9`.replace(/^\.\//, ''),
      'beside our folders',
    ],
    [
      `${ROOT}/library/main.ts:3:9`,
      relative(process.cwd(), `${ROOT}/library/main.ts:3:9`),
      'in a folder called nearly as ours',
    ],
  ])('%s is %s: %s', (line, place, _reason) => {
    expect(findFrame(thrownAt(line))).toBe(place);
  });

  test('is the first that is not of Node, of a package or of ours', () => {
    const error = thrownAt(
      'JSON.parse (<anonymous>)',
      'Module._compile (node:internal/modules/cjs/loader:1521:14)',
      `App.synth (${USER}/node_modules/cdk8s/lib/app.js:1:2)`,
      `requireNone (${ROOT}/src/errors.ts:45:20)`,
      `requireNone (${ROOT}/lib/errors.js:45:20)`,
      `build (${USER}/lib/build.ts:7:1)`,
      `main (${USER}/main.ts:3:9)`,
    );
    expect(findFrame(error)).toBe('somewhere/lib/build.ts:7:1');
  });

  test('is nowhere when no line is of the user', () => {
    expect(findFrame(thrownAt('node:fs:1:2', `f (${USER}/node_modules/a/b.js:1:2)`, '<anonymous>'))).toBeUndefined();
    expect(findFrame(Object.assign(new Error('no'), { stack: undefined }))).toBeUndefined();
  });

  test.each([['no'], [undefined], [null], [{ stack: `    at ${USER}/main.ts:3:9` }]])(
    'is nowhere when %j was thrown, which is no error',
    (thrown) => {
      expect(findFrame(thrown)).toBeUndefined();
    },
  );
});
