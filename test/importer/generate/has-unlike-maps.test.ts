import { toCode } from '../../../src/importer/code/to-code';
import { hasUnlikeMaps } from '../../../src/importer/generate/has-unlike-maps';

const constraint = (matchLabels: object) => ({ topologyKey: 'zone', labelSelector: { matchLabels } });

describe('a constant that TypeScript would take for something else', () => {
  test.each<readonly [value: unknown, isUnlike: boolean, reason: string]>([
    [[constraint({ app: 'web' }), constraint({ part: 'shop' })], true, 'one has no part, and the other no app'],
    [{ terms: [constraint({ app: 'web' }), constraint({})] }, true, 'one has none at all'],
    [[{ terms: [constraint({ a: '1' })] }, { terms: [constraint({ b: '1' })] }], true, 'they stand deeper'],
    [[constraint({ app: 'web', part: 'a' }), constraint({ part: 'b', app: 'x' })], false, 'both have the same keys'],
    [[constraint({ app: 'web' }), { topologyKey: 'host' }], false, 'a field may be left out as a whole'],
    [
      [
        { name: 'a', emptyDir: {} },
        { name: 'b', configMap: { name: 'c' } },
      ],
      false,
      'these are fields, not any keys',
    ],
    [{ limits: { cpu: 1 }, requests: { memory: '1Gi' } }, false, 'they are no items of a list'],
    [['a', 1, true], false, 'there is no map'],
  ])('row %#: %j is one: %j, since %s', (value, isUnlike, _reason) => {
    expect(hasUnlikeMaps(toCode(value, {}))).toBe(isUnlike);
  });
});
