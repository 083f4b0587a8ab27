import { posix } from 'node:path';
import { type Budget, type Doubt, type FileSource, isBelow, type Placed, type Trace } from './trace';

/** What is below all instructions of a stage. */
export type StageBase = StageFiles | { readonly image: string } | 'scratch';

type Event =
  | { readonly type: 'put'; readonly path: string; readonly placed: Placed; readonly says: string }
  | { readonly type: 'remove'; readonly path: string }
  | { readonly type: 'add'; readonly doubt: Doubt }
  | {
      readonly type: 'lose';
      readonly path: string;
      readonly doubt: Doubt;
      /** What has such a name in that folder, at any depth; the folder itself with all in it when not given. */
      readonly hasName: Doubt['hasName'];
    }
  | { readonly type: 'tree'; readonly path: string; readonly tree: Tree };

/** A folder's content that is copied. */
export interface Tree {
  readonly source: FileSource;
  /** Absolute path of the folder in the source. */
  readonly from: string;
  /** Which of the files right in that folder; all of it when not given. */
  readonly hasName?: ((name: string) => boolean) | undefined;
  readonly line: number;
  /** `line 7 (COPY --from=build /out /app) copies '/out' there`. */
  readonly says: string;
}

const MOST_DOUBTS = 50;
const MOST_DEPTH = 200;
const TOO_MUCH: Trace = {
  state: 'unclear',
  doubts: [
    { scope: '/', strength: 'strong', line: 0, says: 'the stages are copied into each other too often to be followed' },
  ],
};

/** The files of a stage as the history of what instructions did to them, oldest first. Asked from the newest back. */
export class StageFiles implements FileSource {
  readonly base: StageBase;
  readonly #events: Event[] = [];

  constructor(base: StageBase) {
    this.base = base;
  }

  put(path: string, placed: Placed, says: string): void {
    this.#events.push({ type: 'put', path, placed, says });
  }

  remove(path: string): void {
    this.#events.push({ type: 'remove', path });
  }

  /** Something may have added files. */
  doubt(doubt: Doubt): void {
    this.#events.push({ type: 'add', doubt });
  }

  /** Something may have taken a path away, with all below it. */
  lose(path: string, doubt: Doubt, hasName?: Doubt['hasName']): void {
    this.#events.push({ type: 'lose', path, doubt, hasName });
  }

  copyTree(path: string, tree: Tree): void {
    this.#events.push({ type: 'tree', path, tree });
  }

  find(path: string, budget: Budget): Trace {
    return this.findAt(this.#events.length, path, budget);
  }

  /** Its files as they are now, whatever happens later. */
  now(): FileSource {
    const count = this.#events.length;
    return {
      find: (path, budget) => this.findAt(count, path, budget),
      candidates: (folder, budget) => this.candidates(folder, budget),
    };
  }

  findAt(count: number, path: string, budget: Budget): Trace {
    if (path === '/') return folderAt(0);
    const doubts: Doubt[] = [];
    for (const files of this.#chain()) {
      const end = files === this ? count : files.#events.length;
      for (let at = end - 1; at >= 0; at--) {
        if (--budget.steps < 0) return TOO_MUCH;
        const event = files.#events[at];
        const trace = event && look(event, path, doubts, budget);
        if (trace) return trace;
      }
      if (files.base === 'scratch' || files.base instanceof StageFiles) continue;
      const says = `the base image '${files.base.image}' may hold it`;
      doubts.push({ scope: '/', strength: 'weak', line: 0, says });
    }
    return doubts.length === 0 ? { state: 'absent' } : { state: 'unclear', doubts };
  }

  candidates(folder: string, budget: Budget): readonly string[] {
    const found = new Set<string>();
    if (budget.depth > MOST_DEPTH) return [];
    for (const files of this.#chain()) {
      for (const event of files.#events) {
        if (--budget.steps < 0) return [...found];
        if (event.type === 'put' && isBelow(event.path, folder)) found.add(event.path);
        if (event.type !== 'tree' || !(isBelow(event.path, folder) || isAtOrBelow(folder, event.path))) continue;
        const { source, from } = event.tree;
        const inner = isBelow(event.path, folder) ? from : joinPath(from, folder.slice(event.path.length));
        budget.depth++;
        const inside = source.candidates(inner, budget);
        budget.depth--;
        for (const each of inside) {
          budget.steps--;
          const path = joinPath(event.path, posix.relative(from, each));
          if (isBelow(path, folder)) found.add(path);
        }
      }
    }
    return [...found];
  }

  /** This stage and those that it starts from. */
  #chain(): StageFiles[] {
    const chain: StageFiles[] = [this];
    for (const { base } of chain) if (base instanceof StageFiles) chain.push(base);
    return chain;
  }

