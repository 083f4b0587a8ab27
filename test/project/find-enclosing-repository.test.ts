import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findEnclosingRepository } from '../../src/project/find-enclosing-repository';

const work = mkdtempSync(join(tmpdir(), 'enclosing-'));
afterAll(() => rmSync(work, { recursive: true }));

mkdirSync(join(work, 'plain'));
mkdirSync(join(work, 'top/.git'), { recursive: true });
mkdirSync(join(work, 'top/apps'));
mkdirSync(join(work, 'worktree'));
writeFileSync(join(work, 'worktree/.git'), 'gitdir: elsewhere\n');

describe('the git repository around a folder', () => {
  test.each([
    ['top/apps', 'top', 'the folder lies in it'],
    ['top/apps/new/one', 'top', 'folders that are not there yet lie in it too'],
    ['worktree/a', 'worktree', 'the .git of a worktree is a file'],
    ['top', undefined, 'the top itself has nothing around it'],
    ['plain', undefined, 'there is none'],
  ])('%s is in %s: %s', (folder, top, _reason) => {
    expect(findEnclosingRepository(join(work, folder))).toBe(top && join(work, top));
  });
});
