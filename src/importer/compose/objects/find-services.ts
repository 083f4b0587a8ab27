import type { ComposeFile } from '../compose-file';
import { findField, mapOf, textsOf } from '../yaml/compose-node';
import { waitsForEnd } from './find-kind';
import { findMentions } from './find-mentions';
import type { NoteBook } from './note-book';
import type { ServiceDraft } from './service-draft';

const HEADLESS =
  'other services name it or wait for it, and nothing here says which port it listens on: its Service is headless, so that its name leads to its pods at any port';

/**
 * The services that others have to find, so that each needs a Service: those with ports, and those that others name or
 * depend on. Ports at which others look for them are added to them.
 */
export function findServices(compose: ComposeFile, drafts: readonly ServiceDraft[], notes: NoteBook): ServiceDraft[] {
  const byName = new Map(drafts.map((draft) => [draft.service.name, draft]));
  const mentions = findMentions(drafts, new Set(byName.keys()));
  for (const [name, { ports }] of mentions) {
    const draft = byName.get(name);
    for (const [containerPort, by] of ports) {
      if (!draft || draft.ports.some((port) => port.containerPort === containerPort)) continue;
      draft.ports.push({ containerPort, protocol: 'TCP' });
      draft.note(
        draft.service.place,
        'a port that is not written',
        'in docker compose every port of a service can be reached; another service names this one, so its Service has it',
        `${containerPort}, named by '${by}'`,
      );
    }
  }
  noteOtherNames(compose, drafts, notes);
  return drafts.filter((draft) => {
    if (draft.ports.length > 0) return true;
    const name = draft.service.name;
    const isNamed = [...(mentions.get(name)?.by ?? [])].some((by) => by !== name);
    if (draft.kind === 'Job' || !(isNamed || isNeeded(compose, name))) return false;
    draft.note(draft.service.place, 'a Service without ports', HEADLESS);
    return true;
  });
}

/** Whether another service waits for it to run, or has a link to it. */
function isNeeded(compose: ComposeFile, name: string): boolean {
  return compose.services.some((other) => {
    const dependsOn = findField(other.fields, 'depends_on');
    const names = mapOf(dependsOn) ? [...(mapOf(dependsOn)?.entries.keys() ?? [])] : textsOf(dependsOn);
    const links = textsOf(findField(other.fields, 'links')).map((link) => link.split(':')[0]);
    return (names.includes(name) && !waitsForEnd(other, name)) || links.includes(name);
  });
}

/** Names of a service that only Docker's DNS knows, where another service uses them. */
function noteOtherNames(compose: ComposeFile, drafts: readonly ServiceDraft[], notes: NoteBook): void {
  const others = new Map<string, ServiceDraft>();
  const known = new Set(drafts.map(({ name }) => name));
  for (const draft of drafts)
    for (const name of otherNames(compose, draft)) if (!known.has(name)) others.set(name, draft);
  for (const [host, { by }] of findMentions(drafts, new Set(others.keys()))) {
    const draft = others.get(host);
    if (!draft) continue;
    notes.add({
      place: draft.service.place,
      service: draft.service.name,
      topic: `the name '${host}'`,
      why: `${[...by].map((name) => `'${name}'`).join(', ')} looks for it by this name, and its Service is called '${draft.name}': write that there`,
    });
  }
}

function otherNames(compose: ComposeFile, { name, service }: ServiceDraft): string[] {
  const networks = mapOf(findField(service.fields, 'networks'));
  const aliases = [...(networks?.entries.values() ?? [])].flatMap(({ value }) =>
    textsOf(findField(mapOf(value), 'aliases')),
  );
  const links = compose.services.flatMap((other) =>
    textsOf(findField(other.fields, 'links')).flatMap((link) => {
      const [target, alias] = link.split(':');
      return target === service.name && alias !== undefined ? [alias] : [];
    }),
  );
  const names = [...textsOf(findField(service.fields, 'container_name')), ...aliases, ...links];
  return [...names, ...(service.name === name ? [] : [service.name])];
}
