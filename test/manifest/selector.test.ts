import fc from 'fast-check';
import { matchesSelector } from '../../src/manifest/selector';

const LABELS = { app: 'web', tier: 'front' };
const one = (key: string, operator: string, values?: string[]) => ({
  matchExpressions: [{ key, operator, ...(values && { values }) }],
});

describe('a label selector', () => {
  test.each([
    [{ matchLabels: { app: 'web' } }, true, 'the pod may have more labels'],
    [{ matchLabels: { app: 'web', tier: 'front' } }, true, 'all are there'],
    [{ matchLabels: { app: 'web', tier: 'back' } }, false, 'one is another'],
    [{ matchLabels: { run: 'web' } }, false, 'the label is missing'],
    [{ matchLabels: { toString: 'web' } }, false, 'what every JavaScript object has is no label'],
    [one('app', 'In', ['api', 'web']), true, 'the value is listed'],
    [one('app', 'In', ['api']), false, 'the value is not listed'],
    [one('run', 'In', ['web']), false, 'a label that is missing is in no list'],
    [one('app', 'NotIn', ['api']), true, 'the value is not listed'],
    [one('app', 'NotIn', ['web']), false, 'the value is listed'],
    [one('run', 'NotIn', ['web']), true, 'a label that is missing is in no list'],
    [one('app', 'Exists'), true, 'the label is there'],
    [one('run', 'Exists'), false, 'the label is missing'],
    [one('run', 'DoesNotExist'), true, 'the label is missing'],
    [one('app', 'DoesNotExist'), false, 'the label is there'],
    [{ matchLabels: { app: 'web' }, ...one('tier', 'In', ['back']) }, false, 'both parts have to match'],
    [one('app', 'Gt', ['1']), false, 'only node selectors compare'],
    [one('app', 'toString'), false, 'what every JavaScript object has is no operator'],
    [{}, false, 'every workload refuses an empty one'],
    [{ matchLabels: {}, matchExpressions: [] }, false, 'every workload refuses an empty one'],
  ])('%j: %s, since %s', (selector, answer, _reason) => {
    expect(matchesSelector(LABELS, selector)).toBe(answer);
  });

  test('a value that YAML reads as a number is its text', () => {
    expect(matchesSelector({ app: '1' }, { matchLabels: { app: 1 } })).toBe(true);
  });

  const key = fc.constantFrom('a', 'b', 'c');
  const value = fc.constantFrom('x', 'y', '');
  const labels = fc.dictionary(key, value);
  const expression = fc.record({
    key,
    operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
    values: fc.array(value, { minLength: 1 }),
  });

  test('answers as each requirement by itself does', () => {
    const holds: Record<string, (own: string | undefined, values: string[]) => boolean> = {
      In: (own, values) => values.some((each) => each === own),
      NotIn: (own, values) => values.every((each) => each !== own),
      Exists: (own) => own !== undefined,
      DoesNotExist: (own) => own === undefined,
    };
    fc.assert(
      fc.property(labels, labels, fc.array(expression), (own, matchLabels, matchExpressions) => {
        const requirements = [
          ...Object.keys(matchLabels).map((each) => own[each] === matchLabels[each]),
          ...matchExpressions.map((each) => holds[each.operator]!(own[each.key], each.values)),
        ];
        expect(matchesSelector(own, { matchLabels, matchExpressions })).toBe(
          requirements.length > 0 && !requirements.includes(false),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('matches the labels that it was made from', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string(), { minKeys: 1 }), (own) => {
        expect(matchesSelector(own, { matchLabels: { ...own } })).toBe(true);
      }),
    );
  });

  test('answers yes or no, whatever is in it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), fc.jsonValue(), (own, a, b) => {
        expect(typeof matchesSelector(own, { matchLabels: a, matchExpressions: b })).toBe('boolean');
      }),
    );
  });
});
