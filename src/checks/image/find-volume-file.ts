import { posix } from 'node:path';
import type { Mount } from '../../image/files/image-files';
import {
  asFields,
  asList,
  asText,
  type Fields,
  nameOf,
  namespaceOf,
  type PlacedManifest,
  printValue,
} from '../../manifest/manifest';
import type { Subject } from './subject';

/** What a volume holds at a path. */
export type VolumeFile =
  | { readonly outcome: 'found'; readonly mode: number; readonly content: Buffer | undefined; readonly source: string }
  | { readonly outcome: 'missing'; readonly why: string; readonly names: readonly string[] }
  | { readonly outcome: 'unknown'; readonly why: string };

/** ConfigMaps and Secrets of the manifests that are looked at. */
export type ConfigObjects = (kind: 'ConfigMap' | 'Secret', namespace: string, name: string) => Fields | undefined;

/** The modes that keys of a ConfigMap or Secret have when nothing else is written. */
const DEFAULT_MODE = 0o644;

/** Looks ConfigMaps and Secrets up by their names. An object without namespace is in that of whoever asks. */
export function configObjects(manifests: readonly PlacedManifest[]): ConfigObjects {
  const found = new Map<string, Fields>();
  for (const { manifest } of manifests) {
    if (manifest.kind !== 'ConfigMap' && manifest.kind !== 'Secret') continue;
    found.set(`${manifest.kind} ${namespaceOf(manifest)} ${nameOf(manifest)}`, manifest);
  }
  return (kind, namespace, name) => found.get(`${kind} ${namespace} ${name}`) ?? found.get(`${kind}  ${name}`);
}

/**
 * What a mounted volume holds before the container starts. An emptyDir is empty unless another container of the pod has
 * put something into it; ConfigMaps and Secrets hold their keys; of everything else the manifests say nothing.
 *
 * @param rest path below the mount path
 * @see https://kubernetes.io/docs/concepts/storage/volumes/
 */
export function findVolumeFile(subject: Subject, mount: Mount, rest: string, objects: ConfigObjects): VolumeFile {
  const volume = asList(subject.podSpec.volumes).find(({ name }) => asText(name) === mount.volume);
  const title = `volume '${mount.volume}'`;
  // a claim of a StatefulSet takes the place of a volume of the same name
  if (subject.claims.includes(mount.volume)) return outside(title, 'a persistent volume');
  if (volume === undefined) return { outcome: 'unknown', why: `the pod has no ${title}` };
  const path = posix.join('/', mount.subPath, rest, '.').slice(1);
  const [kind] = Object.entries(volume).flatMap(([field, value]) => (field === 'name' || value === null ? [] : field));
  // what makes no volume at all makes an emptyDir: the API server fills it in
  if (kind === undefined || kind === 'emptyDir') return emptyDir(subject, mount.volume, title);
  if (kind !== 'configMap' && kind !== 'secret') return outside(title, KINDS.get(kind) ?? `a volume of kind ${kind}`);
  if (mount.subPath.includes('$(')) {
    return {
      outcome: 'unknown',
      why: `${title} is mounted with subPathExpr ${mount.subPath}, which only the cluster knows`,
    };
  }
  if (kind === 'configMap') {
    const { name, items, defaultMode } = asFields(volume.configMap);
    return keyed('ConfigMap', subject, { name: asText(name) ?? '', items, defaultMode }, path, objects);
  }
  const { secretName, items, defaultMode } = asFields(volume.secret);
  return keyed('Secret', subject, { name: asText(secretName) ?? '', items, defaultMode }, path, objects);
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['hostPath', "a folder of the node's"],
  ['persistentVolumeClaim', 'a persistent volume'],
  ['projected', 'put together from several sources'],
  ['image', 'an image of its own'],
]);

function outside(title: string, what: string): VolumeFile {
  return { outcome: 'unknown', why: `${title} is ${what}, whose content the manifests do not tell` };
}

