import { parseDotenv } from '../../../../src/importer/compose/variables/parse-dotenv';

describe('a file of variables', () => {
  test.each([
    ['A=1\nB=two words', { A: '1', B: 'two words' }, 'a line is a variable'],
    ['A=1\r\nB=2\r\n', { A: '1', B: '2' }, 'lines may end as on Windows'],
    ['\ufeffA=1', { A: '1' }, 'a byte order mark is no part of a name'],
    ['# A=1\n\n  # x\nB=2', { B: '2' }, 'comments and empty lines say nothing'],
    ['export A=1', { A: '1' }, 'export may stand before it'],
    ['A = 1 ', { A: '1' }, 'spaces around are no part of it'],
    ['A: 1', { A: '1' }, 'a colon does, too'],
    ['A=1 # one', { A: '1' }, 'a comment begins behind a space'],
    ['A=a#b', { A: 'a#b' }, 'and not without one'],
    ['A=', { A: '' }, 'an empty value is one'],
    ['A=# none', { A: '' }, 'also before a comment'],
    ['A', { A: undefined }, 'a name alone takes its value from elsewhere'],
    ['A="x # y" # z', { A: 'x # y' }, 'quotes keep a comment sign'],
    ["A='x $B \\n' # z", { A: 'x $B \\n' }, 'single quotes keep everything'],
    ["A='it\\'s'", { A: "it's" }, 'but a quote behind a backslash'],
    ['A="a\\nb\\t\\"c\\\\"', { A: 'a\nb\t"c\\' }, 'double quotes know escapes'],
    ['A="a\nb"\nB=2', { A: 'a\nb', B: '2' }, 'a quoted value may go over lines'],
    ['A=1\nB=${A}2$A', { A: '1', B: '121' }, 'variables of lines further up'],
    ['B=${HOME_TOWN:-Ulm}', { B: 'Ulm' }, 'defaults'],
    ['B="\\$A"', { B: '$A' }, 'an escaped dollar sign is one'],
    ['B=a$', { B: 'a$' }, 'a dollar sign that begins nothing stays'],
    ['A=1\nA=2', { A: '2' }, 'the last one counts'],
    ['__proto__=1', JSON.parse('{"__proto__":"1"}'), 'any name is a name'],
    ['', {}, 'nothing is nothing'],
  ])('%j is %j, since %s', (text, values, _reason) => {
    const read = parseDotenv(text);
    expect([...read.values]).toEqual(Object.entries(values));
    expect(read).toMatchObject({ unset: [], brokenLines: [] });
  });

  test('takes variables that are given over its own', () => {
    const read = parseDotenv('A=1\nB=$A$C', new Map([['A', '9']]));
    expect([...read.values]).toEqual([
      ['A', '1'],
      ['B', '9'],
    ]);
    expect(read.unset).toEqual(['C']);
  });

  test('names the lines that say nothing', () => {
    expect(parseDotenv('A=1\nwhat is this\n\n=x\nB=2\n7=x').brokenLines).toEqual([2, 4, 6]);
  });
});
