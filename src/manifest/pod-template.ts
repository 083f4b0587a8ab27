import { asFields, type Fields, type Manifest } from './manifest';

/** Where each kind keeps its pod template: the fields that lead to the map with `metadata` and `spec`. */
const TEMPLATE_PATHS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Pod', []],
  ['PodTemplate', ['template']],
  ['Deployment', ['spec', 'template']],
  ['StatefulSet', ['spec', 'template']],
  ['DaemonSet', ['spec', 'template']],
  ['ReplicaSet', ['spec', 'template']],
  ['ReplicationController', ['spec', 'template']],
  ['Job', ['spec', 'template']],
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
  ['DeploymentConfig', ['spec', 'template']],
  ['Rollout', ['spec', 'template']],
]);

/** A pod template: what every pod of a workload is made from. */
export interface PodTemplate {
  readonly labels: Fields;
  readonly annotations: Fields;
  readonly spec: Fields;
}

/** The pod template of a workload (the pod itself for a Pod); undefined for kinds without one. */
export function podTemplateOf(manifest: Manifest): PodTemplate | undefined {
  const path = TEMPLATE_PATHS.get(manifest.kind);
  if (!path) return undefined;
  let template: Fields = manifest;
  for (const field of path) {
    const next = template[field];
    if (typeof next !== 'object' || next === null) return undefined;
    template = asFields(next);
  }
  const { labels, annotations } = asFields(template.metadata);
  return { labels: asFields(labels), annotations: asFields(annotations), spec: asFields(template.spec) };
}

/** The fields that lead to the pod template of a workload; undefined for kinds without one. */
export function podTemplatePathOf({ kind }: Manifest): readonly string[] | undefined {
  return TEMPLATE_PATHS.get(kind);
}
