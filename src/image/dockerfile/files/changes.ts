import { posix } from 'node:path';
import { followPath } from './follow-path';
import { isWhole, joinPattern, parsePathPattern, UNKNOWN_PART } from './path-pattern';
import type { StageFiles, Tree } from './stage-files';
import { type Budget, type Doubt, type FileSource, isBelow, type Placed } from './trace';

/** What one instruction, or one command of it, does to the files of a stage. Paths are absolute and may have unknown parts. */
export class Changes {
  /** Whether what is done is done for sure; otherwise it only may be. */
  isCertain = true;
  readonly line: number;
  /** As people are shown it: `RUN make install`. */
  shown: string;
  readonly #files: StageFiles;
  /** Folders that are gone afterwards: `RUN --mount`. */
  readonly #mounts: readonly string[];
  readonly #budget: Budget;
  /** What was put in those folders, as long as they are there. */
  readonly #mounted = new Map<string, Placed>();

  constructor(
    files: StageFiles,
    place: { readonly line: number; readonly shown: string },
    budget: Budget,
    mounts: readonly string[] = [],
  ) {
    this.#files = files;
    this.line = place.line;
    this.shown = place.shown;
    this.#budget = budget;
    this.#mounts = mounts;
  }

  /** The files as they are now. */
  get source(): FileSource {
    return this.#files.now();
  }

  put(path: string, placed: Omit<Placed, 'line'>): void {
    if (!this.isCertain || !isWhole(path) || (placed.target !== undefined && !isWhole(placed.target))) {
      this.mayAdd(path);
      // what is written to a link lands elsewhere
      if (placed.target !== undefined) this.mayAdd(joinPattern(posix.dirname(path), placed.target));
      return;
    }
    const place = this.#settle(path);
    if (place === '/') return;
    if (this.#isMounted(place)) {
      this.#mounted.set(place, { ...placed, line: this.line });
      return;
    }
    const says = `line ${this.line} (${this.shown}) puts a file or a folder of that name there`;
    this.#files.put(place, { ...placed, line: this.line }, says);
  }

  putProgram(path: string): void {
    this.put(path, { kind: 'file', mode: 0o755, isProgram: true });
  }

  putFile(path: string, mode?: number): void {
    this.put(path, { kind: 'file', mode, isProgram: mode !== undefined && (mode & 0o111) !== 0 });
  }

  /** Makes a folder where there is none. */
  putFolder(path: string): void {
    if (isWhole(path) && this.find(path)?.kind === 'directory') return;
    this.put(path, { kind: 'directory', isProgram: false });
  }

  remove(path: string): void {
    if (this.isCertain && isWhole(path)) {
      const place = this.#settle(path, true);
      if (!this.#isMounted(place)) this.#files.remove(place);
    } else this.mayRemove(path);
  }

  mayRemove(path: string): void {
    const says = `line ${this.line} (${this.shown}) may have removed it`;
    const doubt: Doubt = { scope: '/', strength: 'strong', line: this.line, says, isRemoval: true };
    if (isWhole(path)) this.#files.lose(this.#settle(path, true), doubt);
    else {
      const { scope, hasName } = parsePathPattern(path);
      // `rm -rf "$X"` is for what was made on the way; held against all, nothing would be known any more
      if (scope !== '/' || posix.basename(path) !== UNKNOWN_PART) this.#files.lose(scope, doubt, hasName);
    }
  }

  /** Something may be at a path now, or below it. */
  mayAdd(
    path: string,
    options: Partial<Pick<Doubt, 'strength' | 'hasName' | 'says' | 'candidate' | 'installs'>> = {},
  ): void {
    const { scope, hasName } = isWhole(path)
      ? { scope: this.#settle(path), hasName: undefined }
      : parsePathPattern(path);
    if (scope !== '/' && this.#isMounted(scope)) return;
    const { installs } = options;
    const does = installs === undefined ? 'may have put it there' : `installs ${installs} there`;
    const says = `line ${this.line} (${this.shown}) ${does}`;
    this.#files.doubt({ scope, hasName, strength: 'strong', line: this.line, says, ...options });
  }

  copyTree(path: string, tree: Omit<Tree, 'line' | 'says'> & { readonly says?: string }): void {
    if (!this.isCertain || !isWhole(path)) {
      this.mayAdd(isWhole(path) ? path : parsePathPattern(path).scope);
      return;
    }
    const place = this.#settle(path);
    if (this.#isMounted(place)) return;
    const says = `line ${this.line} (${this.shown}) copies '${tree.from}' there`;
    this.#files.copyTree(place, { says, ...tree, line: this.line });
  }

  /** What is surely at a path; a link at its end is followed, unless it `keepsLink`. */
  find(path: string, options: { readonly keepsLink?: boolean } = {}): Placed | undefined {
    if (!isWhole(path)) return undefined;
    const mounted = this.#mounted.get(posix.normalize(path));
    if (mounted) return mounted;
    const followed = followPath(this.#files, path, this.#budget, options);
    return followed.outcome === 'found' ? followed.placed : undefined;
  }

  /** Whether it depends on an earlier command what a path is now: it may have been made or removed there. */
  isUnsettled(path: string): boolean {
    if (!isWhole(path)) return false;
    const followed = followPath(this.#files, path, this.#budget);
    const isOpen = ({ strength, scope, isRemoval }: Doubt) => strength === 'strong' && (scope === path || isRemoval);
    return followed.outcome === 'unclear' && followed.doubts.some(isOpen);
  }

  /** The path with the links resolved that are known. */
  #settle(path: string, keepsLink = false): string {
    const followed = followPath(this.#files, posix.resolve('/', path), this.#budget, { keepsLink });
    return followed.path;
  }

  #isMounted(path: string): boolean {
    return this.#mounts.some((mount) => path === mount || isBelow(path, mount));
  }
}
