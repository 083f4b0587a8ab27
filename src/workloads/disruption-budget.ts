import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { PodDisruptionBudgetSpec } from 'kubernetes-types/policy/v1';
import type { Problem } from '../errors';
import { claimId, placeOf } from './construct-place';

/** Kubernetes' own fields of a PodDisruptionBudget. */
export interface DisruptionBudgetFields extends Omit<PodDisruptionBudgetSpec, 'selector'> {
  /** The pods it counts. Default: what the workload selects its pods by. */
  readonly selector?: LabelSelector;
  /** `metadata.name`. Default: the name of the workload. */
  readonly name?: string;
  /** Labels of the budget, beside those of the release. */
  readonly labels?: { readonly [key: string]: string };
  /** Annotations of the budget. Default: none. */
  readonly annotations?: { readonly [key: string]: string };
}

/**
 * How many pods of a workload may be away at once while nodes are drained.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export function declareDisruptionBudget(
  workload: Construct & { readonly name: string; readonly apiObject: ApiObject },
  selector: LabelSelector,
  { name = workload.name, labels, annotations, selector: _given, ...spec }: DisruptionBudgetFields,
  report: (problem: Problem) => void,
): ApiObject {
  if ((spec.minAvailable === undefined) === (spec.maxUnavailable === undefined)) {
    report({
      code: 'DISRUPTION_BUDGET_BOUND',
      what: `${placeOf(workload)}: the disruption budget has ${spec.minAvailable === undefined ? 'neither minAvailable nor' : 'both minAvailable and'} maxUnavailable`,
      why: 'Kubernetes takes exactly one of them',
      fix: "say disruptionBudget({ maxUnavailable: 1 }), or minAvailable: '50%'",
    });
  }
  const { namespace } = workload.apiObject.metadata;
  return new ApiObject(workload, claimId(workload, 'disruptionbudget', name), {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      labels: { ...labels },
      annotations: { ...annotations },
    },
    spec: { ...spec, selector },
  });
}
