import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readCacheFile, writeCacheFile } from '../cache/cache-file';
import { cacheFolder } from '../cache/cache-folder';
import { checksum } from '../cache/checksum';
import type { Bundle } from './bundle-app';
import { isUnchanged, type Stamp, takeStamp } from './stamp';

/** The layout of the folder; another number leaves older entries alone. */
const LAYOUT = 1;
/** Bundles of older edits are kept so long, for runs that are still at it. */
const KEPT_MILLISECONDS = 60 * 60 * 1000;

/** A bundle that was kept, ready to run. */
export interface CachedBundle {
  /** Tells this code from any other. */
  readonly name: string;
  readonly code: string;
  /** Reads the source map, which only errors need. */
  readonly readMap: () => string;
}

/** What stands in `inputs.json`. */
interface Kept {
  readonly maker: string;
  readonly stamps: readonly Stamp[];
  readonly bundle: string;
}

/**
 * Bundles that were made before, one folder for each app. Every file is written to a temporary name and renamed, and read
 * back only when it is whole, so that runs at the same time, a full disk and a damaged file cost time and nothing else.
 * A cache that cannot be written is no cache.
 */
export class BundleCache {
  private readonly folder: string;
  private readonly maker: string;

  /** @param app absolute path of the app */
  constructor(app: string, env: NodeJS.ProcessEnv = process.env) {
    // another version of this library bundles in another way
    this.maker = JSON.stringify([LAYOUT, app, process.version, takeStamp(__filename)]);
    const name = nameOf(this.maker);
    this.folder = join(cacheFolder(env), 'apps', name);
  }

  /** The bundle, if nothing that it was made from has changed. */
  find(): CachedBundle | undefined {
    const inputs = this.read('inputs.json');
    if (!inputs) return undefined;
    const { maker, stamps, bundle } = JSON.parse(inputs.toString('utf8')) as Kept;
    if (maker !== this.maker || !stamps.every(isUnchanged)) return undefined;
    const code = this.read(`${bundle}.js`);
    // esbuild writes ASCII, which is read fastest byte by byte
    return (
      code && {
        name: bundle,
        code: code.toString('latin1'),
        readMap: () => this.read(`${bundle}.map`)?.toString('utf8') ?? '',
      }
    );
  }

  /** Keeps a bundle, if it may be kept, and gives it as it will be found. */
  keep({ code, map, inputs }: Bundle): CachedBundle {
    const bundle = { name: nameOf(code), code, readMap: () => map };
    if (!inputs) return bundle;
    const kept: Kept = { maker: this.maker, stamps: inputs, bundle: bundle.name };
    this.removeOld();
    this.write(`${bundle.name}.js`, Buffer.from(code, 'latin1'));
    this.write(`${bundle.name}.map`, Buffer.from(map, 'utf8'));
    // last, so that what it names is there
    this.write('inputs.json', Buffer.from(JSON.stringify(kept), 'utf8'));
    return bundle;
  }

  /** What V8 compiled of this bundle in an earlier run, for this V8 and its flags. */
  findCompiled({ name }: CachedBundle): Buffer | undefined {
    return this.read(compiledName(name));
  }

  /** Keeps what V8 compiled. */
  keepCompiled({ name }: CachedBundle, compiled: Buffer): void {
    this.write(compiledName(name), compiled);
  }

  private read(name: string): Buffer | undefined {
    return readCacheFile(join(this.folder, name));
  }

  private write(name: string, content: Buffer): void {
    writeCacheFile(join(this.folder, name), content);
  }

  /** Bundles of this app as it was before. */
  private removeOld(): void {
    try {
      const oldest = Date.now() - KEPT_MILLISECONDS;
      for (const name of readdirSync(this.folder)) {
        const path = join(this.folder, name);
        if (statSync(path).mtimeMs < oldest) rmSync(path, { force: true });
      }
    } catch {
      // there is no cache yet, or it cannot be read
    }
  }
}

/**
 * V8 itself looks at its version, its flags and the length of the text, and nothing else: two texts of one length are told
 * apart by the name. (`v8.cachedDataVersionTag()` would say the first two in one number; loading `node:v8` takes 2 ms.)
 */
function compiledName(bundle: string): string {
  return `${bundle}-${process.versions.v8}.v8`;
}

function nameOf(text: string): string {
  return checksum(Buffer.from(text));
}
