import type { Problem } from '../errors';
import { asFields, nameOf, namespaceOf, type PlacedManifest, printValue, titleOf } from '../manifest/manifest';

/**
 * Workloads with a number of replicas that an autoscaler scales too: every apply would set the number back.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling
 */
export function findAutoscaledReplicas(manifests: readonly PlacedManifest[]): Problem[] {
  const scalers = new Map<string, PlacedManifest>();
  for (const placed of manifests) {
    if (placed.manifest.kind !== 'HorizontalPodAutoscaler') continue;
    const target = asFields(asFields(placed.manifest.spec).scaleTargetRef);
    scalers.set(JSON.stringify([namespaceOf(placed.manifest), target.kind, target.name]), placed);
  }
  return manifests.flatMap(({ manifest, place }): Problem[] => {
    const scaler = scalers.get(JSON.stringify([namespaceOf(manifest), manifest.kind, nameOf(manifest)]));
    const { replicas } = asFields(manifest.spec);
    if (!scaler || replicas === undefined || replicas === null) return [];
    return [
      {
        code: 'REPLICAS_AND_AUTOSCALER',
        what: `${place}: ${titleOf(manifest)} asks for ${printValue(replicas)} replicas and has the autoscaler '${nameOf(scaler.manifest)}'`,
        why: `every kubectl apply would set it back to ${printValue(replicas)}, whatever the load is`,
        fix: 'delete replicas; minReplicas of the autoscaler is the least there will be',
      },
    ];
  });
}
