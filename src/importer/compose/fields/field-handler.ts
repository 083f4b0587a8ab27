import type { ServiceDraft } from '../objects/service-draft';
import type { ComposeEntry } from '../yaml/compose-node';

/** Carries one field of a service over, or notes why it cannot. */
export type FieldHandler = (entry: ComposeEntry, draft: ServiceDraft) => void;
