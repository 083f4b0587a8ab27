import type { ServiceDraft } from '../objects/service-draft';
import { findField, mapOf, textOf } from '../yaml/compose-node';
import type { FieldHandler } from './field-handler';

/** What it means that a service that is no Job is not always started again. */
const WHY: ReadonlyMap<string, string> = new Map(
  ['no', 'none', 'false'].map((word): [string, string] => [
    word,
    'docker compose does not start it again when it ends; a Deployment always does: make it a Job if it is to run once',
  ]),
).set(
  'on-failure',
  'docker compose leaves it alone when it ends well; a Deployment starts it again then, too: make it a Job if it is to end',
);
const ALWAYS = new Set(['always', 'unless-stopped', 'any', '']);

/** `restart`: what stands in `deploy.restart_policy` counts more. */
export const carryRestart: FieldHandler = ({ place, value }, draft) => {
  if (mapOf(findField(mapOf(findField(draft.service.fields, 'deploy')), 'restart_policy'))) {
    draft.note(place, 'restart', 'deploy.restart_policy counts instead of it, as in docker compose');
    return;
  }
  const [word = '', attempts] = (textOf(value) ?? '').split(':');
  if (draft.kind === 'Job' && word === 'on-failure' && /^\d+$/.test(attempts ?? ''))
    draft.backoffLimit = Number(attempts);
  carryRestartCondition(word, 'restart', draft, place);
};

/** The restart policy of a Job's pods, or a note: pods of the other kinds are always started again. */
export function carryRestartCondition(word: string, topic: string, draft: ServiceDraft, place: string): void {
  if (draft.kind === 'Job') {
    draft.pod.set('restartPolicy', word === 'on-failure' ? 'OnFailure' : 'Never');
  } else if (!ALWAYS.has(word)) {
    draft.note(
      place,
      topic,
      WHY.get(word) ?? 'it is no restart policy that is known here: a Deployment always starts it again',
      word,
    );
  }
}
