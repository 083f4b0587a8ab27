import fc from 'fast-check';
import { safeNames } from '../../../../src/importer/compose/values/safe-names';

describe('names of services in Kubernetes', () => {
  test.each([
    [['oven'], ['oven'], 'what may stay stays'],
    [['big_oven'], ['big-oven'], 'an underscore is a dash'],
    [['Oven.Two'], ['oven-two'], 'so is a dot, and letters are small'],
    [['2nd'], ['s-2nd'], 'a Service begins with a letter'],
    [['a_b', 'a-b', 'a.b'], ['a-b-2', 'a-b', 'a-b-3'], 'the one that may stay comes first'],
    [['__proto__'], ['proto'], 'any name is a name'],
    [['___'], ['service'], 'nothing is left of it'],
  ])('%j are %j, since %s', (names, safe, _reason) => {
    expect([...safeNames(names).values()]).toEqual(safe);
  });

  test('are labels that begin with a letter, each once', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-zA-Z0-9._-]{1,80}$/)), (names) => {
        const safe = [...safeNames(names).values()];
        expect(new Set(safe).size).toBe(names.length);
        for (const name of safe) expect(name).toMatch(/^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/);
      }),
    );
  });
});
