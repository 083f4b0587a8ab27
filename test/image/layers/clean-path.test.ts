import { posix } from 'node:path';
import fc from 'fast-check';
import { cleanPath } from '../../../src/image/layers/clean-path';

describe('a name in a layer', () => {
  test.each([
    ['usr/bin/app', 'usr/bin/app', 'is a path from the root'],
    ['./usr/bin/app', 'usr/bin/app', 'may begin with a dot'],
    ['/usr/bin/app', 'usr/bin/app', 'may begin with a slash'],
    ['usr/bin/', 'usr/bin', 'may end with a slash'],
    ['./', '', 'may be the root'],
    ['.', '', 'may be the root'],
    ['/', '', 'may be the root'],
    ['', '', 'may be the root'],
    ['../../etc/passwd', 'etc/passwd', 'cannot lead out'],
    ['a/../../b', 'b', 'cannot lead out'],
    ['..', '', 'cannot lead out'],
    ['a//b/./c', 'a/b/c', 'may say things twice'],
    ['.//x', 'x', 'may say things twice'],
    ['//x//', 'x', 'may say things twice'],
    ['..a/.b./c..', '..a/.b./c..', 'may have dots in it'],
    ['__proto__/constructor', '__proto__/constructor', 'means nothing else'],
    ['a\\..\\b', 'a\\..\\b', 'knows no other slash'],
    [' a / b ', ' a / b ', 'may have spaces'],
  ])('%j is %j: it %s', (name, path) => {
    expect(cleanPath(name)).toBe(path);
  });

  test('is what joining it to the root gives', () => {
    const part = fc.constantFrom('a', 'b.c', '.', '..', '', '...', 'ä', '.hidden', '..x');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const name = parts.join('/');
        expect(cleanPath(name)).toBe(posix.join('/', name).replace(/^\/|\/$/g, ''));
      }),
      { numRuns: 2000 },
    );
  });
});
