/** What a Dockerfile tells about one path. */
export type Trace =
  | { readonly state: 'there'; readonly placed: Placed }
  /** Surely not there. */
  | { readonly state: 'absent' }
  /** It may be there, for these reasons; at least one. */
  | { readonly state: 'unclear'; readonly doubts: readonly Doubt[] };

/** Something that an instruction put at a path. */
export interface Placed {
  /** `either`: a file or a folder, which of them the Dockerfile does not say. */
  readonly kind: 'file' | 'directory' | 'symlink' | 'either';
  /** Of a symlink, as it stands. */
  readonly target?: string | undefined;
  /** Permission bits, where they are sure. */
  readonly mode?: number | undefined;
  /** Whether it is there to be run: built, installed from a folder of programs, made executable. */
  readonly isProgram: boolean;
  /** Whether another stage or image is where it comes from: programs do, and hardly anything else by name. */
  readonly isBuilt?: boolean | undefined;
  /** Of the instruction. */
  readonly line: number;
  /** Where in the build context it comes from: a path without slash at its ends. */
  readonly contextPath?: string | undefined;
}

/** Why a path may be there though nothing is known of it. */
export interface Doubt {
  /** Absolute: this path and all below it. */
  readonly scope: string;
  /** Which base names only; all when not given. */
  readonly hasName?: ((name: string) => boolean) | undefined;
  /**
   * `weak`: it would be a surprise. A base image, or what a package manager does outside of the system's folders.
   */
  readonly strength: 'strong' | 'weak';
  /** Of the instruction; 0 for a base image. */
  readonly line: number;
  /** A sentence about 'there', without a full stop: `line 12 (RUN make install) may have put it there`. */
  readonly says: string;
  /** The path that would be there if what is copied is a file. */
  readonly candidate?: string | undefined;
  /** It may have been taken away; until then it was there, or might have been. */
  readonly isRemoval?: boolean | undefined;
  /** What it surely installs in that folder: `the programs of './...'`. */
  readonly installs?: string | undefined;
}

/** Anything that can be asked for a path: a stage, the build context. */
export interface FileSource {
  /** @param path absolute, without `.` and `..`; that folders above it are folders is for the caller to see */
  find(path: string, budget: Budget): Trace;
  /** Absolute paths that are worth asking for below a folder. */
  candidates(folder: string, budget: Budget): readonly string[];
}

/** How much work one question may be: hostile files copy stages into each other without end. */
export interface Budget {
  steps: number;
  depth: number;
}

export function newBudget(steps = 200_000): Budget {
  return { steps, depth: 0 };
}

/** Whether a path is below a folder. */
export function isBelow(path: string, folder: string): boolean {
  return folder === '/' ? path !== '/' : path.startsWith(`${folder}/`);
}
