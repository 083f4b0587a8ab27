import type { ServiceDraft } from '../objects/service-draft';
import { parseBytes, toQuantity } from '../values/parse-bytes';
import { isPath, parseMount } from '../values/parse-mount';
import { type ComposeMap, type ComposeNode, findField, itemsOf, mapOf, textOf, textsOf } from '../yaml/compose-node';
import { addEmptyVolume } from './add-empty-volume';
import type { FieldHandler } from './field-handler';
import { isTrue } from './is-true';

/** A mount of either form. */
interface Mount {
  readonly place: string;
  readonly source: string | undefined;
  readonly target: string;
  readonly isReadOnly: boolean;
  readonly subPath?: string | undefined;
  readonly size?: string | undefined;
}

/** What becomes of each type of mount. */
const TYPES: ReadonlyMap<string, (mount: Mount, draft: ServiceDraft) => void> = new Map([
  ['volume', addVolume],
  ['bind', noteBind],
  ['tmpfs', addMemory],
]);

/** `volumes`: named ones become claims, those without a name live as long as their pod. */
export const carryVolumes: FieldHandler = ({ value }, draft) => {
  for (const item of itemsOf(value)) {
    const map = mapOf(item);
    if (map) carryLongForm(map, draft);
    else carryShortForm(item, draft);
  }
};

/** `tmpfs`: folders in memory, a path or a list of them, each with its options behind a colon. */
export const carryTmpfs: FieldHandler = ({ place, value }, draft) => {
  for (const text of textsOf(value)) {
    const [target = '', options = ''] = text.split(':');
    const rest = options.split(',').filter((option) => option !== '' && !option.startsWith('size='));
    if (rest.length > 0)
      draft.note(place, 'tmpfs', 'a folder in memory has no such option in Kubernetes', rest.join(', '));
    const size = /(?:^|,)size=([^,]+)/.exec(options)?.[1];
    addMemory({ place, source: undefined, target, isReadOnly: false, size }, draft);
  }
};

function carryShortForm(item: ComposeNode, draft: ServiceDraft): void {
  const mount = parseMount(textOf(item) ?? '');
  if (!mount?.target.startsWith('/')) {
    draft.note(item.place, 'volumes', 'it is no mount, or a variable in it has no value: it is left out');
    return;
  }
  if (mount.options.length > 0) {
    draft.note(item.place, 'volumes', 'a mount has no such option in Kubernetes', mount.options.join(', '));
  }
  TYPES.get(mount.type)?.({ ...mount, place: item.place }, draft);
}

function carryLongForm(map: ComposeMap, draft: ServiceDraft): void {
  draft.noteRest(map, 'volumes', ['type', 'source', 'target', 'read_only', 'volume', 'tmpfs']);
  const options = { volume: mapOf(findField(map, 'volume')), tmpfs: mapOf(findField(map, 'tmpfs')) };
  if (options.volume) draft.noteRest(options.volume, 'volumes.volume', ['subpath']);
  if (options.tmpfs) draft.noteRest(options.tmpfs, 'volumes.tmpfs', ['size']);
  const type = textOf(findField(map, 'type')) ?? 'volume';
  const target = textOf(findField(map, 'target')) ?? '';
  const carry = TYPES.get(type);
  if (!carry || !target.startsWith('/')) {
    const why = carry ? 'it has no path in the container: it is left out' : 'a pod has no mount of this type';
    draft.note(map.place, 'volumes', why, carry ? undefined : type);
    return;
  }
  carry(
    {
      place: map.place,
      source: textOf(findField(map, 'source')),
      target,
      isReadOnly: isTrue(findField(map, 'read_only')),
      subPath: textOf(findField(options.volume, 'subpath')),
      size: textOf(findField(options.tmpfs, 'size')),
    },
    draft,
  );
}

function addVolume(mount: Mount, draft: ServiceDraft): void {
  const claim = draft.context.claims.get(mount.source ?? '');
  if (mount.source === undefined || claim === undefined) {
    addEmptyVolume(draft, mount.target, {});
    draft.note(
      mount.place,
      'volumes without a name',
      'each became an emptyDir, which is empty when a pod starts and gone with it; docker compose keeps it, and fills it from the image',
      mount.target,
    );
    return;
  }
  draft.claimed.add(mount.source);
  draft.volumes.set(claim, { persistentVolumeClaim: { claimName: claim } });
  draft.mounts.set(mount.target, { volume: claim, isReadOnly: mount.isReadOnly, subPath: mount.subPath });
}

function addMemory(mount: Mount, draft: ServiceDraft): void {
  const bytes = parseBytes(mount.size ?? '') ?? 0;
  addEmptyVolume(draft, mount.target, { medium: 'Memory', ...(bytes > 0 ? { sizeLimit: toQuantity(bytes) } : {}) });
}

function noteBind(mount: Mount, draft: ServiceDraft): void {
  const source = mount.source ?? '';
  const rule = BIND_RULES.find(({ pattern }) => pattern.test(source));
  draft.note(mount.place, 'volumes', rule?.why ?? '', `${source}:${mount.target}`);
}

/** Why a path of the host is not carried over; the first that fits. */
const BIND_RULES: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  {
    pattern: /docker\.sock$|docker_engine$/,
    why: "the socket of Docker is not on the nodes of a cluster: a program that starts containers needs Kubernetes' API and a ServiceAccount instead",
  },
  {
    pattern: /^(?:\/|\\\\|[A-Za-z]:)/,
    why: 'it is a path of the host, and a node of the cluster has nothing there: a PersistentVolumeClaim holds data, a ConfigMap or Secret holds files',
  },
  {
    pattern: /^/,
    why: "it is a file or folder beside this file, which the cluster does not have: put it in the image, or in a ConfigMap: release.configMap('name', { files: [...] })",
  },
];

/** Whether a named volume stands in a mount of either form; undefined when none does. */
export function volumeNameOf(item: ComposeNode): string | undefined {
  const map = mapOf(item);
  const source = map ? textOf(findField(map, 'source')) : parseMount(textOf(item) ?? '')?.source;
  const isVolume = map ? textOf(findField(map, 'type')) === 'volume' : !isPath(source ?? '');
  return isVolume && source !== '' ? source : undefined;
}
