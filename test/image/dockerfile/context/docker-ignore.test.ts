import fc from 'fast-check';
import { parseDockerIgnore } from '../../../../src/image/dockerfile/context/docker-ignore';

describe('.dockerignore', () => {
  test.each([
    ['node_modules', 'node_modules', true, 'the folder'],
    ['node_modules', 'node_modules/a/b', true, 'all in it'],
    ['node_modules', 'web/node_modules', false, 'only at the top'],
    ['**/node_modules', 'web/node_modules/a', true, 'anywhere'],
    ['/dist/', 'dist/a', true, 'slashes at the ends mean nothing'],
    ['*.md', 'README.md', true, 'a pattern'],
    ['*.md', 'docs/README.md', false, 'a star stays in its folder'],
    ['*/*.md', 'docs/README.md', true, 'one folder deep'],
    ['a/**/b', 'a/b', true, 'no folder between'],
    ['a/**/b', 'a/x/y/b', true, 'two folders between'],
    ['**', 'a', true, 'everything'],
    ['*\n!web', 'web', false, 'an exception'],
    ['*\n!web', 'web/a', false, 'and what is in it'],
    ['*\n!web\nweb/tmp', 'web/tmp/a', true, 'the last one wins'],
    ['!web\n*', 'web', true, 'an exception before counts for nothing'],
    ['# a\n\n  b  ', 'b', true, 'comments, empty lines and spaces'],
    ['a?c', 'abc', true, 'any letter'],
    ['a?c', 'a/c', false, 'but no slash'],
    ['[ab]x', 'bx', true, 'one of two letters'],
    ['[^ab]x', 'cx', true, 'none of two'],
    ['a\\*', 'a*', true, 'a star that is none'],
    ['a\\*', 'ab', false, 'a star that is none'],
    ['./a/../b', 'b', true, 'cleaned'],
    ['a+(b)', 'a+(b)', true, 'letters of regular expressions'],
    ['[', '[', false, 'no pattern'],
    ['.', 'a', false, 'not the whole context'],
    ['**b', 'ab', true, 'all that ends so'],
  ])('%j leaves out %s: %s', (text, path, isLeftOut, _reason) => {
    expect(parseDockerIgnore(text).leavesOut(path)).toBe(isLeftOut);
  });

  test('takes any text and any path', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('*', '?', '[', ']', '^', '\\', '/', '!', '#', 'a', '-', '\n', '.', '{', '('),
        }),
        fc.string(),
        (text, path) => {
          expect(typeof parseDockerIgnore(text).leavesOut(path)).toBe('boolean');
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('does not take for ever', () => {
    expect(parseDockerIgnore(`${'*a'.repeat(1000)}\n${'**/'.repeat(1000)}b`).leavesOut(`${'a'.repeat(200)}/c`)).toBe(
      false,
    );
  });
});
