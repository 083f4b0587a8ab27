import { spawn } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LayerCache } from '../../../src/image/layers/layer-cache';
import type { LayerIndex } from '../../../src/image/layers/layer-index';
import { readLayer } from '../../../src/image/layers/read-layer';
import { layerOf } from './byte-source';
import { tar } from './tar-archive';

const DIGEST = `sha256:${'1'.repeat(64)}`;
const OTHER = `sha256:${'2'.repeat(64)}`;
const THIRD = `sha512:${'3'.repeat(128)}`;

let work: string;
let index: LayerIndex;
beforeAll(async () => {
  index = await readLayer(layerOf(tar({ name: 'bin/app', content: '#!/bin/sh\n' }, { name: 'a/.wh.b' })));
});
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'lockstep-layers-'));
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

const folder = () => join(work, 'layers-v2');
const files = () => readdirSync(folder()).sort();
const pathOf = (digest: string) => join(folder(), digest.replace(':', '-'));
const said = (found: LayerIndex | undefined) =>
  found && { entries: [...found.entries()], count: found.count, bytes: found.unpackedBytes, hides: found.hides('a/b') };

describe('the cache of layers', () => {
  test('gives back what it kept, in this run and the next', () => {
    const cache = new LayerCache(work);
    expect(cache.find(DIGEST)).toBeUndefined();
    cache.keep(DIGEST, index);
    expect(said(cache.find(DIGEST))).toEqual(said(index));
    expect(said(new LayerCache(work).find(DIGEST))).toEqual(said(index));
    expect(new LayerCache(work).find(OTHER)).toBeUndefined();
    expect(cache.find(DIGEST)?.find('bin/app')?.facts).toMatchObject({ kind: 'script', line: '/bin/sh' });
  });

  test('gives back what it has from the cache', () => {
    const cache = new LayerCache(work);
    cache.keep(DIGEST, index);
    const found = cache.find(DIGEST);
    cache.keep(OTHER, found as LayerIndex);
    expect(readFileSync(pathOf(OTHER))).toEqual(readFileSync(pathOf(DIGEST)));
  });

  test('keeps files that only their owner reads', () => {
    new LayerCache(join(work, 'a/b')).keep(DIGEST, index);
    const path = join(work, 'a/b/layers-v2', DIGEST.replace(':', '-'));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(work, 'a/b/layers-v2')).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(work, 'a/b/layers-v2'))).toHaveLength(1);
  });

  test.each([
    ['../../etc/passwd', 'is a path'],
    [`sha256:../${'1'.repeat(40)}`, 'is a path'],
    [`sha256:${'1'.repeat(31)}`, 'is too short'],
    [`sha256:${'1'.repeat(129)}`, 'is too long'],
    [`SHA256:${'1'.repeat(64)}`, 'has capitals'],
    [`sha256:${'g'.repeat(64)}`, 'has other letters'],
    ['', 'is empty'],
  ])('keeps nothing for the digest %j, which %s', (digest) => {
    const cache = new LayerCache(work);
    cache.keep(digest, index);
    expect(cache.find(digest)).toBeUndefined();
    expect(readdirSync(work)).toEqual([]);
  });

  test('keeps nothing without a folder', () => {
    const cache = new LayerCache(undefined);
    cache.keep(DIGEST, index);
    expect(cache.find(DIGEST)).toBeUndefined();
  });

  test('keeps nothing that it cannot write', () => {
    writeFileSync(join(work, 'file'), 'x');
    const cache = new LayerCache(join(work, 'file'));
    cache.keep(DIGEST, index);
    expect(cache.find(DIGEST)).toBeUndefined();
    expect(readFileSync(join(work, 'file'), 'utf8')).toBe('x');
  });

  test('keeps nothing in a place that is taken by something else', () => {
    mkdirSync(pathOf(DIGEST), { recursive: true });
    const cache = new LayerCache(work);
    cache.keep(DIGEST, index);
    expect(cache.find(DIGEST)).toBeUndefined();
    expect(files()).toEqual([DIGEST.replace(':', '-')]);
  });

  // root may write everywhere
  (process.getuid?.() === 0 ? test.skip : test)('keeps nothing in a folder that is read-only', () => {
    new LayerCache(work).keep(DIGEST, index);
    chmodSync(folder(), 0o500);
    new LayerCache(work).keep(OTHER, index);
    expect(files()).toEqual([DIGEST.replace(':', '-')]);
    expect(said(new LayerCache(work).find(DIGEST))).toEqual(said(index));
    chmodSync(folder(), 0o700);
  });

  test('removes a file that is damaged, wherever that is', () => {
    const cache = new LayerCache(work);
    cache.keep(DIGEST, index);
    const whole = readFileSync(pathOf(DIGEST));
    // zeros between the magic and the checksum mean nothing
    for (let at = 0; at < whole.length; at += at < 64 ? 1 : 7) {
      if (at >= 16 && at < 32) continue;
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      writeFileSync(pathOf(DIGEST), damaged);
      expect(cache.find(DIGEST)).toBeUndefined();
      expect(files()).toEqual([]);
    }
  });

  test.each<[string, (whole: Buffer) => Buffer]>([
    ['is empty', () => Buffer.alloc(0)],
    ['is cut off in its header', (whole) => whole.subarray(0, 40)],
    ['has only its header', (whole) => whole.subarray(0, 64)],
    ['is cut off', (whole) => whole.subarray(0, -1)],
    ['is longer', (whole) => Buffer.concat([whole, Buffer.alloc(1)])],
    ['is of another version', (whole) => Buffer.concat([Buffer.from('LOCKSTEP LAYER 0'), whole.subarray(16)])],
    ['is something else', () => Buffer.from('{"layers":[]}'.repeat(20))],
    ['was filled with zeros', (whole) => Buffer.alloc(whole.length)],
  ])('removes a file that %s', (_what, change) => {
    const cache = new LayerCache(work);
    cache.keep(DIGEST, index);
    writeFileSync(pathOf(DIGEST), change(readFileSync(pathOf(DIGEST))));
    expect(cache.find(DIGEST)).toBeUndefined();
    expect(files()).toEqual([]);
    cache.keep(DIGEST, index);
    expect(said(cache.find(DIGEST))).toEqual(said(index));
  });

  const useAt = (digest: string, seconds: number) => utimesSync(pathOf(digest), seconds, seconds);
  test('lets go of what was not used for the longest time', () => {
    new LayerCache(work).keep(DIGEST, index);
    const bytes = statSync(pathOf(DIGEST)).size;
    const cache = new LayerCache(work, 2 * bytes);
    cache.keep(OTHER, index);
    useAt(DIGEST, 1000);
    useAt(OTHER, 2000);
    expect(said(cache.find(DIGEST))).toEqual(said(index));
    cache.keep(THIRD, index);
    expect(files()).toEqual([DIGEST, THIRD].map((digest) => digest.replace(':', '-')));
  });

  test('does not keep what is bigger than all of it', () => {
    new LayerCache(work).keep(DIGEST, index);
    const cache = new LayerCache(work, statSync(pathOf(DIGEST)).size - 1);
    cache.keep(OTHER, index);
    expect(files()).toEqual([DIGEST.replace(':', '-')]);
  });

  test('removes what another run has left half written, and leaves what one is writing', () => {
    const cache = new LayerCache(work, 10_000);
    cache.keep(DIGEST, index);
    for (const name of ['old.tmp', 'new.tmp']) writeFileSync(join(folder(), name), 'x'.repeat(20_000));
    utimesSync(join(folder(), 'old.tmp'), 1000, 1000);
    cache.keep(OTHER, index);
    expect(files()).toContain('new.tmp');
    expect(files()).not.toContain('old.tmp');
  });

  test('is whole whenever it is read, however many write', async () => {
    new LayerCache(work).keep(DIGEST, index);
    const whole = readFileSync(pathOf(DIGEST));
    writeFileSync(join(work, 'whole'), whole);
    // others do what keeping does: a name of their own, then the one that counts
    const script = `const fs = require('fs'); const whole = fs.readFileSync('whole');
      for (let i = 0; i < 300; i++) { const own = process.pid + '.' + i; fs.writeFileSync(own, whole); fs.renameSync(own, process.argv[1]); }`;
    const others = [1, 2].map(() => spawn(process.execPath, ['-e', script, pathOf(DIGEST)], { cwd: work }));
    let running = others.length;
    const ends = others.map((child) =>
      new Promise<number | null>((end) => child.on('exit', end)).finally(() => running--),
    );
    const cache = new LayerCache(work);
    while (running > 0) {
      cache.keep(DIGEST, index);
      expect(said(cache.find(DIGEST))).toEqual(said(index));
      await new Promise(setImmediate);
    }
    expect(await Promise.all(ends)).toEqual([0, 0]);
    expect(files()).toEqual([DIGEST.replace(':', '-')]);
  });
});
