import fc from 'fast-check';
import { nameProcesses } from '../../../src/importer/procfile/name-processes';
import { dnsLabelFault } from '../../../src/manifest/dns-name';

describe('nameProcesses', () => {
  test.each<[names: readonly string[], labels: readonly string[], reason: string]>([
    [['web', 'worker-2'], ['web', 'worker-2'], 'names already'],
    [['background_worker', 'Web', '_x_'], ['background-worker', 'web', 'x'], 'letters that are not allowed'],
    [['a_b', 'a-b', 'A-B'], ['a-b-2', 'a-b', 'a-b-3'], 'what is a name already keeps it'],
    [['a_b', 'a-b-2', 'a-b'], ['a-b-3', 'a-b-2', 'a-b'], 'the number is taken'],
    [['___', '-'], ['process', 'process-2'], 'nothing is left'],
    [['x'.repeat(70), `${'x'.repeat(70)}_`], ['x'.repeat(63), `${'x'.repeat(61)}-2`], 'too long'],
  ])('makes of %j %j: %s', (names, labels) => {
    expect([...nameProcesses(names)]).toEqual(names.map((name, index) => [name, labels[index]]));
  });

  test('makes different names that Kubernetes takes', () => {
    const name = fc.stringMatching(/^[aA_-]{1,3}$|^[a-zA-Z0-9_-]{1,80}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name), (names) => {
        const labels = [...nameProcesses(names).values()];
        expect(labels.filter((label) => dnsLabelFault(label) !== undefined)).toEqual([]);
        expect(new Set(labels).size).toBe(names.length);
      }),
    );
  });
});
