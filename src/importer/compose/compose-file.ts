import type { ImportNote } from '../imported-object';
import type { ComposeEnvironment } from './compose-environment';
import type { ComposeMap, ComposeNode } from './yaml/compose-node';

/** One service, with everything that it extends in it, and every variable replaced. */
export interface ComposeService {
  /** As written: it may have upper case, dots and underscores. */
  readonly name: string;
  /** Where its name stands: `compose.yaml:12`. */
  readonly place: string;
  /** The comment lines directly above it, without `#`. */
  readonly above: readonly string[];
  readonly fields: ComposeMap;
}

/** A named volume that the file declares. */
export interface ComposeVolume {
  readonly name: string;
  readonly place: string;
  /** Undefined for a volume of which only the name is written. */
  readonly fields: ComposeMap | undefined;
}

/** A Compose file whose shape is right. */
export interface ComposeFile {
  /** The project's name as Compose would have it: from `.env`, the file or its folder; undefined when none says it. */
  readonly name: string | undefined;
  readonly services: readonly ComposeService[];
  readonly volumes: ReadonlyMap<string, ComposeVolume>;
  /** The keys of the top level beside services and volumes that say something: networks, configs, secrets, … */
  readonly rest: ReadonlyMap<string, ComposeNode>;
  /** The variables that are set, by the `.env` file. */
  readonly variables: ReadonlyMap<string, string>;
  readonly environment: ComposeEnvironment;
  /** What there is to say about the file as such: variables without a value. */
  readonly notes: readonly ImportNote[];
}
