import { escapeExpansion } from '../values/escape-expansion';
import { splitCommand } from '../values/split-words';
import { textOf, textsOf } from '../yaml/compose-node';
import type { FieldHandler } from './field-handler';

/** `entrypoint`: what Kubernetes calls the command. An empty one makes Compose run the command alone. */
export const carryEntrypoint: FieldHandler = carryWords('entrypoint', 'command');

/** `command`: what Kubernetes calls the arguments. */
export const carryCommand: FieldHandler = carryWords('command', 'args');

function carryWords(topic: string, field: string): FieldHandler {
  return ({ place, value }, draft) => {
    const split = value.kind === 'list' ? { words: textsOf(value) } : splitCommand(textOf(value) ?? '');
    if (!split) {
      draft.note(place, topic, 'docker compose cannot split it into words: a quote or a parenthesis is not closed');
      return;
    }
    if (split.stoppedAt !== undefined) {
      draft.note(
        place,
        topic,
        'docker compose runs it without a shell and reads it up to there only: write the words as a list, with sh -c for a shell',
        `stops at ${split.stoppedAt}`,
      );
    }
    const words = split.words.map(escapeExpansion);
    // an empty list is as good as none to Kubernetes, which then takes the image's own
    if (words.length > 0) draft.container.set(field, words);
    else
      draft.note(
        place,
        topic,
        "it is empty, which clears the image's own in docker compose; Kubernetes cannot clear it",
      );
  };
}
