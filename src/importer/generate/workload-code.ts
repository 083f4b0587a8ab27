import { asFields, asList, type Fields } from '../../manifest/manifest';
import type { ImageReference } from '../../release/image-reference';
import type { MapEntry } from '../code/code';
import { toCode } from '../code/to-code';
import { findMisfit } from '../fields/find-misfit';
import { pointer } from '../pointer';
import { areNamed, containerEntries, imageEntries, sideContainers } from './container-code';
import { isSame } from './in-order';
import { findNativeKind, type NativeKind } from './native-kinds';
import { commentsAt, fieldEntry, type ObjectContext } from './object-context';
import { nameWorkload } from './workload-name';

/** A workload in the words of a Release: `release.<method>(id, { entries })`. */
export interface WorkloadCode {
  readonly method: NativeKind['method'];
  readonly id: string;
  readonly entries: readonly MapEntry[];
  /** Lines above the statement. */
  readonly comments: readonly string[];
}

const OBJECT_FIELDS = ['apiVersion', 'kind', 'metadata', 'spec', 'status'];
const METADATA_FIELDS = ['name', 'namespace', 'labels', 'annotations', 'creationTimestamp'];
const TEMPLATE_METADATA_FIELDS = ['labels', 'annotations', 'creationTimestamp'];

/**
 * Why an object cannot be declared by a method of Release and stays in Kubernetes' own words; undefined when it can.
 *
 * @param isOwn whether the container at this pointer runs the release's image, or a variant of it
 */
export function findObstacle(object: ObjectContext['object'], isOwn: (at: string) => boolean): string | undefined {
  const { manifest } = object;
  const kind = findNativeKind(manifest);
  if (!kind) return `${manifest.apiVersion} ${manifest.kind} is no kind that a Release declares`;
  const { template, podSpec } = partsOf(manifest, kind);
  const unknown =
    findUnknownField(manifest, OBJECT_FIELDS, '') ??
    findUnknownField(asFields(manifest.metadata), METADATA_FIELDS, 'metadata.') ??
    findUnknownField(template, ['metadata', 'spec'], 'template.') ??
    findUnknownField(asFields(template.metadata), TEMPLATE_METADATA_FIELDS, 'template.metadata.');
  if (unknown) return `a Release has no word for ${unknown}`;
  const misfit = findMisfit(manifest.spec, kind.specType) ?? findMisfit(manifest.metadata, 'ObjectMeta');
  if (misfit) return `${misfit.pointer === '' ? 'its spec' : misfit.pointer} ${misfit.why}`;
  if (!areNamed(podSpec.containers) || !areNamed(podSpec.initContainers)) return 'a container has no name or no image';
  if (mainIndex(podSpec, manifest, kind, isOwn) === -1) return 'only its init containers run the image';
  return findLabelObstacle(manifest, kind);
}

/** What a workload has to know of its release. */
export interface ReleaseFacts {
  readonly namespace: string | undefined;
  readonly image: ImageReference;
}

/** The workload as code. There has to be no obstacle. */
export function toWorkloadCode(
  context: ObjectContext,
  isOwn: (at: string) => boolean,
  { namespace: releaseNamespace, image: release }: ReleaseFacts,
): WorkloadCode {
  const { manifest } = context.object;
  const kind = findNativeKind(manifest);
  if (!kind) throw new Error(`${manifest.kind} is no native kind`);
  const { name, namespace, labels, annotations } = asFields(manifest.metadata);
  const named = nameWorkload(context, String(name), kind, release);
  const { id } = named;
  const { podSpec, template } = partsOf(manifest, kind);
  const spec = asFields(manifest.spec);
  const templateAt = pointer('', ...kind.templatePath);
  const listAt = pointer(templateAt, 'spec', 'containers');
  const containers = asList(podSpec.containers).map((container, index) => ({ container, at: pointer(listAt, index) }));
  const main = containers[mainIndex(podSpec, manifest, kind, isOwn)];
  if (!main) throw new Error(`${id} has no container that runs the image`);
  const sidecars = containers.filter((each) => each !== main);
  const initsAt = pointer(templateAt, 'spec', 'initContainers');
  const inits = asList(podSpec.initContainers).map((container, index) => ({
    container,
    at: pointer(initsAt, index),
  }));
  const { containers: _containers, initContainers: _inits, ...pod } = podSpec;
  const podLabels = asFields(asFields(template.metadata).labels);
  const selector = kind.selectsPods ? selectorCode(context, asFields(spec.selector), id) : [];
  const selected = kind.selectsPods ? asFields(asFields(spec.selector).matchLabels) : {};
  const others = Object.fromEntries(Object.entries(podLabels).filter(([key]) => selected[key] === undefined));
  const entries: MapEntry[] = [
    ...named.entries,
    ...(namespace === undefined || namespace === releaseNamespace
      ? []
      : fieldEntry(context, 'namespace', namespace, '/metadata/namespace')),
    ...filled(context, 'labels', labels, '/metadata/labels'),
    ...filled(context, 'annotations', annotations, '/metadata/annotations'),
    ...selector,
    ...filled(context, 'podLabels', others, pointer(templateAt, 'metadata', 'labels')),
    ...filled(
      context,
      'podAnnotations',
      asFields(template.metadata).annotations,
      pointer(templateAt, 'metadata', 'annotations'),
    ),
    ...kind.props.flatMap((key) => fieldEntry(context, key, spec[key], pointer('/spec', key))),
    ...jobTemplateCode(context, spec.jobTemplate),
    ...otherSpecFields(context, spec, kind),
    ...(main.container.name === id
      ? []
      : fieldEntry(context, 'containerName', main.container.name, pointer(main.at, 'name'))),
    ...imageEntries(context, main.container, main.at),
    ...commandFirst(containerEntries(context, main.container, main.at)),
    ...(podSpec.initContainers === undefined || podSpec.initContainers === null
      ? []
      : [{ key: 'initContainers', value: sideContainers(context, inits), comments: commentsAt(context, initsAt) }]),
    ...(sidecars.length === 0 ? [] : [{ key: 'sidecars', value: sideContainers(context, sidecars) }]),
    ...(containers[0] === main ? [] : [orderCode(containers.map(({ container }) => String(container.name)))]),
    ...podCode(context, pod, pointer(templateAt, 'spec')),
  ];
  return {
    method: kind.method,
    id,
    entries,
    comments: [...commentsAt(context, ''), ...commentsAt(context, '/metadata/name'), ...commentsAt(context, main.at)],
  };
}

