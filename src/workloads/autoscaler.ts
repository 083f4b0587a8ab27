import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { HorizontalPodAutoscalerSpec } from 'kubernetes-types/autoscaling/v2';
import { claimId } from './construct-place';

/** Kubernetes' own fields of a HorizontalPodAutoscaler, without the target, which is the workload. */
export interface AutoscalerFields extends Omit<HorizontalPodAutoscalerSpec, 'scaleTargetRef'> {
  /** `metadata.name`. Default: the name of the workload. */
  readonly name?: string;
  /** Labels of the autoscaler, beside those of the release. */
  readonly labels?: { readonly [key: string]: string };
  /** Annotations of the autoscaler. Default: none. */
  readonly annotations?: { readonly [key: string]: string };
}

/**
 * Scales a workload by its load.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
export function declareAutoscaler(
  workload: Construct & {
    readonly name: string;
    readonly apiObject: ApiObject;
    readonly apiVersion: string;
    readonly kind: string;
  },
  { name = workload.name, labels, annotations, ...spec }: AutoscalerFields,
): ApiObject {
  const { apiVersion, kind } = workload;
  const { namespace } = workload.apiObject.metadata;
  return new ApiObject(workload, claimId(workload, 'autoscaler', name), {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      labels: { ...labels },
      annotations: { ...annotations },
    },
    spec: { ...spec, scaleTargetRef: { apiVersion, kind, name: workload.name } },
  });
}