/** Containers of the pod that could have written into an emptyDir before, or while, this one starts. */
export function writersOf(
  subject: Subject,
  volume: string,
): { readonly title: string; readonly container: Fields; readonly isBefore: boolean }[] {
  return (['initContainers', 'containers'] as const).flatMap((list) =>
    asList(subject.podSpec[list]).flatMap((container, index) => {
      const mounts = asList(container.volumeMounts).filter(
        (mount) => asText(mount.name) === volume && mount.readOnly !== true,
      );
      const isSelf = list === subject.list && index === subject.index;
      const isLater = subject.list === 'initContainers' && (list === 'containers' || index > subject.index);
      if (mounts.length === 0 || isSelf || isLater) return [];
      const title = `${list === 'containers' ? 'container' : 'init container'} '${asText(container.name) ?? index}'`;
      return [{ title, container, isBefore: list === 'initContainers' }];
    }),
  );
}

function emptyDir(subject: Subject, volume: string, title: string): VolumeFile {
  const writers = writersOf(subject, volume);
  if (writers.length === 0) {
    return { outcome: 'missing', why: `${title} is an emptyDir, which is empty when the container starts`, names: [] };
  }
  const names = writers.map((writer) => writer.title).join(' and ');
  return { outcome: 'unknown', why: `${title} is an emptyDir that ${names} may have filled` };
}

interface KeyedSource {
  readonly name: string;
  readonly items: unknown;
  readonly defaultMode: unknown;
}

function keyed(
  kind: 'ConfigMap' | 'Secret',
  subject: Subject,
  source: KeyedSource,
  path: string,
  objects: ConfigObjects,
): VolumeFile {
  const title = `${kind} '${source.name}'`;
  const object = objects(kind, subject.namespace, source.name);
  if (object === undefined) return { outcome: 'unknown', why: `${title} is not in these manifests` };
  const contents = contentsOf(object);
  const items = Array.isArray(source.items) && source.items.length > 0 ? asList(source.items) : undefined;
  const files = items
    ? items.map((item) => ({ path: asText(item.path) ?? '', key: asText(item.key) ?? '', mode: item.mode }))
    : [...contents.keys()].map((key) => ({ path: key, key, mode: undefined }));
  const file = files.find((each) => posix.normalize(each.path) === path);
  if (file === undefined || !contents.has(file.key)) {
    const names = files.filter(({ key }) => contents.has(key)).map((each) => each.path);
    if (file !== undefined) return { outcome: 'missing', why: `${title} has no key '${file.key}' to put there`, names };
    const has = names.length === 0 ? 'has no keys' : `has only ${names.join(', ')}`;
    return { outcome: 'missing', why: `${title} ${has}`, names };
  }
  const mode = file.mode ?? source.defaultMode ?? DEFAULT_MODE;
  if (!isMode(mode)) {
    const why = `${title} is to be put there with mode ${printValue(mode)}, and modes go from 0 to 0777, which is 511`;
    return { outcome: 'unknown', why };
  }
  return { outcome: 'found', mode, content: contents.get(file.key), source: title };
}

function isMode(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0o777;
}

/** By key; undefined where a Secret's value is not to be looked at any further than that it is there. */
function contentsOf(object: Fields): Map<string, Buffer | undefined> {
  const found = new Map<string, Buffer | undefined>();
  const isSecret = object.kind === 'Secret';
  for (const [key, value] of Object.entries(asFields(object.data))) {
    found.set(key, isSecret || typeof value !== 'string' ? undefined : Buffer.from(value));
  }
  for (const [key, value] of Object.entries(asFields(object.binaryData))) {
    found.set(key, typeof value === 'string' ? Buffer.from(value, 'base64') : undefined);
  }
  if (isSecret) for (const key of Object.keys(asFields(object.stringData))) found.set(key, undefined);
  return found;
}
