import fc from 'fast-check';
import { expandVariables } from '../../../src/checks/launch/expand-variables';

const VARIABLES: ReadonlyMap<string, string | undefined> = new Map([
  ['A', 'one'],
  ['B', 'two'],
  ['EMPTY', ''],
  ['REF', '$(A)'],
  ['A B', 'spaced'],
  ['SECRET', undefined],
]);

describe('$(NAME)', () => {
  test.each([
    ['', '', 'nothing'],
    ['$(A)', 'one', 'all of a text'],
    ['$(A)$(B)', 'onetwo', 'two that touch'],
    ['x-$(A)-y', 'x-one-y', 'within a text'],
    ['<$(EMPTY)>', '<>', 'an empty value'],
    ['$(REF)', '$(A)', 'a value is not expanded again'],
    ['$(A B)', 'spaced', 'any name up to the parenthesis'],
    ['$(NONE)', '$(NONE)', 'a variable that is not set stays'],
    ['$()', '$()', 'no name stays'],
    ['$(__proto__)', '$(__proto__)', 'a name of JavaScript is none'],
    ['$$(A)', '$(A)', 'two dollars are one, and no reference'],
    ['$$$(A)', '$one', 'and a third one is'],
    ['$$$$(A)', '$$(A)', 'four are two'],
    ['$$$$$(NONE)', '$$$(NONE)', 'five are two and a reference'],
    ['$$', '$', 'two alone'],
    ['$$A', '$A', 'two before something else'],
    ['$', '$', 'one alone'],
    ['a$', 'a$', 'one at the end'],
    ['$A ${A} $@ $?', '$A ${A} $@ $?', 'what shells replace'],
    ['$(A', '$(A', 'a parenthesis that is not closed'],
    ['$(', '$(', 'one with nothing behind'],
    ['$(A)$(B', 'one$(B', 'one behind a reference'],
    ['$($($(', '$($($(', 'many'],
    ['$(A$(B))', '$(A$(B))', 'one in another: the name is A$(B'],
    ['$(A$$B)', '$(A$$B)', 'dollars in a name stay'],
    ['$($$', '$($', 'two dollars behind one that is not closed'],
    ['\\$(A)', '\\one', 'a backslash is nothing'],
    ['(A) A)', '(A) A)', 'parentheses without a dollar'],
    ['\n$(A)\n', '\none\n', 'lines'],
    ['é$(A)é', 'éoneé', 'other letters'],
  ])('%j is %j: %s', (text, expanded, _reason) => {
    expect(expandVariables(text, VARIABLES, true)).toEqual({ outcome: 'known', text: expanded });
  });

  test.each([
    ['$(SECRET)', true, 'SECRET', 'a value that is not known'],
    ['$(A)-$(SECRET)', true, 'SECRET', 'behind one that is'],
    ['$(NONE)', false, 'NONE', 'one that may be set'],
    ['$(NONE) $(SECRET)', false, 'NONE', 'the first one'],
    ['$(NONE)', (name: string) => name !== 'NONE', 'NONE', 'one that may be, of all'],
  ])('%j is not known: %s', (text, isUnset, variable, _reason) => {
    expect(expandVariables(text, VARIABLES, isUnset)).toEqual({ outcome: 'unknown', variable });
  });

  test.each([
    ['$$(SECRET)', '$(SECRET)', 'what is no reference needs no value'],
    ['$(A', '$(A', 'nor does what is not closed'],
    ['$(A)', 'one', 'nor what is set'],
  ])('%j is known though others may be set: %s', (text, expanded, _reason) => {
    expect(expandVariables(text, VARIABLES, false)).toEqual({ outcome: 'known', text: expanded });
  });

  test('gives back what was written, when every dollar is doubled', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom('$', '(', ')', 'A', '$('), fc.string())), (parts) => {
        const text = parts.join('');
        expect(expandVariables(text.replaceAll('$', '$$$$'), VARIABLES, false)).toEqual({ outcome: 'known', text });
      }),
    );
  });

  test('does not grow without end', () => {
    const big = new Map([['BIG', 'x'.repeat(100_000)]]);
    expect(expandVariables('$(BIG)'.repeat(11), big, true)).toEqual({ outcome: 'unknown', variable: 'BIG' });
    const many = '$('.repeat(500_000);
    expect(expandVariables(many, big, true)).toEqual({ outcome: 'known', text: many });
  });
});
