import { environmentOf } from './build-workload';
import type { ServiceDraft } from './service-draft';

/**
 * Keeps the variables out that Kubernetes sets for every Service, where a program may take one of them for its own: a
 * Service `mail` sets `MAIL_PORT` to `tcp://…`, and the program has variables that begin with `MAIL_`.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
 */
export function keepOwnVariables(drafts: readonly ServiceDraft[], services: readonly ServiceDraft[]): void {
  // a headless Service sets none
  const prefixes = services
    .filter(({ ports }) => ports.length > 0)
    .map(({ name }) => `${name.toUpperCase().replaceAll('-', '_')}_`);
  for (const draft of drafts) {
    const names = environmentOf(draft).map(([name]) => name);
    const prefix = prefixes.find((each) => names.some((name) => name.startsWith(each)));
    if (prefix === undefined) continue;
    draft.pod.set('enableServiceLinks', false);
    draft.note(
      draft.service.place,
      'variables of Services',
      'Kubernetes tells each container of every Service in variables, which the program may take for its own settings: enableServiceLinks: false keeps them out',
      `${prefix}PORT`,
    );
  }
}
