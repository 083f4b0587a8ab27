import { asFields, asList, nameOf, namespaceOf } from '../../manifest/manifest';
import { findMisfit } from '../fields/find-misfit';
import type { ImportedObject } from '../imported-object';
import type { PlannedRelease } from '../plan/import-plan';
import { findAttachedObstacle, type Owner } from './attached-code';
import type { Images } from './images';
import { findNativeKind } from './native-kinds';
import { hasNullItem } from './object-code';
import { relate } from './relate';
import { findObstacle, podLabelsOf } from './workload-code';

/**
 * How an object is written: by a method of the Release, by a method of its workload, in Kubernetes' own words below the
 * Release, the same outside of it where nothing is checked, or as YAML.
 */
export type Form = 'workload' | 'attached' | 'object' | 'outside' | 'kept';

/** An object, how it is written, and why it is not written in a better form. */
export interface Decided {
  readonly object: ImportedObject;
  readonly form: Form;
  /** The workload that an attached object stands beside. */
  readonly owner?: ImportedObject;
  readonly why?: string;
}

/** The best form that an object may have, and why: what a former try has taught. */
export type Demotions = ReadonlyMap<ImportedObject, { readonly form: Form; readonly why: string }>;

const LOST_FIELDS = ['__proto__', 'constructor'];
const FORMS: readonly Form[] = ['workload', 'attached', 'object', 'outside', 'kept'];

/**
 * How each object of a release is written, and each object that belongs to its workloads.
 *
 * @param others objects in no release, which may belong to these workloads
 * @param conditionOf under which an object is declared; undefined for always
 */
export function decide(
  release: PlannedRelease,
  others: readonly ImportedObject[],
  images: Images,
  demotions: Demotions,
  conditionOf: (object: ImportedObject) => string | undefined = () => undefined,
): Decided[] {
  const workloads = unique(release.objects, conditionOf).map((object): Decided => {
    const kept = findReasonToKeep(object);
    if (kept) return { object, form: 'kept', why: kept };
    const obstacle = findObstacle(object, (at) => images.isOwn(object, at));
    return demote(
      obstacle === undefined ? { object, form: 'workload' } : { object, form: 'object', why: obstacle },
      demotions,
    );
  });
  const natives = new Set(workloads.filter(({ form }) => form === 'workload').map(({ object }) => object));
  const inCode = workloads.filter(({ form }) => form !== 'kept').map(({ object }) => object);
  const related = relate(inCode, [...natives], unique(others, conditionOf)).map(({ object, owner }): Decided => {
    const kept = findReasonToKeep(object);
    if (kept) return { object, form: 'kept', why: kept };
    if (owner === undefined || !natives.has(owner)) return demote({ object, form: 'object' }, demotions);
    const refusal = findRefusal(object, owner);
    if (refusal) return demote({ object, form: 'outside', why: refusal }, demotions);
    const obstacle = findAttachedObstacle(object, ownerOf(owner));
    return demote(
      obstacle === undefined ? { object, form: 'attached', owner } : { object, form: 'object', why: obstacle },
      demotions,
    );
  });
  return [...workloads, ...related];
}

/** What an attached object has to know of its workload. */
export function ownerOf({ manifest }: ImportedObject): Owner {
  const kind = findNativeKind(manifest);
  if (!kind) throw new Error(`${manifest.kind} has nothing attached to it`);
  const labels = podLabelsOf(manifest, kind);
  const spec = asFields(manifest.spec);
  let pod = asFields(manifest);
  for (const step of [...kind.templatePath, 'spec']) pod = asFields(pod[step]);
  return {
    name: nameOf(manifest),
    namespace: asFields(manifest.metadata).namespace,
    apiVersion: manifest.apiVersion,
    kind: manifest.kind,
    selector: kind.selectsPods ? asFields(spec.selector) : { matchLabels: labels },
    ports: asList(pod.containers).flatMap((container) => asList(container.ports)),
  };
}

/** A Release refuses an autoscaler beside a number of replicas, and the number is what the workload says. */
function findRefusal({ manifest }: ImportedObject, owner: ImportedObject): string | undefined {
  const { replicas } = asFields(owner.manifest.spec);
  if (manifest.kind !== 'HorizontalPodAutoscaler' || replicas === undefined || replicas === null) return undefined;
  const title = `${owner.manifest.kind.toLowerCase()} '${nameOf(owner.manifest)}'`;
  return `${title} says replicas: ${replicas}, so each kubectl apply undoes what the autoscaler did`;
}

function demote(decided: Decided, demotions: Demotions): Decided {
  const demotion = demotions.get(decided.object);
  if (!demotion || FORMS.indexOf(demotion.form) <= FORMS.indexOf(decided.form)) return decided;
  return { object: decided.object, form: demotion.form, why: demotion.why };
}

function findReasonToKeep({ manifest }: ImportedObject): string | undefined {
  if (hasNullItem(manifest)) return 'it has an empty item in a list';
  if (asFields(manifest.metadata).name === undefined) return 'the API server makes up its name';
  const lost = LOST_FIELDS.find((field) => hasKey(manifest, field));
  if (lost !== undefined) return `it has a field named ${lost}, which JavaScript takes for one of its own`;
  const { namespace, labels, annotations, finalizers, ownerReferences } = asFields(manifest.metadata);
  const misfit = findMisfit({ namespace, labels, annotations, finalizers, ownerReferences }, 'ObjectMeta');
  if (misfit) return `metadata${misfit.pointer.replaceAll('/', '.')} ${misfit.why}`;
  if (asFields(manifest).binaryData !== undefined) return 'it holds binary data';
  return undefined;
}

function hasKey(value: unknown, key: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, key) || Object.values(value).some((child) => hasKey(child, key));
}

/** Of objects that the cluster takes for one, the first. */
function unique(
  objects: readonly ImportedObject[],
  conditionOf: (object: ImportedObject) => string | undefined,
): ImportedObject[] {
  const seen = new Set<string>();
  return objects.filter((object) => {
    const { manifest } = object;
    const name = [manifest.apiVersion, manifest.kind, namespaceOf(manifest), nameOf(manifest)].join(' ');
    const key = `${name} ${conditionOf(object) ?? ''}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
