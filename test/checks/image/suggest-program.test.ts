import { printNames, suggestProgram } from '../../../src/checks/image/suggest-program';

const PROGRAMS = ['/gifcreator', '/frontend', '/usr/bin/python3', '/usr/local/bin/python3', '/app/web', '/app/worker'];
const PATH = ['/usr/local/bin', '/usr/bin'];

describe('the program that is meant', () => {
  test.each<[string, string | undefined, string]>([
    ['/gifcreater', '/gifcreator', 'a slip'],
    ['/Frontend', '/frontend', 'another case'],
    ['/usr/bin/gifcreator', '/gifcreator', 'the same name elsewhere'],
    ['/opt/python3', '/usr/bin/python3', 'the shortest of several, when none is near'],
    ['/usr/local/sbin/python3', '/usr/local/bin/python3', 'the nearest of several'],
    ['/app/wrker', '/app/worker', 'a slip in a folder'],
    ['/ap/web', '/app/web', 'a slip in the name of a folder'],
    ['/srv/wrker', undefined, 'a slip in another folder is too much'],
    ['pyhton3', 'python3', 'a bare name that PATH leads to'],
    ['frontent', '/frontend', 'a bare name that PATH does not lead to'],
    ['web', '/app/web', 'a name that is right, and in no folder of PATH'],
    ['/app/wbe', '/app/web', 'two letters that changed places'],
    ['wbe', '/app/web', 'two letters of a bare name that did'],
    ['bew', undefined, 'letters in another order are more than a slip'],
    ['redis-server', undefined, 'nothing like it'],
    ['', undefined, 'an empty name'],
    ['/', undefined, 'the root'],
    ['__proto__', undefined, 'a name that every map has'],
  ])('for %j is %j', (wanted, expected, _reason) => {
    expect(suggestProgram(wanted, PROGRAMS, PATH)).toBe(expected);
  });

  test('is the shortest path for a bare name, where PATH is not known', () => {
    expect(suggestProgram('pyhton3', PROGRAMS)).toBe('/usr/bin/python3');
  });

  test('is none where there are no programs', () => {
    expect(suggestProgram('/web', [])).toBeUndefined();
  });
});

test.each<[string, string, string]>([
  ['ngnix', 'nginx', 'in the middle'],
  ['gninx', 'nginx', 'at the beginning'],
  ['nginz', 'nginx', 'another letter, which is one slip too'],
])('%j is a slip of %j: letters %s', (wanted, expected, _reason) => {
  expect(suggestProgram(wanted, ['/usr/sbin/nginx', '/usr/bin/ninja'], ['/usr/sbin'])).toBe(expected);
});

describe('names in a message', () => {
  test.each<[readonly string[], string, string]>([
    [[], '', 'none'],
    [['b', 'a'], 'a, b', 'by the alphabet'],
    ['hgfedcba'.split(''), 'a, b, c, d, e, f, g, h', 'eight of them'],
    ['jihgfedcba'.split(''), 'a, b, c, d, e, f, g, h and 2 more', 'no more than eight'],
  ])('%j: %s', (names, expected, _reason) => {
    expect(printNames(names)).toBe(expected);
  });

  test('leave the list as it was', () => {
    const names = ['b', 'a'];
    printNames(names);
    expect(names).toEqual(['b', 'a']);
  });
});
