import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import type { Manifest } from './synthesize';

/** The only manifest of this kind and name. */
export function requireManifest(manifests: readonly Manifest[], kind: string, name: string): Manifest {
  const [found, ...others] = manifests.filter((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  if (found && others.length === 0) return found;
  const titles = manifests.map((manifest) => `${manifest.kind} ${manifest.metadata.name}`);
  throw new Error(`not exactly one ${kind} ${name} in: ${titles.join(', ')}`);
}

/** Every pod spec with the title of its workload, for `test.each`. */
export function listPods(manifests: readonly Manifest[]): [title: string, pod: PodSpec][] {
  return manifests.flatMap(({ kind, metadata, spec }): [string, PodSpec][] => {
    const { template, jobTemplate } = (spec ?? {}) as WorkloadSpec;
    const pod = (template ?? jobTemplate?.spec.template)?.spec;
    return pod ? [[`${kind} ${metadata.name}`, pod]] : [];
  });
}

/** Init containers and containers of a pod. */
export function listContainers(pod: PodSpec): Container[] {
  return [...(pod.initContainers ?? []), ...pod.containers];
}

interface PodTemplate {
  readonly spec: PodSpec;
}

interface WorkloadSpec {
  readonly template?: PodTemplate;
  readonly jobTemplate?: { readonly spec: { readonly template: PodTemplate } };
}
