import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder = '';
let count = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-sources-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A path at which nothing is, in a folder that is there; all are removed after the test file. */
export function scratchPath(name = 'app'): string {
  count += 1;
  mkdirSync(join(folder, `${count}`));
  return join(folder, `${count}`, name);
}
