import { isAscii } from 'node:buffer';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readCacheFile, writeCacheFile } from '../cache/cache-file';
import { cacheFolder } from '../cache/cache-folder';
import { checksum } from '../cache/checksum';
import { compiledTag } from '../cache/compiled-tag';
import { isTrustedFolder } from '../cache/is-trusted';
import { changedAt, pruneFolder } from '../cache/prune-folder';
import type { Bundle } from './bundle-app';
import { type Inputs, isSame } from './bundle-inputs';
import { isRecent, takeStamp } from './stamp';

/** This file as it is compiled on its own: commands have it in bundles of theirs, and share one cache. */
const SELF = join(__dirname, '../app-runner/bundle-cache.js');
/** The layout of the folder; another number leaves older entries alone. */
const LAYOUT = 2;
/** So many apps are kept, each with its bundle and the last ones before it. */
const MAX_APPS = 48;
const MAX_BUNDLES = 4;
/** Each version of Node and each set of flags compiles for itself. */
const MAX_COMPILED = 16;
const INPUTS = 'inputs.json';
const RUN = 'run.json';

/** A bundle that was kept, ready to run. */
export interface CachedBundle {
  /** Tells this code from any other. */
  readonly name: string;
  readonly code: string;
}

/** What stands in `run.json`. */
interface NotedRun extends Inputs {
  readonly maker: string;
}

/** What stands in `inputs.json`. */
interface Kept extends NotedRun {
  readonly bundle: string;
}

/**
 * Bundles that were made before, one folder for each app. Every file is written to a temporary name and renamed, and read
 * back only when it is whole, so that runs at the same time, a full disk and a damaged file cost time and nothing else.
 * A cache that cannot be written, or that others can write, is no cache.
 */
export class BundleCache {
  readonly #apps: string | undefined;
  readonly #folder: string | undefined;
  readonly #maker: string;

  /** @param app absolute path of the app */
  constructor(app: string, env: NodeJS.ProcessEnv = process.env) {
    // another version of this library bundles in another way, and esbuild looks for packages in NODE_PATH too
    this.#maker = JSON.stringify([LAYOUT, app, process.version, takeStamp(SELF), env.NODE_PATH ?? '']);
    const root = cacheFolder(env);
    if (root === undefined || !isTrustedFolder(root)) return;
    this.#apps = join(root, 'apps');
    this.#folder = join(this.#apps, nameOf(this.#maker));
  }

  /** The bundle, if nothing that it was made from has changed. */
  find(): CachedBundle | undefined {
    const now = Date.now();
    try {
      const kept = JSON.parse(this.#read(INPUTS)?.toString('utf8') ?? 'null') as Kept | null;
      if (kept?.maker !== this.#maker || !isSame(kept)) return undefined;
      const bytes = this.#read(`${kept.bundle}.js`);
      if (!bytes) return undefined;
      // esbuild writes ASCII where it can, which is read fastest byte by byte
      const code = bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
      this.#settle(kept, now);
      return { name: kept.bundle, code };
    } catch {
      // it is whole, and yet nothing that this version has written
      return undefined;
    }
  }

  /** Whether the app was run as it is now, so that it pays to make a bundle. */
  wasRun(): boolean {
    try {
      const run = JSON.parse(this.#read(RUN)?.toString('utf8') ?? 'null') as NotedRun | null;
      return run?.maker === this.#maker && isSame(run);
    } catch {
      return false;
    }
  }

  /** Notes that the app was run as it is. */
  noteRun({ stamps, listings }: Inputs): void {
    const run: NotedRun = { maker: this.#maker, stamps, listings };
    this.#write(RUN, Buffer.from(JSON.stringify(run), 'utf8'));
    this.#pruneApps();
  }

  /** Keeps a bundle, if it may be kept, and gives it as it will be found. */
  keep({ code, inputs }: Pick<Bundle, 'code' | 'inputs'>): CachedBundle {
    const bundle = { name: nameOf(code), code };
    if (!inputs) return bundle;
    this.#write(`${bundle.name}.js`, Buffer.from(code, 'utf8'));
    // last, so that what it names is there
    this.#writeKept({ maker: this.#maker, bundle: bundle.name, ...inputs });
    return bundle;
  }

  /** What V8 compiled of this bundle in an earlier run, for this V8 and its flags. */
  findCompiled({ name }: CachedBundle): Buffer | undefined {
    return this.#read(`${name}-${compiledTag()}.v8`);
  }

  /** Keeps what V8 compiled, and lets go of what was not used for long: at the end of a run, which was slow anyway. */
  keepCompiled({ name }: CachedBundle, compiled: Buffer): void {
    this.#write(`${name}-${compiledTag()}.v8`, compiled);
    if (this.#folder !== undefined) this.#removeOld(this.#folder);
    this.#pruneApps();
  }

  /** Once a file was left alone for a moment, its mark says enough, and its content need not be looked at. */
  #settle(kept: Kept, now: number): void {
    const { stamps } = kept;
    if (!stamps.some((stamp) => stamp.length === 3 && !isRecent(stamp, now))) return;
    const settled = stamps.map((stamp) => (isRecent(stamp, now) ? stamp : ([stamp[0], stamp[1]] as const)));
    this.#writeKept({ ...kept, stamps: settled });
  }

  #writeKept(kept: Kept): void {
    this.#write(INPUTS, Buffer.from(JSON.stringify(kept), 'utf8'));
  }

  #pruneApps(): void {
    if (this.#apps === undefined) return;
    pruneFolder(this.#apps, { entries: MAX_APPS, usedAt: (app) => changedAt(join(app, INPUTS)) || changedAt(app) });
  }

  #read(name: string): Buffer | undefined {
    return this.#folder === undefined ? undefined : readCacheFile(join(this.#folder, name));
  }

  #write(name: string, content: Buffer): void {
    if (this.#folder !== undefined) writeCacheFile(join(this.#folder, name), content);
  }

  /** Bundles of this app as it was before, but for the last few, which may be running. */
  #removeOld(folder: string): void {
    try {
      const files = readdirSync(folder).map((name) => ({ name, at: changedAt(join(folder, name)) }));
      files.sort((a, b) => b.at - a.at);
      const bundles = [...new Set(files.map(({ name }) => name.slice(0, 16)))].filter((name) =>
        /^[0-9a-f]{16}$/.test(name),
      );
      const stays = new Set(bundles.slice(0, MAX_BUNDLES));
      const compiled = files.filter(({ name }) => name.endsWith('.v8')).slice(MAX_COMPILED);
      const left = files.filter(({ name }) => /^[0-9a-f]{16}/.test(name) && !stays.has(name.slice(0, 16)));
      for (const { name } of [...compiled, ...left]) rmSync(join(folder, name), { recursive: true, force: true });
    } catch {
      // another run is at it
    }
  }
}

function nameOf(text: string): string {
  return checksum(Buffer.from(text));
}
