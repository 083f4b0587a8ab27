import { asFields, asList, type Fields } from '../../manifest/manifest';
import type { MapEntry } from '../code/code';
import { findMisfit } from '../fields/find-misfit';
import type { ImportedObject } from '../imported-object';
import { pointer } from '../pointer';
import { isSame, specInOrder } from './in-order';
import { fieldEntry, type ObjectContext } from './object-context';

/** An object that a workload declares: `web.expose({ entries })`. */
export interface AttachedCode {
  readonly method: 'expose' | 'autoscale' | 'disruptionBudget';
  readonly entries: readonly MapEntry[];
}

/** The workload that an attached object stands beside. */
export interface Owner {
  readonly name: string;
  readonly namespace: unknown;
  readonly apiVersion: string;
  readonly kind: string;
  /** What the workload selects its pods by; for one without a selector, the labels of its pods. */
  readonly selector: Fields;
  /** The ports of all its containers, in their order. */
  readonly ports: readonly Fields[];
}

interface AttachedKind {
  readonly method: AttachedCode['method'];
  readonly specType: string;
  readonly findObstacle: (spec: Fields, owner: Owner) => string | undefined;
  /** Fields of the spec that the owner knows, or that are its default. */
  readonly isImplied: (key: string, value: unknown, owner: Owner) => boolean;
}

const METADATA_FIELDS = ['name', 'namespace', 'labels', 'annotations', 'creationTimestamp'];
const SERVICE_TYPES = [undefined, null, 'ClusterIP', 'NodePort', 'LoadBalancer'];

const KINDS: ReadonlyMap<string, AttachedKind> = new Map([
  [
    'v1 Service',
    {
      method: 'expose',
      specType: 'ServiceSpec',
      findObstacle: ({ ports, type }) =>
        asList(ports).length === 0
          ? 'it has no ports'
          : SERVICE_TYPES.includes(type as string)
            ? undefined
            : `its type is ${type}`,
      isImplied: (key, value, owner) =>
        (key === 'selector' && isSame(value, asFields(owner.selector.matchLabels))) ||
        (key === 'ports' && isSame(value, defaultPorts(owner))),
    },
  ],
  [
    'autoscaling/v2 HorizontalPodAutoscaler',
    {
      method: 'autoscale',
      specType: 'HorizontalPodAutoscalerSpec',
      findObstacle: ({ scaleTargetRef }, { name, apiVersion, kind }) =>
        isSame(scaleTargetRef, { name, apiVersion, kind }) ? undefined : 'it names its target in another way',
      isImplied: (key) => key === 'scaleTargetRef',
    },
  ],
  [
    'policy/v1 PodDisruptionBudget',
    {
      method: 'disruptionBudget',
      specType: 'PodDisruptionBudgetSpec',
      findObstacle: ({ minAvailable, maxUnavailable }) =>
        (minAvailable === undefined) === (maxUnavailable === undefined)
          ? 'it does not have exactly one of minAvailable and maxUnavailable'
          : undefined,
      isImplied: (key, value, owner) => key === 'selector' && isSame(value, owner.selector),
    },
  ],
]);

/** Why an object cannot be declared by a method of its workload; undefined when it can. */
export function findAttachedObstacle({ manifest }: ImportedObject, owner: Owner): string | undefined {
  const kind = KINDS.get(`${manifest.apiVersion} ${manifest.kind}`);
  if (!kind) return `${manifest.apiVersion} ${manifest.kind} is declared in Kubernetes' own words`;
  const metadata = asFields(manifest.metadata);
  const unknown = [
    ...Object.keys(manifest).filter((key) => !['apiVersion', 'kind', 'metadata', 'spec', 'status'].includes(key)),
    ...Object.keys(metadata).filter((key) => !METADATA_FIELDS.includes(key) && metadata[key] !== null),
  ];
  if (unknown.length > 0) return `a Release has no word for ${unknown.join(', ')}`;
  if ((metadata.namespace ?? undefined) !== (owner.namespace ?? undefined)) return 'it is in another namespace';
  const misfit = findMisfit(manifest.spec, kind.specType) ?? findMisfit(manifest.metadata, 'ObjectMeta');
  if (misfit) return `${misfit.pointer === '' ? 'its spec' : misfit.pointer} ${misfit.why}`;
  return kind.findObstacle(asFields(manifest.spec), owner);
}

/** An object as a method of its workload declares it. There has to be no obstacle. */
export function toAttachedCode(context: ObjectContext, owner: Owner): AttachedCode {
  const { manifest } = context.object;
  const kind = KINDS.get(`${manifest.apiVersion} ${manifest.kind}`);
  if (!kind) throw new Error(`${manifest.kind} is not attached to a workload`);
  const { name, labels, annotations } = asFields(manifest.metadata);
  const spec = specInOrder(asFields(manifest.spec)).filter(([key, value]) => !kind.isImplied(key, value, owner));
  return {
    method: kind.method,
    entries: [
      ...(name === owner.name ? [] : fieldEntry(context, 'name', name, '/metadata/name')),
      ...(isEmptyMap(labels) ? [] : fieldEntry(context, 'labels', labels, '/metadata/labels')),
      ...(isEmptyMap(annotations) ? [] : fieldEntry(context, 'annotations', annotations, '/metadata/annotations')),
      ...spec.flatMap(([key, value]) => fieldEntry(context, key, value, pointer('/spec', key))),
    ],
  };
}

function isEmptyMap(value: unknown): boolean {
  return Object.keys(asFields(value)).length === 0;
}

/** What `expose()` makes of the ports of the containers. */
function defaultPorts({ ports }: Owner): Fields[] {
  return ports.map(({ name, containerPort, protocol }) => ({
    ...(name === undefined ? {} : { name }),
    port: containerPort,
    ...(protocol === undefined ? {} : { protocol }),
  }));
}
