import type { ImageReference } from '../release/image-reference';

/** A release file that is to have another text. */
export interface ReleaseTextChange {
  /** As it was given, for messages. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** What a command would do to the release files, and what has to be said about it. */
export interface ChangePlan {
  readonly changes: readonly ReleaseTextChange[];
  readonly moves: readonly { readonly path: string; readonly from: ImageReference; readonly to: ImageReference }[];
  /** Sentences: what could not be found out, what is dropped, what else has changed. */
  readonly notes: readonly string[];
}
