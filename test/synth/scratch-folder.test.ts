import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeScratchFolder } from '../../src/synth/scratch-folder';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function keep(folder: string): string {
  folders.push(folder);
  return folder;
}

describe('a scratch folder', () => {
  test('is new, empty and for nobody else', () => {
    const [one, two] = [keep(makeScratchFolder('scratch-', {})), keep(makeScratchFolder('scratch-', {}))];
    expect(one).not.toBe(two);
    expect(readdirSync(one)).toEqual([]);
    expect((statSync(one).mode & 0o777).toString(8)).toBe('700');
  });

  test('is where TMPDIR says', () => {
    const own = keep(mkdtempSync(join(tmpdir(), 'own-')));
    expect(dirname(makeScratchFolder('scratch-', { TMPDIR: own }))).toBe(own);
  });
});
