import type { ComposeFile, ComposeService } from '../compose-file';
import { findField, mapOf, textOf } from '../yaml/compose-node';
import type { WorkloadKind } from './service-draft';

const BY_MODE: ReadonlyMap<string, WorkloadKind> = new Map([
  ['global', 'DaemonSet'],
  ['replicated-job', 'Job'],
  ['global-job', 'Job'],
]);

/**
 * The kind of workload that a service is: one that others wait for until it has ended well, and that is not started
 * again then, is a Job.
 */
export function findKind(service: ComposeService, compose: ComposeFile): WorkloadKind {
  const deploy = mapOf(findField(service.fields, 'deploy'));
  const byMode = BY_MODE.get(textOf(findField(deploy, 'mode')) ?? '');
  if (byMode) return byMode;
  const policy = mapOf(findField(deploy, 'restart_policy'));
  const restart = policy
    ? (textOf(findField(policy, 'condition')) ?? 'any')
    : (textOf(findField(service.fields, 'restart')) ?? 'no');
  const ends = /^(?:no|none|false|on-failure(?::\d+)?)$/.test(restart);
  return ends && compose.services.some((other) => waitsForEnd(other, service.name)) ? 'Job' : 'Deployment';
}

/** Whether a service starts when another one has ended well. */
export function waitsForEnd(service: ComposeService, name: string): boolean {
  const edge = mapOf(findField(mapOf(findField(service.fields, 'depends_on')), name));
  return textOf(findField(edge, 'condition')) === 'service_completed_successfully';
}
