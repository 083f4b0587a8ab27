import type { FileFacts } from '../facts/file-facts';

/** Everything that one layer says about paths. Read-only; paths have no slash at either end, the root is an empty text. */
export interface LayerIndex {
  /** What the layer has at a path; undefined when it says nothing of it. */
  find(path: string): LayerEntry | undefined;
  /**
   * What of the layers below is hidden here: the path itself with all that is in it (a whiteout), or only what is in it
   * (an opaque folder).
   *
   * @see https://github.com/opencontainers/image-spec/blob/v1.1.0/layer.md#whiteouts
   */
  hides(path: string): 'nothing' | 'itself' | 'content';
  /** All entries in no particular order, those for folders that the archive does not list included. */
  entries(): IterableIterator<LayerEntry>;
  /** How many entries there are. */
  readonly count: number;
  /** Bytes of the unpacked tar. */
  readonly unpackedBytes: number;
}

export interface LayerEntry {
  readonly path: string;
  /** `other` for devices, pipes and sockets. */
  readonly type: 'file' | 'directory' | 'symlink' | 'other';
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes of a file's content, holes included; 0 for anything else. */
  readonly size: number;
  /** Where a symlink leads, as it stands. */
  readonly target?: string | undefined;
  /** A folder that the archive does not list, though it lists something in it: owner and mode are then unknown here. */
  readonly isImplied: boolean;
  /**
   * A hard link whose target is not in this layer: its path. Size, mode and facts are then the target's in the layers below.
   */
  readonly linkPath?: string | undefined;
  /** A hard link to a file: the path of that file, which has the same content. */
  readonly sharedPath?: string | undefined;
  /** Of a file. Read from the index on each access. */
  readonly facts?: FileFacts | undefined;
}
