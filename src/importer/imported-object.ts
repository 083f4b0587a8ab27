import type { PlacedManifest } from '../manifest/manifest';

/** What stands as a comment at one field of the input, without `#`, a text for each line. */
export interface FieldComments {
  /** The lines directly above the field. */
  readonly above: readonly string[];
  /** What stands behind the field in its line; undefined for nothing. */
  readonly behind: string | undefined;
}

/** One object of the input: what it says, where it stands, and how it was written. */
export interface ImportedObject extends PlacedManifest {
  /** The file as messages name it; `standard input` for `-`. */
  readonly file: string;
  /** The object's own YAML, word for word: its document, or its item of a List, outdented. Ends in an end of line. */
  readonly text: string;
  /** Comments by the JSON pointer of the field that they belong to; `''` for those above the whole object. */
  readonly comments: ReadonlyMap<string, FieldComments>;
}

/** Something that the import could not carry over, or that the user has to know. */
export interface ImportNote {
  /** Where it stands in the input: `compose.yaml:12`, `deployment 'web'`. */
  readonly place: string;
  /** What it is: `the service 'db' has the network 'back'`. */
  readonly what: string;
  /** What became of it, and why. */
  readonly why: string;
}
