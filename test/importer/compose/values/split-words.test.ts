import { splitCommand } from '../../../../src/importer/compose/values/split-words';

describe('a command that is one text', () => {
  test.each([
    ['oven --hot 200', ['oven', '--hot', '200'], 'spaces separate'],
    [' oven\n  --hot\t200 ', ['oven', '--hot', '200'], 'so do ends of lines and tabs'],
    ['say "two words"', ['say', 'two words'], 'double quotes keep together'],
    ["say 'two  words'", ['say', 'two  words'], 'single quotes, too'],
    ['-name="a b"c', ['-name=a bc'], 'quotes may stand within a word'],
    ["say ''", ['say', ''], 'an empty word is one'],
    ['say a\\ b', ['say', 'a b'], 'a backslash keeps a space'],
    ['say "a\\"b"', ['say', 'a"b'], 'and a quote'],
    ["say 'a\\b'", ['say', 'a\\b'], 'but not in single quotes'],
    ['say $NAME ${NAME}', ['say', '$NAME', '${NAME}'], 'variables are left to a shell'],
    ['say $(date -u)', ['say', '$(date -u)'], 'so is what a shell would run'],
    ['say `date -u`', ['say', '`date -u`'], 'in both ways of writing'],
    ['', [], 'nothing is no word'],
  ])('%j is %j, since %s', (text, words, _reason) => {
    expect(splitCommand(text)).toEqual({ words });
  });

  test.each([
    ['mix; bake', ['mix'], ';', 'docker compose reads up to there only'],
    ['mix && bake', ['mix'], '&', 'also before two of them'],
    ['mix 2>log', ['mix'], '>', 'without the number of the file'],
    ['mix a>log', ['mix', 'a'], '>', 'but with any other word'],
  ])('%j is %j and stops at %s, since %s', (text, words, stoppedAt, _reason) => {
    expect(splitCommand(text)).toEqual({ words, stoppedAt });
  });

  test.each(['say "a', "say 'a", 'say a\\', '(mix)', 'mix )', 'say $(date'])(
    'refuses %j, which is not closed',
    (text) => {
      expect(splitCommand(text)).toBeUndefined();
    },
  );
});
