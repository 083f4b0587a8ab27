import { posix } from 'node:path';
import { globMatcher } from '../context/docker-ignore';
import type { Changes } from '../files/changes';
import { isFileLike, isInProgramFolder, STANDARD_FOLDERS } from '../files/file-like';
import { followPath } from '../files/follow-path';
import { isWhole, joinPattern, parsePathPattern, UNKNOWN_PART } from '../files/path-pattern';
import type { Placed } from '../files/trace';
import type { CopyPlan } from './apply-copy';
import { type CopySource, sourcePath } from './find-source';

/** One source of a COPY or ADD on its way into the stage. */
export class Copying {
  readonly #plan: CopyPlan;
  readonly #changes: Changes;

  constructor(plan: CopyPlan, changes: Changes) {
    this.#plan = plan;
    this.#changes = changes;
  }

  copy(written: string): void {
    const { source } = this.#plan;
    if (!isWhole(written)) this.#copyUnknown(written);
    else if (/[*?[]/.test(written)) this.#copyMatching(written);
    else if (isFolderName(written)) this.#copyFolder(source, sourcePath(written), written);
    else this.#copyNamed(written);
  }

  /** A file whose name and mode are known. */
  putFile(name: string, mode: number | undefined): void {
    const path = this.#inTarget(name);
    this.#changes.putFile(path, this.#plan.mode ?? mode);
  }

  /** What comes into the target is not known. */
  #mayFill(options: Parameters<Changes['mayAdd']>[1] = {}): void {
    const says = this.#saysContent();
    this.#changes.mayAdd(isWhole(this.#plan.target) ? this.#plan.target : '/', { ...(says && { says }), ...options });
  }

  fillWith(what: string): void {
    this.#mayFill({ says: `line ${this.#changes.line} (${this.#changes.shown}) ${what} there` });
  }

  #saysContent(): string | undefined {
    const { source } = this.#plan;
    const { line, shown } = this.#changes;
    if (source.kind === 'unread-context') return `line ${line} copies the build context there`;
    return source.kind === 'image' ? `line ${line} (${shown}) copies from ${source.shown}` : undefined;
  }

  #inTarget(name: string): string {
    const { target, isFolder } = this.#plan;
    return isFolder ? joinPattern(target, name) : target;
  }

  #copyFolder(source: CopySource, from: string, written: string): void {
    const { target, hasExcludes } = this.#plan;
    this.#changes.putFolder(target);
    if (source.files === undefined || hasExcludes) {
      const isAll = from === '/';
      const { line, shown } = this.#changes;
      const says = isAll ? undefined : `line ${line} (${shown}) copies '${written}' there`;
      this.#mayFill(says === undefined ? {} : { says });
    } else this.#changes.copyTree(target, { source: source.files, from });
  }

  #copyNamed(written: string): void {
    const { source, mode } = this.#plan;
    const path = sourcePath(written);
    const name = posix.basename(path);
    const followed = source.files && followPath(source.files, path, { steps: 200_000, depth: 0 });
    const placed = followed?.outcome === 'found' ? followed.placed : undefined;
    if (placed?.kind === 'directory') {
      this.#copyFolder(source, followed?.path ?? path, written);
      return;
    }
    const target = this.#inTarget(name);
    if (this.#plan.isFolder) this.#changes.putFolder(this.#plan.target);
    if (placed?.kind === 'file') {
      this.#changes.put(target, { ...placed, ...withMode(placed, mode) });
      return;
    }
    // a builder ends where a source is missing, so it is there: as what, its name may tell
    const isFile = isFileLike(path) || (!this.#plan.isFolder && isFileLike(target));
    const isProgram = isInProgramFolder(path) || isInProgramFolder(target);
    const isBuilt = source.kind === 'stage' || source.kind === 'image';
    if (isFile) this.#changes.put(target, { kind: 'file', isProgram, isBuilt, ...withMode(placed, mode) });
    else if (!this.#plan.isFolder) this.#changes.put(target, { kind: 'either', isProgram, isBuilt, mode });
    else {
      const { line, shown } = this.#changes;
      const says = `line ${line} (${shown}) copies '${written}' there, which may be a file or a folder`;
      this.#mayFill({ says, candidate: target });
    }
  }

  /** `bin/web-${TARGETARCH}`, of which a part is not known. */
  #copyUnknown(written: string): void {
    const { target, isFolder, mode } = this.#plan;
    const path = sourcePath(written);
    const isProgram = isInProgramFolder(path) || isInProgramFolder(target);
    const isOne = !isFolderName(written) && !/[*?[]/.test(written);
    if (isOne && !isFolder) this.#changes.put(target, { kind: isProgram ? 'file' : 'either', isProgram, mode });
    else
      this.#mayFill(isOne && isFileLike(path) ? { hasName: parsePathPattern(`/${posix.basename(path)}`).hasName } : {});
  }

  #copyMatching(written: string): void {
    const { source } = this.#plan;
    const pattern = sourcePath(written);
    const folder = posix.dirname(pattern);
    const name = posix.basename(pattern);
    const hasName = globMatcher(name);
    if (/[*?[]/.test(folder) || source.files === undefined) {
      // a pattern with an ending means files: `*.json`
      this.#mayFill(isFileLike(name.replace(/[*?[\]]/g, 'x')) ? { hasName } : {});
      return;
    }
    for (const each of this.#foldersIn(source, folder)) {
      if (hasName(posix.basename(each))) this.#copyFolder(source, each, posix.basename(each));
    }
    this.#changes.copyTree(this.#plan.target, { source: source.files, from: folder, hasName });
  }

  #foldersIn(source: CopySource, folder: string): string[] {
    const { files } = source;
    if (files === undefined) return [];
    const budget = { steps: 200_000, depth: 0 };
    const inside = files.candidates(folder, budget).map((path) => posix.relative(folder, path).split('/')[0] ?? '');
    return [...new Set(inside)]
      .map((name) => posix.join(folder, name))
      .filter((path) => {
        const trace = files.find(path, budget);
        return trace.state === 'there' && trace.placed.kind === 'directory';
      });
  }
}

function withMode(placed: Placed | undefined, mode: number | undefined): Partial<Placed> {
  const next = mode ?? placed?.mode;
  const isProgram = next === undefined ? undefined : (next & 0o111) !== 0;
  return { mode: next, ...(isProgram !== undefined && { isProgram }) };
}

/** `.`, `dist/`, `..`: only folders are written so. */
function isFolderName(written: string): boolean {
  return written.endsWith('/') || /(?:^|\/)\.{1,2}$/.test(written) || written === '';
}

/** Whether a copy of one file comes into the target instead of taking its place. */
export function isFolderTarget(changes: Changes, written: string, target: string, hasBase: boolean): boolean {
  if (written.endsWith('/') || /(?:^|\/)\.{1,2}$/.test(written)) return true;
  if (!isWhole(target)) return target.endsWith(UNKNOWN_PART);
  const placed = changes.find(target);
  return placed === undefined ? hasBase && STANDARD_FOLDERS.has(target) : placed.kind === 'directory';
}
