import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHistory } from '../../src/release/history';
import { release, removeTemporaryFolders, TestRepository, temporaryFolder } from './test-repository';

afterAll(removeTemporaryFolders);

describe('a history is refused', () => {
  const refused = async (file: string) => (await readHistory(file).catch((error: Error) => error)).toString();

  test('when there is no release file', async () => {
    expect(await refused('/nowhere/release.yaml')).toContain('there is no release file /nowhere/release.yaml');
  });

  test('outside git', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'release.yaml'), release('1'));
    expect(await refused(join(folder, 'release.yaml'))).toBe(
      [
        `UserError: GIT_NOT_A_REPOSITORY: ${folder}/release.yaml is not in a git repository`,
        `  why: the versions of a release file are those of its git history, and ${folder} has none`,
        "  fix: keep the project in git: 'git init', then commit the release file",
      ].join('\n'),
    );
  });

  test.each([
    ['right after git init', () => {}],
    ['when other files are committed only', (r: TestRepository) => r.commit('other', { '.gitignore': 'release.yaml' })],
    ['when it is staged only', (r: TestRepository) => r.git('add', 'release.yaml')],
  ])('%s', async (_law, prepare) => {
    const repository = TestRepository.init();
    repository.write('release.yaml', release('1'));
    prepare(repository);
    const file = repository.path('release.yaml');
    expect(await refused(file)).toBe(
      [
        `UserError: GIT_FILE_UNTRACKED: no commit of this branch has ${file}`,
        '  why: the versions of a release file are those of its git history',
        `  fix: commit it: 'git add -- ${file}', then 'git commit'`,
      ].join('\n'),
    );
  });

  test('without the program git', async () => {
    const repository = TestRepository.init();
    repository.bump('1');
    const path = process.env.PATH;
    process.env.PATH = temporaryFolder();
    try {
      expect(await refused(repository.path('release.yaml'))).toBe(
        [
          `UserError: GIT_MISSING: the history of ${repository.path('release.yaml')} cannot be read without git`,
          '  why: there is no program git in the folders that PATH lists',
          '  fix: install git',
        ].join('\n'),
      );
    } finally {
      process.env.PATH = path;
    }
  });

  test('when git fails, with its reason and without passwords', async () => {
    const repository = TestRepository.init();
    repository.bump('1');
    const bin = temporaryFolder();
    const git = join(bin, 'git');
    writeFileSync(
      git,
      '#!/bin/sh\necho trace >&2\necho "fatal: no access to \'https://me:secret@example.com/\'" >&2\nexit 128\n',
    );
    chmodSync(git, 0o755);
    const path = process.env.PATH;
    process.env.PATH = `${bin}:${path}`;
    try {
      const file = repository.path('release.yaml');
      expect(await refused(file)).toBe(
        [
          `UserError: GIT_FAILED: git cannot read the history of ${file}`,
          "  why: 'git rev-parse' says: fatal: no access to 'https://example.com/'",
          `  fix: run 'git log -- ${file}' and mend what it says`,
        ].join('\n'),
      );
    } finally {
      process.env.PATH = path;
    }
  });
});
