import fc from 'fast-check';
import { WorkloadIndex } from '../../src/checks/workload-index';
import type { Fields, PlacedManifest } from '../../src/manifest/manifest';
import { podTemplateOf } from '../../src/manifest/pod-template';
import { matchesSelector } from '../../src/manifest/selector';

const NAMESPACE = fc.constantFrom('one', 'two', '');
const LABELS = fc.dictionary(
  fc.constantFrom('app', 'tier', '__proto__', 'toString', ''),
  fc.constantFrom<unknown>('web', 'api', '1', 1, true, 'true', null, {}),
);

function deployment(namespace: string, labels: Fields, index: number): PlacedManifest {
  const template = { metadata: { labels }, spec: { index } };
  return {
    manifest: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { namespace }, spec: { template } },
    place: '',
  };
}

describe('what a Service selects', () => {
  test('is what comparing it with every workload finds, in the same order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(NAMESPACE, LABELS)), NAMESPACE, LABELS, (pods, namespace, matchLabels) => {
        const all = pods.map(([own, labels], index) => deployment(own, labels, index));
        const expected = all
          .filter(({ manifest }) => manifest.metadata?.namespace === namespace)
          .flatMap(({ manifest }) => podTemplateOf(manifest) ?? [])
          .filter(({ labels }) => matchesSelector(labels, { matchLabels }));
        expect(new WorkloadIndex(all).selectedBy(namespace, matchLabels)).toEqual(expected);
      }),
    );
  });

  test('is nothing without labels, and nothing without workloads', () => {
    expect(new WorkloadIndex([deployment('', { app: 'web' }, 0)]).selectedBy('', {})).toEqual([]);
    expect(new WorkloadIndex([]).selectedBy('', { app: 'web' })).toEqual([]);
  });
});
