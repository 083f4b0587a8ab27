import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareDist, writeDist } from '../../src/synth/write-dist';

const A = 'a.k8s.yaml';
const B = 'b.k8s.yaml';

/** A folder with these files. */
function folder(files: { readonly [path: string]: string } = {}): string {
  const dist = join(mkdtempSync(join(tmpdir(), 'dist-')), 'dist');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(dist, path, '..'), { recursive: true });
    writeFileSync(join(dist, path), text);
  }
  return dist;
}
const read = (dist: string) =>
  Object.fromEntries(
    readdirSync(dist, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'utf8')]),
  );
const files = (texts: { readonly [path: string]: string }) => new Map(Object.entries(texts));

describe('writing manifests', () => {
  test('makes the folder, and the folders in it', () => {
    const dist = folder();
    expect(writeDist(dist, files({ [A]: '1', 'chart/x.k8s.yaml': '2' }))).toEqual({
      written: [A, 'chart/x.k8s.yaml'],
      removed: [],
      unchanged: [],
      foreign: [],
    });
    expect(read(dist)).toEqual({ [A]: '1', 'x.k8s.yaml': '2' });
  });

  test('leaves files alone whose bytes are the same, and their time of change', () => {
    const dist = folder({ [A]: '1', [B]: '2' });
    utimesSync(join(dist, A), 1000, 1000);
    expect(writeDist(dist, files({ [A]: '1', [B]: '3' }))).toMatchObject({ written: [B], unchanged: [A] });
    expect(statSync(join(dist, A)).mtimeMs).toBe(1_000_000);
    expect(read(dist)).toEqual({ [A]: '1', [B]: '3' });
  });

  test('removes manifests that the app no longer writes, and nothing else', () => {
    const dist = folder({ [A]: '1', [B]: '2', 'README.md': 'mine', 'other.yaml': 'mine', 'old/c.k8s.yaml': '3' });
    expect(writeDist(dist, files({ [A]: '1' }))).toEqual({
      written: [],
      removed: [B, 'old/c.k8s.yaml'],
      unchanged: [A],
      foreign: ['README.md', 'other.yaml'],
    });
    expect(read(dist)).toEqual({ [A]: '1', 'README.md': 'mine', 'other.yaml': 'mine' });
  });

  test('follows a folder that is a symbolic link', () => {
    const real = folder({ [A]: '1' });
    const link = join(mkdtempSync(join(tmpdir(), 'dist-')), 'link');
    symlinkSync(real, link);
    expect(writeDist(link, files({ [A]: '2' })).written).toEqual([A]);
    expect(read(real)).toEqual({ [A]: '2' });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  test('leaves no trace of itself, and clears away those of processes that were killed', () => {
    const gone = 2 ** 22 - 1;
    const dist = folder({ [A]: '1', [`.${A}.${gone}.lockstep-tmp`]: 'half', '.lockstep-lock': String(gone) });
    expect(writeDist(dist, files({ [A]: '2' })).foreign).toEqual([]);
    expect(readdirSync(dist)).toEqual([A]);
  });

  test('says what it would do without doing it', () => {
    const dist = folder({ [A]: '1', [B]: '2' });
    expect(compareDist(dist, files({ [A]: '3' }))).toEqual({ written: [A], removed: [B], unchanged: [], foreign: [] });
    expect(read(dist)).toEqual({ [A]: '1', [B]: '2' });
    expect(compareDist(folder(), files({ [A]: '3' })).written).toEqual([A]);
  });
});

describe('writing manifests is refused, and nothing is lost', () => {
  test('where a manifest would replace a symbolic link or a folder, all of them at once', () => {
    const dist = folder({ [`${B}/x`]: '1' });
    symlinkSync('nowhere', join(dist, A));
    expect(() => writeDist(dist, files({ [A]: '1', [`${B}/x`]: '2', c: '3' }))).toThrow(
      new Error(
        `DIST_NOT_A_FILE: ${dist}/${A} is not a plain file\n  why: the app writes a manifest of that name, and a symbolic link or a folder would be lost\n  fix: remove it, or rename the chart`,
      ),
    );
    expect(lstatSync(join(dist, A)).isSymbolicLink()).toBe(true);
    expect(existsSync(join(dist, 'c'))).toBe(false);
  });

  test("but a broken symbolic link that is nobody's is left alone", () => {
    const dist = folder({ [A]: '1' });
    symlinkSync('nowhere', join(dist, 'notes'));
    symlinkSync('nowhere', join(dist, 'old.k8s.yaml'));
    expect(writeDist(dist, files({ [A]: '2' }))).toEqual({
      written: [A],
      removed: [],
      unchanged: [],
      foreign: ['notes', 'old.k8s.yaml'],
    });
  });

  test.each([
    ['a file', (path: string) => writeFileSync(path, ''), 'it is a file'],
    [
      'a symbolic link that leads nowhere',
      (path: string) => symlinkSync('nowhere', path),
      'it is a symbolic link that leads nowhere',
    ],
  ])('into %s', (_what, make, why) => {
    const dist = join(mkdtempSync(join(tmpdir(), 'dist-')), 'dist');
    make(dist);
    expect(() => writeDist(dist, files({ [A]: '1' }))).toThrow(
      new Error(
        `DIST_NOT_A_FOLDER: ${dist} cannot be used for the manifests\n  why: ${why}\n  fix: remove it, or name another folder with --output`,
      ),
    );
  });

  test('into a symbolic link that leads to itself', () => {
    const dist = join(mkdtempSync(join(tmpdir(), 'dist-')), 'dist');
    symlinkSync('dist', dist);
    expect(() => writeDist(dist, files({ [A]: '1' }))).toThrow(
      new Error(
        `DIST_UNREADABLE: ${dist} cannot be used for the manifests\n  why: the system says ELOOP\n  fix: remove it, or name another folder with --output`,
      ),
    );
  });

  test('where a folder cannot be made', () => {
    const dist = folder({ chart: 'a file' });
    expect(() => writeDist(dist, files({ [A]: '1', 'chart/x.k8s.yaml': '2' }))).toThrow(
      expect.objectContaining({
        code: 'DIST_NOT_WRITABLE',
        what: `the manifests cannot be written into ${dist}`,
        why: 'the system says EEXIST; nothing in it has changed',
      }),
    );
    expect(read(dist)).toEqual({ chart: 'a file' });
  });

  const isRoot = process.getuid?.() === 0;
  (isRoot ? test.skip : test)(`where it may not write${isRoot ? ' (skipped: root may write everywhere)' : ''}`, () => {
    const dist = folder({ [A]: '1' });
    chmodSync(dist, 0o500);
    expect(() => writeDist(dist, files({ [A]: '2' }))).toThrow(
      expect.objectContaining({ code: 'DIST_NOT_WRITABLE', why: 'you may not write there; nothing in it has changed' }),
    );
    expect(read(dist)).toEqual({ [A]: '1' });
  });

  /** A file system of 64 kB, where this user may make one. */
  const mount = join(mkdtempSync(join(tmpdir(), 'disk-')), 'disk');
  mkdirSync(mount);
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', mount]).status === 0;
  afterAll(() => isMounted && spawnSync('umount', [mount]));
  const small = isMounted ? test : test.skip;
  const reason = isMounted ? '' : ' (skipped: no file system can be mounted)';

  small(`on a full disk${reason}`, () => {
    const dist = join(mount, 'full');
    writeDist(dist, files({ [A]: '1', [B]: '2' }));
    expect(() => writeDist(dist, files({ [A]: '3', [B]: 'x'.repeat(100_000) }))).toThrow(
      new Error(
        `DIST_NOT_WRITABLE: the manifests cannot be written into ${dist}\n  why: the disk is full; nothing in it has changed\n  fix: mend that and synthesize again, or name another folder with --output`,
      ),
    );
    expect(read(dist)).toEqual({ [A]: '1', [B]: '2' });
  });

  small(`on a disk that can only be read${reason}`, () => {
    const dist = join(mount, 'fixed');
    writeDist(dist, files({ [A]: '1' }));
    expect(spawnSync('mount', ['-o', 'remount,ro', mount]).status).toBe(0);
    expect(() => writeDist(dist, files({ [A]: '2' }))).toThrow(
      expect.objectContaining({ code: 'DIST_NOT_WRITABLE', why: 'it can only be read; nothing in it has changed' }),
    );
    expect(read(dist)).toEqual({ [A]: '1' });
  });

  test('while another process holds the folder for long', () => {
    const dist = folder({ [A]: '1', '.lockstep-lock': '1' });
    // every look at the clock is 11 seconds after the one before
    let now = 0;
    jest.spyOn(Date, 'now').mockImplementation(() => (now += 11_000));
    expect(() => writeDist(dist, files({ [A]: '2' }))).toThrow(
      new Error(
        `DIST_BUSY: another synth writes into ${dist}\n  why: process 1 holds ${dist}/.lockstep-lock for more than 10 seconds\n  fix: wait for it, or remove ${dist}/.lockstep-lock if there is no such process`,
      ),
    );
    jest.restoreAllMocks();
    expect(read(dist)).toEqual({ [A]: '1', '.lockstep-lock': '1' });
  });
});
