import { asFields } from '../../../manifest/manifest';
import type { ServiceDraft } from './service-draft';

/** How the services of a file speak of a host. */
export interface Mention {
  /** The services that name it, as written. */
  readonly by: Set<string>;
  /** The ports at which they look for it, and which service does. */
  readonly ports: Map<number, string>;
}

// a name, and a port behind it that is no password before an @
const HOST = /(?<![\w.$-])([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)(?::(\d{1,5})(?![\w@]))?/g;
const HOST_LIKE = /HOST|ADDR|URL|URI|SERVER|ENDPOINT|UPSTREAM|BACKEND|PROXY|DSN|BROKER|NODE|PEER/i;
const MAX_PORT = 65_535;

/**
 * Where the variables and commands of the services name one of `hosts`: with a port, in an address (`//db/`, `@db`), or
 * alone in a variable whose name speaks of a host.
 */
export function findMentions(
  drafts: readonly ServiceDraft[],
  hosts: ReadonlySet<string>,
): ReadonlyMap<string, Mention> {
  const mentions = new Map<string, Mention>();
  for (const draft of drafts) {
    for (const { text, isHostLike } of textsIn(draft)) {
      for (const match of text.matchAll(HOST)) {
        const [whole, host = '', port] = match;
        if (!hosts.has(host)) continue;
        const before = text.slice(0, match.index);
        const isAddress = /(?:\/\/|@)$/.test(before);
        // one slash leads to a path or to an image
        if (port === undefined ? !isAddress && !(isHostLike && whole === text) : /(?<!\/)\/$/.test(before)) continue;
        const mention = mentions.get(host) ?? { by: new Set<string>(), ports: new Map<number, string>() };
        mentions.set(host, mention);
        mention.by.add(draft.service.name);
        const number = Number(port);
        if (number >= 1 && number <= MAX_PORT && !mention.ports.has(number))
          mention.ports.set(number, draft.service.name);
      }
    }
  }
  return mentions;
}

function* textsIn(draft: ServiceDraft): Generator<{ readonly text: string; readonly isHostLike: boolean }> {
  for (const [name, text] of [...draft.fileEnvironment, ...draft.environment]) {
    // an image is no host, though it looks like one
    if (!/IMAGE/i.test(name)) yield { text, isHostLike: HOST_LIKE.test(name) };
  }
  const probe = asFields(asFields(draft.container.get('readinessProbe')).exec).command;
  for (const words of [draft.container.get('command'), draft.container.get('args'), probe]) {
    for (const text of Array.isArray(words) ? words.map(String) : []) yield { text, isHostLike: false };
  }
}
