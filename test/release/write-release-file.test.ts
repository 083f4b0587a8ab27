import { lstatSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeReleaseFile } from '../../src/release/write-release-file';

const folder = () => mkdtempSync(join(tmpdir(), 'write-'));

describe('writing a release file', () => {
  test('replaces its text, keeps its permissions, and leaves nothing else behind', () => {
    const path = join(folder(), 'release.yaml');
    writeFileSync(path, 'old', { mode: 0o640 });
    writeReleaseFile(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(path, '..'))).toEqual(['release.yaml']);
  });

  test('writes through a symbolic link, which stays one', () => {
    const target = join(folder(), 'real.yaml');
    const link = join(folder(), 'release.yaml');
    writeFileSync(target, 'old');
    symlinkSync(target, link);
    writeReleaseFile(link, 'new');
    expect(readFileSync(target, 'utf8')).toBe('new');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  test('refuses where the system does not let it', () => {
    const path = join(folder(), 'none', 'release.yaml');
    expect(() => writeReleaseFile(path, 'new')).toThrow(
      new Error(
        `RELEASE_FILE_NOT_WRITABLE: ${path} cannot be written\n  why: the system says ENOENT; the file is as it was\n  fix: mend that and run the command again`,
      ),
    );
  });
});
