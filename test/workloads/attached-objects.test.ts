import type { Release } from '../../src/index';
import { asFields } from '../../src/manifest/manifest';
import { only, refusal, renderRelease } from './render-release';

const PORTS = [{ containerPort: 80 }];

test.each([
  ['Service', (release: Release) => release.deployment('web', { namespace: 'shop', ports: PORTS }).expose()],
  [
    'HorizontalPodAutoscaler',
    (release: Release) => release.deployment('web', { namespace: 'shop' }).autoscale({ maxReplicas: 3 }),
  ],
  [
    'PodDisruptionBudget',
    (release: Release) => release.deployment('web', { namespace: 'shop' }).disruptionBudget({ maxUnavailable: 1 }),
  ],
])('a %s is in the namespace of its workload', (kind, declare) => {
  expect(asFields(only(renderRelease(declare), kind).metadata).namespace).toBe('shop');
});

test('a Service selects by the labels that are given', () => {
  const manifests = renderRelease((release) =>
    release.deployment('web', { ports: PORTS, podLabels: { tier: 'front' } }).expose({ selector: { tier: 'front' } }),
  );
  expect(only(manifests, 'Service').spec.selector).toEqual({ tier: 'front' });
});

test('a disruption budget counts the pods that its selector names', () => {
  const selector = { matchLabels: { tier: 'front' } };
  const manifests = renderRelease((release) =>
    release.deployment('web', { podLabels: { tier: 'front' } }).disruptionBudget({ maxUnavailable: 1, selector }),
  );
  expect(only(manifests, 'PodDisruptionBudget').spec.selector).toEqual(selector);
});

describe('containerOrder', () => {
  const pod = (containerOrder: readonly string[]) => (release: Release) =>
    release.deployment('web', { sidecars: { proxy: { image: 'envoy:1' }, shipper: {} }, containerOrder });
  const namesOf = (declare: (release: Release) => void) => {
    const { template } = only(renderRelease(declare), 'Deployment').spec;
    return (asFields(asFields(template).spec).containers as { name: string }[]).map(({ name }) => name);
  };

  test('puts the containers of a pod in its order', () => {
    expect(namesOf(pod(['proxy', 'web', 'shipper']))).toEqual(['proxy', 'web', 'shipper']);
  });

  test.each([
    [['proxy', 'web'], 'proxy, web', 'one is missing'],
    [['proxy', 'web', 'shipper', 'other'], 'proxy, web, shipper, other', 'one is not there'],
    [['proxy', 'web', 'web'], 'proxy, web, web', 'one stands twice'],
    [[], 'nothing', 'empty'],
  ])('refuses %j (%s, %s)', (order, named) => {
    expect(refusal(pod(order))).toContain(
      `CONTAINER_ORDER_INCOMPLETE: gifinator/web: containerOrder names ${named}\n` +
        "  why: the pod's containers are: web, proxy, shipper\n" +
        '  fix: name each of them once, or leave containerOrder out',
    );
  });
});
