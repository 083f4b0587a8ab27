import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { checksum } from '../cache/checksum';
import { checksumOf, isListed, isRecent, isUnchanged, type Listing, type Stamp, takeListing, takeStamp } from './stamp';

/** Everything that would make another bundle when it changes. */
export interface Inputs {
  readonly stamps: readonly Stamp[];
  /** Folders in which a new file could be what an import means. */
  readonly listings: readonly Listing[];
}

/** Files that say how the files beside and below them are read. */
const SETTINGS = ['package.json', 'jsconfig.json', 'tsconfig.json'];
const EXTENDS = /"extends"\s*:\s*(\[[^\]]*\]|"[^"]*")/;
const RELATIVE = /(['"`])(\.{1,2}(?:\/[^'"`\n]*)?)\1/g;

/** Whether nothing of it has changed. */
export function isSame({ stamps, listings }: Inputs): boolean {
  return stamps.every(isUnchanged) && listings.every(isListed);
}

/** Notes what a bundle is made of while it is made. */
export class InputLog {
  readonly #begin = Date.now();
  readonly #stamps = new Map<string, Stamp>();
  readonly #listings = new Map<string, Listing>();
  readonly #read = new Map<string, Buffer>();

  /** A file, whether it is there or not. */
  note(path: string): void {
    if (!this.#stamps.has(path)) this.#stamps.set(path, takeStamp(path));
  }

  /** A file of the user with what decides how it is read and what its imports mean. @returns what it holds */
  readSource(path: string): Buffer {
    const folder = dirname(path);
    this.note(path);
    this.#noteFolder(folder);
    const bytes = readFileSync(path);
    this.#read.set(path, bytes);
    for (const [, , name] of bytes.toString('latin1').matchAll(RELATIVE)) {
      const meant = resolve(folder, name as string);
      this.#list(dirname(meant));
      this.#list(meant);
    }
    return bytes;
  }

  /** Every place in which Node looks for a package, up to where it is. */
  noteLookup(from: string, name: string): void {
    const root = /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name;
    for (const folder of upwards(from)) {
      const place = join(folder, 'node_modules', root);
      this.note(join(place, 'package.json'));
      if (existsSync(place)) return;
    }
  }

  /** Undefined when something has changed since it was noted, so that nobody knows what is in the bundle. */
  all(): Inputs | undefined {
    const listings = [...this.#listings.values()];
    const stamps = [...this.#stamps.values()];
    if (!isSame({ stamps, listings })) return undefined;
    return { stamps: stamps.map((stamp) => this.#withContent(stamp)), listings };
  }

  #withContent(stamp: Stamp): Stamp {
    if (!isRecent(stamp, this.#begin)) return stamp;
    const [path, mark] = stamp;
    const bytes = this.#read.get(path);
    return [path, mark, bytes ? checksum(bytes) : checksumOf(path)];
  }

  #list(folder: string): void {
    if (!this.#listings.has(folder)) this.#listings.set(folder, takeListing(folder));
  }

  #noteFolder(folder: string): void {
    if (this.#listings.has(folder)) return;
    this.#list(folder);
    for (const above of upwards(folder)) {
      if (this.#stamps.has(join(above, 'tsconfig.json'))) break;
      for (const name of SETTINGS) this.#noteSettings(join(above, name));
    }
  }

  #noteSettings(path: string): void {
    if (this.#stamps.has(path)) return;
    this.note(path);
    if (path.endsWith('package.json') || !existsSync(path)) return;
    const [, named = ''] = EXTENDS.exec(readFileSync(path, 'utf8')) ?? [];
    for (const [, name] of named.matchAll(/"([^"]+)"/g)) this.#noteBase(path, name as string);
  }

  /** @see https://www.typescriptlang.org/tsconfig/#extends */
  #noteBase(path: string, name: string): void {
    if (/^[./]/.test(name)) {
      const base = resolve(dirname(path), name);
      for (const each of [base, `${base}.json`]) this.#noteSettings(each);
      return;
    }
    this.noteLookup(dirname(path), name);
    for (const each of [name, `${name}.json`, `${name}/tsconfig.json`]) {
      try {
        this.#noteSettings(createRequire(path).resolve(each));
        return;
      } catch {
        // the next form
      }
    }
  }
}

function upwards(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...upwards(above)];
}
