import { readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { startFacts } from '../../../src/image/facts/collect-facts';
import type { FileFacts } from '../../../src/image/facts/file-facts';
import type { ImageFiles, Resolution } from '../../../src/image/files/image-files';

/** The files of this machine as if they were an image. Links count only for whether they lead somewhere. */
export class DiskFiles implements ImageFiles {
  readonly #facts = new Map<string, FileFacts>();

  resolve(path: string, { from = '/', keepLink = false }: { from?: string; keepLink?: boolean } = {}) {
    return Promise.resolve(this.#resolve(posix.resolve(from, path), keepLink));
  }

  list(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  files(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  #resolve(path: string, keepLink: boolean): Resolution {
    const base = { path: path.slice(1), uid: 0, gid: 0, size: 0, isImplied: false };
    try {
      const target = keepLink ? readlinkSync(path) : undefined;
      const links = { folders: [], links: [] };
      if (target !== undefined) {
        return { outcome: 'found', path, entry: { ...base, mode: 0o777, type: 'symlink', target }, ...links };
      }
      const real = realpathSync(path);
      const { mode, size, uid, gid } = statSync(real);
      const type = (mode & 0o170000) === 0o100000 ? 'file' : (mode & 0o170000) === 0o040000 ? 'directory' : 'other';
      const facts = type === 'file' ? this.#read(real) : undefined;
      return {
        outcome: 'found',
        path: real,
        entry: { ...base, type, mode: mode & 0o7777, size, uid, gid, facts },
        ...links,
      };
    } catch {
      return { outcome: 'missing', at: path, links: [] };
    }
  }

  #read(path: string): FileFacts {
    const known = this.#facts.get(path);
    if (known) return known;
    const bytes = readFileSync(path);
    const collector = startFacts(path.slice(1), bytes.length);
    collector.push(bytes);
    const facts = collector.end();
    this.#facts.set(path, facts);
    return facts;
  }
}
