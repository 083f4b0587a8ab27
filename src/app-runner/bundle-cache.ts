import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import type { Bundle } from './bundle-app';
import { cacheFolder } from './cache-folder';
import { CHECKSUM_LENGTH, checksum } from './checksum';
import { isUnchanged, type Stamp, takeStamp } from './stamp';

/** The layout of the folder; another number leaves older entries alone. */
const LAYOUT = 1;
const KEPT_DAYS = 30;

/** A bundle that was kept, ready to run. */
export interface CachedBundle {
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
 * back only with its checksum, so that runs at the same time, a full disk and a damaged file cost time and nothing else.
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
    return code && { code: code.toString('latin1'), readMap: () => this.read(`${bundle}.map`)?.toString('utf8') ?? '' };
  }

  /** Keeps a bundle. */
  keep({ code, map, inputs }: Bundle): void {
    if (!inputs) return;
    const bundle = nameOf(code);
    this.removeOld();
    this.write(`${bundle}.js`, Buffer.from(code, 'latin1'));
    this.write(`${bundle}.map`, Buffer.from(map, 'utf8'));
    // last, so that what it names is there
    this.write(
      'inputs.json',
      Buffer.from(JSON.stringify({ maker: this.maker, stamps: inputs, bundle } satisfies Kept), 'utf8'),
    );
  }

  /** What V8 compiled of this code in an earlier run, for this V8 and its flags. */
  findCompiled(code: string): Buffer | undefined {
    return this.read(this.compiledName(code));
  }

  /** Keeps what V8 compiled. */
  keepCompiled(code: string, compiled: Buffer): void {
    this.write(this.compiledName(code), compiled);
  }

  private compiledName(code: string): string {
    // length and version tag are what V8 looks at itself; it does not notice damage, but the checksum does
    return `${cachedDataVersionTag().toString(16)}-${code.length.toString(16)}.v8`;
  }

  private read(name: string): Buffer | undefined {
    try {
      const bytes = readFileSync(join(this.folder, name));
      const content = bytes.subarray(CHECKSUM_LENGTH);
      return bytes.length >= CHECKSUM_LENGTH && checksum(content).equals(bytes.subarray(0, CHECKSUM_LENGTH))
        ? content
        : undefined;
    } catch {
      return undefined;
    }
  }

  private write(name: string, content: Buffer): void {
    const temporary = join(this.folder, `${name}.${process.pid}.tmp`);
    try {
      // the cache holds code that will be run, so nobody else may write it
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      writeFileSync(temporary, Buffer.concat([checksum(content), content]), { mode: 0o600 });
      renameSync(temporary, join(this.folder, name));
    } catch {
      rmSync(temporary, { force: true });
    }
  }

  /** Bundles of this app that nobody used for a month. */
  private removeOld(): void {
    try {
      const oldest = Date.now() - KEPT_DAYS * 24 * 60 * 60 * 1000;
      for (const name of readdirSync(this.folder)) {
        const path = join(this.folder, name);
        if (statSync(path).mtimeMs < oldest) rmSync(path, { force: true });
      }
    } catch {
      // there is no cache yet, or it cannot be read
    }
  }
}

function nameOf(text: string): string {
  return checksum(Buffer.from(text)).toString('hex');
}
