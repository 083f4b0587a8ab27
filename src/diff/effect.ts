import { asFields, type Manifest } from '../manifest/manifest';
import { type FieldChange, isWithin } from './compare-fields';

/**
 * What `kubectl apply` does about an object:
 * - `rolls`: its pods are replaced
 * - `onDelete`: pods take the change when somebody deletes them
 * - `paused`: its pods are replaced when somebody resumes it
 * - `nextRun`: the next run of the schedule has it
 * - `newJob`: a Job runs that did not exist
 * - `created`: another object that did not exist
 * - `inPlace`: the object changes, and no pod with it
 * - `refused`: Kubernetes refuses the change
 * - `none`: the object is no longer declared, and stays as it is
 */
export type Effect =
  | 'rolls'
  | 'onDelete'
  | 'paused'
  | 'nextRun'
  | 'newJob'
  | 'created'
  | 'inPlace'
  | 'refused'
  | 'none';

interface Rollout {
  /** The field that pods are made from. */
  readonly field: string;
  readonly effectOf: (spec: { readonly [field: string]: unknown }) => Effect;
}

/** A Deployment has a strategy of its own, but none that waits for a deletion. */
const deployment: Rollout = {
  field: 'spec.template',
  effectOf: ({ paused }) => (paused === true ? 'paused' : 'rolls'),
};
const byStrategy: Rollout = {
  field: 'spec.template',
  effectOf: ({ updateStrategy }) => (asFields(updateStrategy).type === 'OnDelete' ? 'onDelete' : 'rolls'),
};
const onDelete: Rollout = { field: 'spec.template', effectOf: () => 'onDelete' };

const ROLLOUTS: ReadonlyMap<string, Rollout> = new Map([
  ['Deployment', deployment],
  // https://argo-rollouts.readthedocs.io/en/stable/features/specification/
  ['Rollout', deployment],
  ['DeploymentConfig', deployment],
  // https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies
  ['StatefulSet', byStrategy],
  // https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/#daemonset-update-strategy
  ['DaemonSet', byStrategy],
  // https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#isolating-pods-from-a-replicaset
  ['ReplicaSet', onDelete],
  ['ReplicationController', onDelete],
  // https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#modifying-a-cronjob
  ['CronJob', { field: 'spec.jobTemplate', effectOf: () => 'nextRun' }],
]);

/** What the changed fields of an object that exists do, if Kubernetes takes them. */
export function effectOfChange(after: Manifest, fields: readonly FieldChange[]): Effect {
  const rollout = ROLLOUTS.get(after.kind);
  if (!rollout || !fields.some(({ path }) => isWithin(path, rollout.field))) return 'inPlace';
  return rollout.effectOf(asFields(after.spec));
}

/** What a new object does. */
export function effectOfCreation({ kind }: Manifest): Effect {
  return kind === 'Job' ? 'newJob' : 'created';
}
