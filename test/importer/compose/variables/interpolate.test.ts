import fc from 'fast-check';
import { interpolate } from '../../../../src/importer/compose/variables/interpolate';

const variables = new Map([
  ['FLOUR', 'rye'],
  ['EMPTY', ''],
]);

describe('the variables in a text', () => {
  test.each([
    ['plain', 'plain', [], 'nothing is replaced where there is none'],
    ['$FLOUR-bread', 'rye-bread', [], 'a name without braces ends where it cannot go on'],
    ['${FLOUR}', 'rye', [], 'a name in braces'],
    ['$$FLOUR', '$FLOUR', [], 'two dollar signs are one'],
    ['$${FLOUR}', '${FLOUR}', [], 'also before a brace'],
    ['[${NONE}]', '[]', ['NONE'], 'without a value nothing stands in its place'],
    ['[${EMPTY}]', '[]', [], 'an empty value is a value'],
    ['${NONE:-wheat}', 'wheat', [], 'a default for none'],
    ['${NONE-wheat}', 'wheat', [], 'without a colon too'],
    ['${EMPTY:-wheat}', 'wheat', [], 'a default for an empty one'],
    ['${EMPTY-wheat}', '', [], 'but not without the colon'],
    ['${NONE:-}', '', [], 'an empty default is one'],
    ['${NONE:-a:-b?c+d}', 'a:-b?c+d', [], 'the first operator counts'],
    ['${NONE:-${FLOUR}}', 'rye', [], 'a default of a variable'],
    ['${NONE:-${OTHER:-${FLOUR}-x}}y', 'rye-xy', [], 'defaults within defaults'],
    ['${NONE:-$OTHER}', '', ['OTHER'], 'of which one may be missing'],
    ['${FLOUR:-$OTHER}', 'rye', [], 'what is not taken is not missing'],
    ['${FLOUR:+malt}', 'malt', [], 'another text for one that is set'],
    ['${EMPTY:+malt}', '', [], 'not for an empty one'],
    ['${EMPTY+malt}', 'malt', [], 'but without the colon'],
    ['${NONE+malt}', '', [], 'and not for none, which is not missing'],
    ['${FLOUR:?say it}', 'rye', [], 'one that is insisted on and set'],
    ['a}b', 'a}b', [], 'a brace of its own'],
  ])('%p is %p and lacks %j, since %s', (text, replaced, unset, _reason) => {
    expect(interpolate(text, variables)).toEqual({ text: replaced, unset, demands: new Map() });
  });

  test.each([
    ['${NONE:?say ${FLOUR}}', 'say rye', 'the message may have variables'],
    ['${EMPTY:?say it}', 'say it', 'an empty one is missing, too'],
    ['${NONE?}', '', 'the message may be empty'],
  ])('%p insists with %p, since %s', (text, message, _reason) => {
    expect([...(interpolate(text, variables)?.demands.values() ?? [])]).toEqual([message]);
  });

  test.each(['${', '$}', '${}', '${ FLOUR}', '${FLOUR }', '${FLOUR!}', '$', 'costs 5$ ', '$1', '${NONE:-x'])(
    'refuses %p, which begins no variable',
    (text) => {
      expect(interpolate(text, variables)).toBeUndefined();
    },
  );

  test('of any text with its dollar signs doubled is that text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(interpolate(text.replaceAll('$', '$$$$'), variables)?.text).toBe(text);
      }),
    );
  });
});
