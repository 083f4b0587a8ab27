import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pruneFolder } from '../../src/cache/prune-folder';

const folder = mkdtempSync(join(tmpdir(), 'prune-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
});

const HOUR = 60 * 60;
const DAY = 24 * HOUR;

/** Files by name, and so many seconds ago each was used. */
function put(files: Readonly<Record<string, number>>): void {
  for (const [name, seconds] of Object.entries(files)) {
    writeFileSync(join(folder, name), name);
    const at = Date.now() / 1000 - seconds;
    utimesSync(join(folder, name), at, at);
  }
}

describe('a folder of the cache', () => {
  test('lets go of what was not used for thirty days', () => {
    put({ new: 60, day: DAY, month: 29 * DAY, old: 31 * DAY });
    expect(pruneFolder(folder, { entries: 9 })).toBe(1);
    expect(readdirSync(folder)).toEqual(['day', 'month', 'new']);
  });

  test('lets go of what was not used for the longest time when there is too much', () => {
    put({ a: 5 * HOUR, b: 3 * HOUR, c: 4 * HOUR, d: 2 * HOUR });
    expect(pruneFolder(folder, { entries: 2 })).toBe(2);
    expect(readdirSync(folder)).toEqual(['b', 'd']);
  });

  test('keeps what may be in use, however much that is', () => {
    put({ a: 1, b: 60, c: 300 });
    expect(pruneFolder(folder, { entries: 0 })).toBe(0);
  });

  test('lets go of what a run has left half written', () => {
    put({ 'a.1-2.tmp': HOUR, 'b.1-3.tmp': 5, c: HOUR });
    expect(pruneFolder(folder, { entries: 9 })).toBe(1);
    expect(readdirSync(folder)).toEqual(['b.1-3.tmp', 'c']);
  });

  test('takes what is from the future for old, since the clock went back', () => {
    put({ future: -40 * DAY, near: -60, now: 60 });
    expect(pruneFolder(folder, { entries: 9 })).toBe(1);
    expect(readdirSync(folder)).toEqual(['near', 'now']);
  });

  test('removes folders with all that is in them, by what tells their use', () => {
    for (const name of ['a', 'b']) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'inside'), '');
    }
    const usedAt = (path: string) => (path.endsWith('a') ? Date.now() - 40 * DAY * 1000 : Date.now());
    expect(pruneFolder(folder, { entries: 9, usedAt })).toBe(1);
    expect(readdirSync(folder)).toEqual(['b']);
  });

  test('takes no longer than a hundred of them at once', () => {
    put(Object.fromEntries(Array.from({ length: 130 }, (_, index) => [`f${index}`, HOUR + index])));
    expect(pruneFolder(folder, { entries: 10 })).toBe(100);
    expect(pruneFolder(folder, { entries: 10 })).toBe(20);
    expect(readdirSync(folder)).toEqual(Array.from({ length: 10 }, (_, index) => `f${index}`));
  });

  test('may be missing, and may be none', () => {
    put({ a: 1 });
    expect(pruneFolder(join(folder, 'none'), { entries: 1 })).toBe(0);
    expect(pruneFolder(join(folder, 'a'), { entries: 1 })).toBe(0);
  });
});
