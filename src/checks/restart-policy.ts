import type { Problem } from '../errors';
import { asText, type PlacedManifest, titleOf } from '../manifest/manifest';
import { podTemplateOf } from '../manifest/pod-template';

/** Which restart policies the pods of a kind may have; undefined stands for none given, which means Always. */
const ALLOWED: ReadonlyMap<string, readonly (string | undefined)[]> = new Map([
  ['Deployment', ['Always', undefined]],
  ['StatefulSet', ['Always', undefined]],
  ['DaemonSet', ['Always', undefined]],
  ['ReplicaSet', ['Always', undefined]],
  ['Job', ['OnFailure', 'Never']],
  ['CronJob', ['OnFailure', 'Never']],
]);

/**
 * Restart policies that the API server refuses: a Job's pods have to end, all others' have to go on.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template
 */
export function findRestartPolicyProblems({ manifest, place }: PlacedManifest): Problem[] {
  const allowed = ALLOWED.get(manifest.kind);
  const template = podTemplateOf(manifest);
  if (!allowed || !template) return [];
  const policy = asText(template.spec.restartPolicy) || undefined;
  if (allowed.includes(policy)) return [];
  const choice = allowed.filter((each) => each !== undefined);
  return [
    {
      code: 'RESTART_POLICY',
      what: `${place}: the pods of ${titleOf(manifest)} have ${policy === undefined ? 'no restartPolicy' : `the restartPolicy '${policy}'`}`,
      why: `the pods of a ${manifest.kind} take only: ${choice.join(', ')}${policy === undefined ? '; without one it is Always' : ''}`,
      fix: choice.length === 1 ? 'delete restartPolicy' : `say pod: { restartPolicy: '${choice.at(-1)}' }`,
    },
  ];
}
