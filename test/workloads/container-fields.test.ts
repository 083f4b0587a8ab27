import * as kplus from 'cdk8s-plus-27';
import { findContainers } from '../../src/manifest/containers';
import type { ContainerFields } from '../../src/workloads/container-fields';
import { only, renderRelease } from './render-release';

const resources: ContainerFields['resources'] = {
  limits: { cpu: 2, memory: '1Gi', 'example.com/gpu': 1 },
  requests: { cpu: 0.5, memory: 1e9 },
  claims: [{ name: 'gpu' }],
};

describe('the resources of a container', () => {
  test('are written as they are given, numbers as numbers', () => {
    const manifests = renderRelease((release) =>
      release.deployment('web', {
        resources,
        initContainers: { migrate: { resources: { limits: { cpu: 1 } } } },
        sidecars: { proxy: { image: 'envoy:1', resources: { limits: { cpu: '1' } } } },
      }),
    );
    const written = findContainers(only(manifests, 'Deployment')).map(({ container }) => container.resources);
    expect(written).toEqual([{ limits: { cpu: 1 } }, resources, { limits: { cpu: '1' } }]);
  });

  test('count for an autoscaler of cdk8s-plus when they are numbers', () => {
    const manifests = renderRelease((release) => {
      const target = release.deployment('web', { resources });
      new kplus.HorizontalPodAutoscaler(release, 'Autoscaler', {
        target,
        maxReplicas: 3,
        metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))],
      });
    });
    expect(only(manifests, 'HorizontalPodAutoscaler').spec.maxReplicas).toBe(3);
  });
});
