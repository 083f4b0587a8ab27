import { mapOf, textsOf } from '../yaml/compose-node';
import type { FieldHandler } from './field-handler';

/** `depends_on`: Kubernetes starts everything at once. */
export const noteDependsOn: FieldHandler = ({ place, value }, draft) => {
  const map = mapOf(value);
  const names = map ? [...map.entries.keys()] : textsOf(value);
  if (names.length === 0) return;
  draft.note(
    place,
    'depends_on',
    'Kubernetes starts all pods at once: a program that does not find what it needs has to wait, or end and be started again; a Service leads to pods that are ready only',
    names.join(', '),
  );
};
