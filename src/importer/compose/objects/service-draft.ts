import type { ComposeFile, ComposeService } from '../compose-file';
import type { ComposePort } from '../values/parse-port';
import type { ComposeMap } from '../yaml/compose-node';
import type { NoteBook } from './note-book';

/** The kinds of workload that a service becomes. */
export type WorkloadKind = 'Deployment' | 'DaemonSet' | 'Job';

/** A place in the container where a volume of the pod stands. */
export interface DraftMount {
  readonly volume: string;
  readonly isReadOnly?: boolean | undefined;
  readonly subPath?: string | undefined;
}

/** What is the same for all services of a file. */
export interface DraftContext {
  readonly compose: ComposeFile;
  /** The name in Kubernetes of each service, by its name as written. */
  readonly names: ReadonlyMap<string, string>;
  /** The name of the claim of each volume. */
  readonly claims: ReadonlyMap<string, string>;
  readonly notes: NoteBook;
}

/** What a service becomes, gathered field by field. */
export class ServiceDraft {
  /** Fields of the main container, without name, image, env, ports and mounts. */
  readonly container = new Map<string, unknown>();
  /** Fields of the container's security context. */
  readonly security = new Map<string, unknown>();
  /** Fields of the pod, without containers and volumes. */
  readonly pod = new Map<string, unknown>();
  readonly limits = new Map<string, string>();
  readonly requests = new Map<string, string>();
  readonly environment = new Map<string, string>();
  /** What the files of `env_file` say; `environment` wins over it. */
  readonly fileEnvironment = new Map<string, string>();
  readonly ports: ComposePort[] = [];
  /** Volumes of the pod by name: their source. */
  readonly volumes = new Map<string, Readonly<Record<string, unknown>>>();
  /** By path in the container. */
  readonly mounts = new Map<string, DraftMount>();
  /** The volumes that it shares with other services or keeps data in, as written. */
  readonly claimed = new Set<string>();
  /** How many are written. */
  wantedReplicas: number | undefined;
  /** Whether Compose would not start it unless asked to. */
  isIdle = false;
  backoffLimit: number | undefined;

  constructor(
    readonly service: ComposeService,
    readonly kind: WorkloadKind,
    readonly name: string,
    readonly context: DraftContext,
  ) {}

  /** How many there are to be; undefined for as many as Kubernetes starts by itself, which is one. */
  get replicas(): number | undefined {
    return this.isIdle ? 0 : this.wantedReplicas;
  }

  /** @param topic the field: `networks`, `deploy.placement` */
  note(place: string, topic: string, why: string, detail?: string): void {
    this.context.notes.add({ place, service: this.service.name, topic, why, detail });
  }

  /** A note for each key of a map that is not one of those that are carried over. */
  noteRest(map: ComposeMap, path: string, carried: readonly string[], why?: string): void {
    for (const [key, { place, value }] of map.entries) {
      if (carried.includes(key) || (value.kind === 'scalar' && value.value === null)) continue;
      this.note(place, `${path}.${key}`, why ?? 'it has no equivalent here');
    }
  }
}
