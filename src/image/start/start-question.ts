import type { ImageFiles, Resolution } from '../files/image-files';
import type { LayerEntry } from '../layers/layer-index';
import type { Platform } from '../platform';

/** A path that leads somewhere. */
export type Found = Extract<Resolution, { outcome: 'found' }>;

/** Whether a file of an image can start. That it is there, and may be executed, has been found out before. */
export interface StartQuestion {
  readonly files: ImageFiles;
  readonly platform: Platform;
  /** Absolute, without links. */
  readonly path: string;
  /** A regular file. */
  readonly entry: LayerEntry;
  /** Whom the container runs as; undefined when that is not known. */
  readonly user: { readonly uid: number; readonly gids: readonly number[] } | undefined;
  /** By name; undefined for a variable that is set to something that is only known later. */
  readonly env: ReadonlyMap<string, string | undefined>;
  /** Absolute; undefined when it is only known later. */
  readonly workingDirectory: string | undefined;
  /** Why the container's user may not execute a file; undefined when it may, or when that is not known. */
  readonly mayExecute?: (found: Found) => string | undefined;
}

export interface StartFault {
  readonly outcome: 'fail';
  /** One of the codes of findings: `IMAGE_LIBRARY_MISSING`. */
  readonly code: string;
  /** Goes on after "which": `cannot start: its interpreter '/bin/bash' is not in the image`. */
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

export interface StartDoubt {
  readonly outcome: 'unknown';
  readonly why: string;
}

export type StartAnswer =
  | {
      readonly outcome: 'pass';
      readonly how: 'static' | 'dynamic' | 'script';
      /** The loader of a dynamic program, or the program that runs a script. */
      readonly interpreter?: string;
    }
  | StartFault
  | StartDoubt;