  /** What installs programs in a folder that it does not name one by one. */
  installers(): Doubt[] {
    const found: Doubt[] = [];
    for (const files of this.#chain()) {
      for (const event of files.#events) {
        if (event.type === 'add' && event.doubt.installs !== undefined) found.push(event.doubt);
      }
    }
    return found;
  }

  /** The build context's folder whose content was copied to a folder of the stage, if one was. */
  findContextFolder(path: string, isContext: (source: FileSource) => boolean): string | undefined {
    for (const files of this.#chain()) {
      const event = files.#events.findLast(
        (each) => each.type === 'tree' && isContext(each.tree.source) && isAtOrBelow(path, each.path),
      );
      if (event?.type === 'tree') return joinPath(event.tree.from, posix.relative(event.path, path));
    }
    return undefined;
  }
}

/** What one event says of a path; undefined when those before it have to be asked. */
function look(event: Event, path: string, doubts: Doubt[], budget: Budget): Trace | undefined {
  switch (event.type) {
    case 'put':
      if (event.path === path) return there(event.placed, doubts);
      if (isBelow(event.path, path)) return folderAt(event.placed.line);
      if (isBelow(path, event.path) && event.placed.kind === 'either') {
        addDoubt(doubts, { scope: event.path, strength: 'strong', line: event.placed.line, says: event.says });
      }
      return undefined;
    case 'remove':
      return isAtOrBelow(path, event.path) ? answer(doubts) : undefined;
    case 'add': {
      const { scope, hasName } = event.doubt;
      const isMeant = isAtOrBelow(path, scope) && (hasName?.(posix.basename(path)) ?? true);
      // a folder above comes along
      if (isMeant || isBelow(scope, path)) addDoubt(doubts, event.doubt);
      return undefined;
    }
    case 'lose':
      if (!isAtOrBelow(path, event.path)) return undefined;
      if (event.hasName && !posix.relative(event.path, path).split('/').some(event.hasName)) return undefined;
      addDoubt(doubts, event.doubt);
      return answer(doubts);
    case 'tree':
      return lookInTree(event, path, doubts, budget);
  }
}

function lookInTree(
  { path: to, tree }: { readonly path: string; readonly tree: Tree },
  path: string,
  doubts: Doubt[],
  budget: Budget,
): Trace | undefined {
  if (to === path || isBelow(to, path)) return folderAt(tree.line);
  if (!isBelow(path, to)) return undefined;
  const rest = posix.relative(to, path);
  if (tree.hasName && !tree.hasName(rest)) return undefined;
  if (budget.depth > MOST_DEPTH) return TOO_MUCH;
  budget.depth++;
  const inner = tree.source.find(joinPath(tree.from, rest), budget);
  budget.depth--;
  if (inner.state === 'there') {
    // of a folder that a pattern names only the content comes along
    if (tree.hasName && inner.placed.kind === 'directory') return undefined;
    return there({ ...inner.placed, line: tree.line }, doubts);
  }
  if (inner.state === 'unclear') {
    const because = inner.doubts.find(({ strength }) => strength === 'strong') ?? inner.doubts.at(-1);
    const says = because === undefined ? tree.says : `${tree.says}, and ${because.says}`;
    addDoubt(doubts, { scope: to, strength: because?.strength ?? 'strong', line: tree.line, says });
  }
  return undefined;
}

function there(placed: Placed, doubts: readonly Doubt[]): Trace {
  // what ran since may have changed its mode
  const isSure = doubts.every(({ strength }) => strength === 'weak');
  return { state: 'there', placed: isSure ? placed : { ...placed, mode: undefined } };
}

function folderAt(line: number): Trace {
  return { state: 'there', placed: { kind: 'directory', isProgram: false, line } };
}

function answer(doubts: readonly Doubt[]): Trace {
  return doubts.length === 0 ? { state: 'absent' } : { state: 'unclear', doubts };
}

function addDoubt(doubts: Doubt[], doubt: Doubt): void {
  if (doubts.length < MOST_DOUBTS && !doubts.some((each) => isSame(each, doubt))) doubts.push(doubt);
}

function isSame(a: Doubt, b: Doubt): boolean {
  return a.says === b.says && a.strength === b.strength && a.candidate === b.candidate;
}

function isAtOrBelow(path: string, folder: string): boolean {
  return path === folder || isBelow(path, folder);
}

/** An absolute path in a folder. */
export function joinPath(folder: string, rest: string): string {
  return posix.resolve('/', folder, `./${rest}`);
}
