import type { ServiceDraft } from '../objects/service-draft';
import { parseBytes, toQuantity } from '../values/parse-bytes';
import { type ComposeNode, textOf } from '../yaml/compose-node';
import { addEmptyVolume } from './add-empty-volume';
import type { FieldHandler } from './field-handler';

/** `cpus`: how much of a processor at most. */
export const carryCpus: FieldHandler = ({ value }, draft) => setCpus(draft.limits, value);

/** `mem_limit`: how much memory at most. */
export const carryMemory: FieldHandler = ({ value }, draft) => setMemory(draft.limits, value);

/** `mem_reservation`: how much memory at least. */
export const carryReservedMemory: FieldHandler = ({ value }, draft) => setMemory(draft.requests, value);

/** `shm_size`: a folder in memory at /dev/shm. */
export const carrySharedMemory: FieldHandler = ({ value }, draft) => {
  const bytes = bytesOf(value);
  if (bytes > 0) addEmptyVolume(draft, '/dev/shm', { medium: 'Memory', sizeLimit: toQuantity(bytes) });
};

/** Compose takes 0 for no limit, so nothing is set. */
export function setCpus(into: ServiceDraft['limits'], node: ComposeNode | undefined): void {
  const cpus = textOf(node) ?? '';
  if (Number(cpus) > 0) into.set('cpu', String(Number(cpus)));
}

/** Compose takes 0 for no limit, so nothing is set. */
export function setMemory(into: ServiceDraft['limits'], node: ComposeNode | undefined): void {
  const bytes = bytesOf(node);
  if (bytes > 0) into.set('memory', toQuantity(bytes));
}

function bytesOf(node: ComposeNode | undefined): number {
  return parseBytes(textOf(node) ?? '') ?? 0;
}