/** Where the main container of a workload stands; undefined for a kind that no Release declares. */
export function mainPointer({ manifest }: ImportedObject, isOwn: (at: string) => boolean): string | undefined {
  const kind = findNativeKind(manifest);
  if (!kind) return undefined;
  const index = mainIndex(partsOf(manifest, kind).podSpec, manifest, kind, isOwn);
  return index === -1 ? undefined : pointer('', ...kind.templatePath, 'spec', 'containers', index);
}

/** The labels of the pods of a workload, in whatever kind. */
export function podLabelsOf(manifest: ImportedObject['manifest'], kind: NativeKind): Fields {
  return asFields(asFields(partsOf(manifest, kind).template.metadata).labels);
}

type ImportedObject = ObjectContext['object'];

function partsOf(manifest: Fields, { templatePath }: NativeKind): { template: Fields; podSpec: Fields } {
  let template = manifest;
  for (const step of templatePath) template = asFields(template[step]);
  return { template, podSpec: asFields(template.spec) };
}

/** The container that is the workload: of those that run the image the one of its name, or else the first. */
function mainIndex(podSpec: Fields, manifest: Fields, kind: NativeKind, isOwn: (at: string) => boolean): number {
  const listAt = pointer('', ...kind.templatePath, 'spec', 'containers');
  const containers = asList(podSpec.containers).map(({ name }, index) => ({
    name,
    isOwn: isOwn(pointer(listAt, index)),
  }));
  const named = containers.findIndex(
    (container) => container.isOwn && container.name === asFields(manifest.metadata).name,
  );
  return named === -1 ? containers.findIndex((container) => container.isOwn) : named;
}

function findUnknownField(map: Fields, known: readonly string[], prefix: string): string | undefined {
  const field = Object.keys(map).find((key) => !known.includes(key) && map[key] !== null);
  return field === undefined ? undefined : `${prefix}${field}`;
}

/** A Release adds what it selects by to the labels of the pods, so they have to be there. */
function findLabelObstacle(manifest: Fields, kind: NativeKind): string | undefined {
  if (!kind.selectsPods) return undefined;
  const { matchLabels, matchExpressions } = asFields(asFields(manifest.spec).selector);
  const labels = asFields(asFields(partsOf(manifest, kind).template.metadata).labels);
  const selected = Object.entries(asFields(matchLabels));
  if (selected.length + asList(matchExpressions).length === 0) return 'it has no selector';
  const wrong = selected.find(([key, value]) => labels[key] !== value);
  return wrong && `its selector asks for the label ${wrong[0]}, which its pods do not have`;
}

function selectorCode(context: ObjectContext, selector: Fields, id: string): MapEntry[] {
  const isDefault = isSame(selector, { matchLabels: { app: id } });
  return isDefault ? [] : fieldEntry(context, 'selector', selector, '/spec/selector');
}

function jobTemplateCode(context: ObjectContext, jobTemplate: unknown): MapEntry[] {
  const { metadata, spec } = asFields(jobTemplate);
  const { template: _template, ...rest } = asFields(spec);
  const given = {
    ...(metadata === undefined || metadata === null ? {} : { metadata }),
    ...(Object.keys(rest).length === 0 ? {} : { spec: rest }),
  };
  return Object.keys(given).length === 0 ? [] : fieldEntry(context, 'jobTemplate', given, '/spec/jobTemplate');
}

function otherSpecFields(context: ObjectContext, spec: Fields, kind: NativeKind): MapEntry[] {
  const known = [...kind.props, 'template', 'jobTemplate', ...(kind.selectsPods ? ['selector'] : [])];
  const others = Object.fromEntries(
    Object.entries(spec).filter(([key, value]) => !known.includes(key) && value !== null),
  );
  return filled(context, 'spec', others, '/spec');
}

function podCode(context: ObjectContext, pod: Fields, at: string): MapEntry[] {
  return filled(context, 'pod', pod, at);
}

/** An entry for a map that has something in it. */
function filled(context: ObjectContext, key: string, value: unknown, at: string): MapEntry[] {
  const isEmpty = Object.values(asFields(value)).every((each) => each === null || each === undefined);
  return isEmpty ? [] : fieldEntry(context, key, value, at);
}

/** What a container starts is what people look for first. */
function commandFirst(entries: readonly MapEntry[]): MapEntry[] {
  const isStart = (each: MapEntry) => 'key' in each && (each.key === 'command' || each.key === 'args');
  return [...entries.filter(isStart), ...entries.filter((each) => !isStart(each))];
}

function orderCode(names: readonly string[]): MapEntry {
  return { key: 'containerOrder', value: toCode(names, {}) };
}
