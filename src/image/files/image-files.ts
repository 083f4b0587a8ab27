import type { LayerEntry } from '../layers/layer-index';

/** The files that a container sees before it starts: the image's layers, with volumes mounted over them. */
export interface ImageFiles {
  /**
   * Follows a path to what it means in the container, through links and across layers as the kernel does.
   *
   * @param path absolute, or relative to `from`
   * @param options.from absolute path of the folder that relative paths start in; `/` when not given
   * @param options.keepLink whether a symlink at the end is the answer itself
   * @throws ImageFault when a layer that has to be looked at cannot be read
   */
  resolve(path: string, options?: { readonly from?: string; readonly keepLink?: boolean }): Promise<Resolution>;
  /** Names of what is in a folder, in no particular order; undefined when that cannot be told or it is no folder. */
  list(path: string): Promise<readonly string[] | undefined>;
  /**
   * Every regular file that can be reached, links not followed, whatever is mounted over it; undefined when not all are known.
   */
  files(): Promise<readonly { readonly path: string; readonly entry: LayerEntry }[] | undefined>;
}

/** A volume over a folder or file of the image. */
export interface Mount {
  /** Absolute `mountPath`. */
  readonly path: string;
  /** Name of the volume in the pod. */
  readonly volume: string;
  /** Path in the volume that is mounted; empty for all of it. */
  readonly subPath: string;
}

/** Where a path leads. All paths are absolute. */
export type Resolution =
  | {
      readonly outcome: 'found';
      /** Without links, `.` and `..`. */
      readonly path: string;
      readonly entry: LayerEntry;
      /** The folders on the way, the root first, each as often as it was gone through: all need `x` for who comes here. */
      readonly folders: readonly { readonly path: string; readonly entry: LayerEntry }[];
      /** The symlinks on the way, in order, as absolute paths. */
      readonly links: readonly string[];
    }
  /** `at` is the first path on the way, links followed, that is not there. */
  | { readonly outcome: 'missing'; readonly at: string; readonly links: readonly string[] }
  /** `at` is something else than a folder, and the way goes on below it. */
  | { readonly outcome: 'not-a-folder'; readonly at: string; readonly links: readonly string[] }
  /** More than 40 links. */
  | { readonly outcome: 'loop'; readonly at: string; readonly links: readonly string[] }
  /** The way enters a volume, and the image does not say what is there. */
  | {
      readonly outcome: 'mounted';
      readonly mount: Mount;
      /** Path below the mount path; empty for the mount path itself. */
      readonly rest: string;
      readonly links: readonly string[];
    }
  /** The source does not say what is at `at`. */
  | { readonly outcome: 'unknown'; readonly at: string; readonly why: string; readonly links: readonly string[] };
