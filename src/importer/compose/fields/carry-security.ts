import type { ServiceDraft } from '../objects/service-draft';
import { textOf, textsOf } from '../yaml/compose-node';
import type { FieldHandler } from './field-handler';
import { isTrue } from './is-true';

/** The largest id that Kubernetes takes. */
const MAX_ID = 2 ** 31 - 1;

/** `user`: an id, and the id of a group behind a colon. Root is 0 everywhere; other names are known to the image only. */
export const carryUser: FieldHandler = ({ place, value }, draft) => {
  const [user = '', group] = (textOf(value) ?? '').split(':');
  for (const [name, field] of [
    [user, 'runAsUser'],
    [group, 'runAsGroup'],
  ] as const) {
    const id = name === 'root' ? 0 : idOf(name);
    if (id !== undefined) draft.security.set(field, id);
    else if (name !== undefined && name !== '') noteName(draft, place, 'user', name, field);
  }
};

/** `group_add`: more groups of the user. */
export const carryGroups: FieldHandler = ({ place, value }, draft) => {
  const ids = textsOf(value).flatMap((name) => {
    const id = name === 'root' ? 0 : idOf(name);
    if (id === undefined) noteName(draft, place, 'group_add', name, 'supplementalGroups');
    return id ?? [];
  });
  if (ids.length > 0) draft.pod.set('securityContext', { supplementalGroups: ids });
};

/** `cap_add`. */
export const carryAddedCapabilities: FieldHandler = ({ value }, draft) => setCapabilities(draft, 'add', textsOf(value));

/** `cap_drop`. */
export const carryDroppedCapabilities: FieldHandler = ({ value }, draft) =>
  setCapabilities(draft, 'drop', textsOf(value));

/** `privileged`. */
export const carryPrivileged: FieldHandler = ({ value }, draft) => {
  if (isTrue(value)) draft.security.set('privileged', true);
};

/** `read_only`: of the root of the container's files. */
export const carryReadOnly: FieldHandler = ({ value }, draft) => {
  if (isTrue(value)) draft.security.set('readOnlyRootFilesystem', true);
};

/** `security_opt`: of them, no-new-privileges is a field of its own. */
export const carrySecurityOptions: FieldHandler = ({ place, value }, draft) => {
  for (const option of textsOf(value)) {
    if (/^no-new-privileges(?:[:=]true)?$/.test(option)) draft.security.set('allowPrivilegeEscalation', false);
    else
      draft.note(
        place,
        'security_opt',
        'write seLinuxOptions, seccompProfile or appArmorProfile in the securityContext',
        option,
      );
  }
};

/** Kubernetes takes capabilities without CAP_ before them. */
function setCapabilities(draft: ServiceDraft, list: 'add' | 'drop', names: readonly string[]): void {
  if (names.length === 0) return;
  const known = draft.security.get('capabilities') as Readonly<Record<string, unknown>> | undefined;
  draft.security.set('capabilities', {
    ...known,
    [list]: names.map((name) => name.toUpperCase().replace(/^CAP_/, '')),
  });
}

function noteName(draft: ServiceDraft, place: string, topic: string, name: string, field: string): void {
  draft.note(
    place,
    topic,
    `Kubernetes takes a number only, and which one it is stands in the image's /etc/passwd or /etc/group: write ${field}`,
    name,
  );
}

function idOf(name: string | undefined): number | undefined {
  return name !== undefined && /^\d+$/.test(name) && Number(name) <= MAX_ID ? Number(name) : undefined;
}
