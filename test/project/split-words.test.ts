import fc from 'fast-check';
import { splitWords } from '../../src/project/split-words';

describe('a command line', () => {
  test.each([
    ['', [], 'nothing is no word'],
    ['  ', [], 'spaces are no word'],
    ['/web', ['/web'], 'one word'],
    ['/gifcreator  -worker ', ['/gifcreator', '-worker'], 'spaces lie between words'],
    ["/web 'a b' c", ['/web', 'a b', 'c'], 'single quotes keep spaces'],
    ['/web "a b" c', ['/web', 'a b', 'c'], 'double quotes keep spaces'],
    ["/web --a='b c'd", ['/web', '--a=b cd'], 'a quote may begin within a word'],
    ["/web '' x", ['/web', '', 'x'], 'quotes around nothing are a word'],
    ['/web "a\\"b" \'a\\"b\'', ['/web', 'a"b', 'a\\"b'], 'a backslash counts in double quotes, not in single ones'],
    ['/web "a\\nb"', ['/web', 'a\\nb'], 'and keeps itself before anything that is not special'],
    ['/web a\\ b \\\\', ['/web', 'a b', '\\'], 'outside of quotes it keeps the next character'],
    ['sh -c "a && b $X"', ['sh', '-c', 'a && b $X'], 'nothing is expanded'],
    ['/web\t\n-v', ['/web', '-v'], 'tabs and line ends are spaces'],
  ])('%j is %j: %s', (text, words) => {
    expect(splitWords(text)).toEqual(words);
  });

  test.each([["/web 'a"], ['/web "a'], ['/web "a\\"'], ['/web \\']])('%j does not end', (text) => {
    expect(splitWords(text)).toBeUndefined();
  });

  test('is cut into the words that were quoted', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        const quoted = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
        expect(splitWords(quoted)).toEqual(words);
      }),
    );
  });
});
