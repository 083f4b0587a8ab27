import type { Manifest } from '../../../manifest/manifest';
import { ImageReference } from '../../../release/image-reference';
import { versionedName } from '../../../release/version';
import { escapeExpansion } from '../values/escape-expansion';
import type { ComposePort } from '../values/parse-port';
import type { ServiceDraft, WorkloadKind } from './service-draft';

type Fields = Readonly<Record<string, unknown>>;

/** What is particular to each kind: its version, and what its spec has beside the pod template. */
const KINDS: Readonly<Record<WorkloadKind, { readonly apiVersion: string; spec(draft: ServiceDraft): Fields }>> = {
  Deployment: {
    apiVersion: 'apps/v1',
    spec: (draft) => ({
      ...(draft.replicas === undefined ? {} : { replicas: draft.replicas }),
      selector: { matchLabels: { app: draft.name } },
      // two pods may not be able to hold a volume at once
      ...(draft.claimed.size > 0 ? { strategy: { type: 'Recreate' } } : {}),
    }),
  },
  DaemonSet: { apiVersion: 'apps/v1', spec: (draft) => ({ selector: { matchLabels: { app: draft.name } } }) },
  Job: {
    apiVersion: 'batch/v1',
    spec: (draft) => ({
      ...(draft.replicas === 0 ? { suspend: true } : {}),
      ...((draft.replicas ?? 1) > 1 ? { completions: draft.replicas, parallelism: draft.replicas } : {}),
      ...retriesOf(draft),
    }),
  },
};

/** The workload that a service became. */
export function buildWorkload(draft: ServiceDraft, image: string): Manifest {
  const { apiVersion, spec } = KINDS[draft.kind];
  const pod = new Map(draft.pod);
  if (draft.kind === 'Job' && !pod.has('restartPolicy')) pod.set('restartPolicy', 'Never');
  return {
    apiVersion,
    kind: draft.kind,
    metadata: { name: draft.kind === 'Job' ? jobName(draft.name, image) : draft.name },
    spec: {
      ...spec(draft),
      template: {
        metadata: { labels: { app: draft.name } },
        spec: {
          ...Object.fromEntries(pod),
          containers: [buildContainer(draft, image)],
          ...(draft.volumes.size > 0
            ? { volumes: [...draft.volumes].map(([name, source]) => ({ name, ...source })) }
            : {}),
        },
      },
    },
  };
}

/** A Job cannot be changed, so each version is a Job of its own, where the version is known. */
function jobName(name: string, image: string): string {
  try {
    const reference = ImageReference.parse(image);
    if (reference.tag === undefined && reference.digest === undefined) return name;
    return versionedName(name, reference);
  } catch {
    // no image reference, which is told elsewhere
    return name;
  }
}

function buildContainer(draft: ServiceDraft, image: string): Fields {
  const { container } = draft;
  const resources = {
    ...(draft.requests.size > 0 ? { requests: Object.fromEntries(draft.requests) } : {}),
    ...(draft.limits.size > 0 ? { limits: Object.fromEntries(draft.limits) } : {}),
  };
  const fields: Record<string, unknown> = {
    name: draft.name,
    image,
    imagePullPolicy: container.get('imagePullPolicy'),
    command: container.get('command'),
    args: container.get('args'),
    workingDir: container.get('workingDir'),
    ports: listOrNone(distinctPorts(draft.ports).map(containerPort)),
    env: listOrNone(environmentOf(draft).map(([name, value]) => ({ name, value: escapeExpansion(value) }))),
    resources: Object.keys(resources).length > 0 ? resources : undefined,
    volumeMounts: listOrNone(
      [...draft.mounts].map(([mountPath, { volume, isReadOnly, subPath }]) => ({
        name: volume,
        mountPath,
        ...(subPath === undefined ? {} : { subPath }),
        ...(isReadOnly ? { readOnly: true } : {}),
      })),
    ),
    readinessProbe: draft.kind === 'Job' ? undefined : container.get('readinessProbe'),
    securityContext: draft.security.size > 0 ? Object.fromEntries(draft.security) : undefined,
    stdin: container.get('stdin'),
    tty: container.get('tty'),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The variables of a service: what it says itself wins over its files. */
export function environmentOf(draft: ServiceDraft): (readonly [string, string])[] {
  return [...new Map([...draft.fileEnvironment, ...draft.environment])];
}

/** Each port and protocol once. */
export function distinctPorts(ports: readonly ComposePort[]): ComposePort[] {
  return [...new Map(ports.map((port) => [`${port.containerPort}/${port.protocol}`, port])).values()];
}

function containerPort({ containerPort: number, protocol }: ComposePort): Fields {
  return { containerPort: number, ...(protocol === 'TCP' ? {} : { protocol }) };
}

function listOrNone<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** Without a restart, a Job that fails is not tried again; Kubernetes would try 6 times. */
function retriesOf(draft: ServiceDraft): Fields {
  if (draft.backoffLimit !== undefined) return { backoffLimit: draft.backoffLimit };
  return draft.pod.get('restartPolicy') === 'OnFailure' ? {} : { backoffLimit: 0 };
}
