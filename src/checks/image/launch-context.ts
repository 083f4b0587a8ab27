import type { ImageFiles, Mount } from '../../image/files/image-files';
import type { LayerEntry } from '../../image/layers/layer-index';
import type { Finding } from '../finding';
import type { ExecKind } from '../launch/container-execs';
import type { ConfigObjects } from './find-volume-file';
import { placeOfFinding } from './finding-place';
import type { ImageView } from './image-view';
import type { Subject } from './subject';

/** Who a container runs as. */
export interface ContainerUser {
  readonly uid: number;
  readonly gids: readonly number[];
  /** Whether it is let past the permissions of files, as root is by default (CAP_DAC_OVERRIDE). */
  readonly hasOverride: boolean;
  /**
   * Whether the runtime may still have that capability when it starts the container's own program: runc does, for any
   * user, unless it is dropped.
   *
   * @see https://github.com/opencontainers/runc/issues/3715
   */
  readonly isStartedWithOverride: boolean;
}

/** A file that another container of the pod copies into a volume before this one starts. */
export interface CopiedFile {
  readonly entry: LayerEntry;
  /** `init container 'copy' copies '/usr/local/bin/app' of team/app:1.0 there`. */
  readonly how: string;
}

/** Everything that decides whether a program of a container starts, save for the program. */
export interface LaunchContext {
  readonly subject: Subject;
  readonly view: ImageView;
  /** With the container's volumes. */
  readonly files: ImageFiles;
  /** Undefined where it cannot be told. */
  readonly user: ContainerUser | undefined;
  readonly objects: ConfigObjects;
  /** What the program is started for: `its liveness probe`; undefined for the container's own. */
  readonly purpose: string | undefined;
  /** What it is started for, as the manifest has it; undefined for the container's own. */
  readonly exec?: ExecKind;
  /** What an earlier container puts at a path in an emptyDir, as far as its command tells. */
  findCopied(mount: Mount, rest: string): Promise<CopiedFile | undefined>;
}

/** What makes up a finding about a container, its workload and place filled in. */
export function findingOf(
  { subject, view, exec }: Pick<LaunchContext, 'subject' | 'view' | 'exec'>,
  finding: Pick<Finding, 'outcome' | 'code' | 'what' | 'why' | 'fix'>,
): Finding {
  const { workload, title } = subject;
  const place = placeOfFinding(subject, finding.code, exec);
  return { ...finding, place, workload, container: title, image: subject.image ?? view.name };
}

/** `deployment 'web' runs 'app' (through tini)`, the beginning of every message about a program. */
export function printLaunch({ subject, purpose }: LaunchContext, program: string, via: string | undefined): string {
  const through = via === undefined ? '' : ` (through ${via})`;
  return `${subject.who} runs '${program}'${through}${purpose === undefined ? '' : ` as ${purpose}`}`;
}
