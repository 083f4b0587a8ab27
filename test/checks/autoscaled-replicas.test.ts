import { findAutoscaledReplicas } from '../../src/checks/autoscaled-replicas';
import { deployment, placed, print, said } from './placed';

const scaler = (target: object, namespace?: string) =>
  placed({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'scaler', ...(namespace && { namespace }) },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', ...target }, maxReplicas: 3 },
  });
const replicas = (count: unknown) => deployment({}, { spec: { replicas: count } });

describe('replicas beside an autoscaler', () => {
  test.each([
    [2, 'a number of them'],
    [0, 'none at all, which switches the autoscaler off'],
  ])('are refused when they are %j: %s', (count, _reason) => {
    const refused = said(
      `REPLICAS_AND_AUTOSCALER: app/web: deployment 'web' asks for ${count} replicas and has the autoscaler 'scaler'`,
      `every kubectl apply would set it back to ${count}, whatever the load is`,
      'delete replicas; minReplicas of the autoscaler is the least there will be',
    );
    expect(print(findAutoscaledReplicas([replicas(count), scaler({})]))).toBe(refused);
    expect(print(findAutoscaledReplicas([scaler({}), replicas(count)]))).toBe(refused);
  });

  test.each([
    ['replicas are left out', replicas(undefined), scaler({})],
    ['null is as good as left out', replicas(null), scaler({})],
    ['the autoscaler scales another one', replicas(2), scaler({ name: 'api' })],
    ['the autoscaler scales another kind', replicas(2), scaler({ kind: 'StatefulSet' })],
    ['the autoscaler is in another namespace', replicas(2), scaler({}, 'shop')],
    ['there is no autoscaler', replicas(2), deployment({}, { name: 'api' })],
  ])('are let be where %s', (_reason, workload, other) => {
    expect(findAutoscaledReplicas([workload, other])).toEqual([]);
  });
});
