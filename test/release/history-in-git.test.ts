import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHistory } from '../../src/release/history';
import { release, removeTemporaryFolders, TestRepository, temporaryFolder, versionsOf } from './test-repository';

afterAll(removeTemporaryFolders);

describe('the history of a branch', () => {
  test('has what a merge brought as one version of the branch, in the order of the merges', async () => {
    const repository = TestRepository.init();
    repository.bump('1');
    repository.git('checkout', '--quiet', '-b', 'late');
    repository.bump('3-rc.1', '3');
    repository.git('checkout', '--quiet', '-b', 'early', 'main');
    repository.bump('2');
    repository.git('checkout', '--quiet', 'main');
    repository.commit('other', { 'main.ts': '' });
    const early = repository.merge('early');
    repository.git('checkout', '--quiet', 'late');
    repository.git('merge', '--quiet', '-s', 'ours', '-m', 'keep 3', 'main');
    repository.git('checkout', '--quiet', 'main');
    const late = repository.merge('late');
    const history = await readHistory(repository.path('release.yaml'));
    expect(versionsOf(history)).toEqual(['3', '2', '1']);
    expect(history.entries.map(({ commit }) => commit)).toMatchObject([late, early, expect.any(String)]);
    expect(history.entries.map(({ subject }) => subject)).toEqual(['merge late', 'merge early', 'bump to 1']);
  });

  test('has what a pull merged as one version, though it were several where it came from', async () => {
    const origin = TestRepository.init();
    origin.bump('1');
    const clone = origin.clone();
    origin.bump('2', '3');
    clone.commit('other', { 'main.ts': '' });
    clone.git('fetch', '--quiet');
    clone.merge('origin/main');
    expect(versionsOf(await readHistory(clone.path('release.yaml')))).toEqual(['3', '1']);
  });

  test('has a file since the merge that brought it', async () => {
    const repository = TestRepository.init();
    repository.commit('empty');
    repository.git('checkout', '--quiet', '-b', 'side');
    repository.bump('1', '2');
    repository.git('checkout', '--quiet', 'main');
    repository.commit('other', { 'main.ts': '' });
    repository.merge('side');
    expect(versionsOf(await readHistory(repository.path('release.yaml')))).toEqual(['2']);
  });

  test('ends at the commit that is checked out', async () => {
    const repository = TestRepository.init();
    repository.bump('1', '2', '3');
    repository.git('checkout', '--quiet', '--detach', 'HEAD~1');
    expect(versionsOf(await readHistory(repository.path('release.yaml')))).toEqual(['2', '1']);
  });

  test('is read in a worktree, in a submodule and with SHA-256', async () => {
    const repository = TestRepository.init();
    repository.bump('1', '2');
    const worktree = join(temporaryFolder(), 'tree');
    repository.git('worktree', 'add', '--quiet', worktree, 'HEAD~1');
    expect(versionsOf(await readHistory(join(worktree, 'release.yaml')))).toEqual(['1']);

    const parent = TestRepository.init();
    parent.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', `file://${repository.folder}`, 'sub');
    parent.commit('sub');
    expect(versionsOf(await readHistory(parent.path('sub/release.yaml')))).toEqual(['2', '1']);

    const long = TestRepository.init('--object-format=sha256');
    const ids = long.bump('1', '2');
    expect((await readHistory(long.path('release.yaml'))).entries.map(({ commit }) => commit)).toEqual(ids.reverse());
    expect(ids[0]).toHaveLength(64);
  });

  test('is the same whatever the configuration of git and the variables of a hook', async () => {
    const repository = TestRepository.init();
    repository.bump('1');
    repository.git('checkout', '--quiet', '-b', 'side');
    repository.bump('2');
    repository.git('checkout', '--quiet', 'main');
    repository.merge('side');
    const plain = await readHistory(repository.path('release.yaml'));
    for (const setting of [
      'log.showRoot=false',
      'log.diffMerges=off',
      'log.showSignature=true',
      'diff.renames=false',
      'color.ui=always',
      'core.quotepath=true',
      'status.relativePaths=false',
      'diff.relative=true',
      'i18n.logOutputEncoding=latin1',
      'log.date=relative',
      'format.pretty=oneline',
    ]) {
      repository.git('config', ...(setting.split('=') as [string, string]));
    }
    const before = { ...process.env };
    const hook = { GIT_DIR: '.git', GIT_INDEX_FILE: '.git/index', GIT_WORK_TREE: '/', GIT_GLOB_PATHSPECS: '1' };
    try {
      Object.assign(process.env, hook, { LC_ALL: 'de_DE.UTF-8' });
      expect(await readHistory(repository.path('release.yaml'))).toEqual(plain);
      expect(versionsOf(plain)).toEqual(['2', '1']);
    } finally {
      for (const name of [...Object.keys(hook), 'LC_ALL']) delete process.env[name];
      Object.assign(process.env, before);
    }
  });
});

describe('the working tree', () => {
  test.each([
    ['is as committed', () => {}, true, '2'],
    ['has another version', (r: TestRepository) => r.write('release.yaml', release('3')), false, '3'],
    ['has another comment', (r: TestRepository) => r.write('release.yaml', release('2', '# x\n')), false, '2'],
    [
      'has a staged version',
      (r: TestRepository) => {
        r.write('release.yaml', release('3'));
        r.git('add', '.');
      },
      false,
      '3',
    ],
    [
      'has taken a staged version back',
      (r: TestRepository) => {
        r.write('release.yaml', release('3'));
        r.git('add', '.');
        r.write('release.yaml', release('2'));
      },
      true,
      '2',
    ],
    [
      'has the line ends that git gave it',
      (r: TestRepository) => {
        r.git('config', 'core.autocrlf', 'true');
        rmSync(r.path('release.yaml'));
        r.git('checkout', '--', 'release.yaml');
        expect(readFileSync(r.path('release.yaml'), 'utf8')).toContain('\r\n');
      },
      true,
      '2',
    ],
  ])('%s', async (_law, change, isCommitted, present) => {
    const repository = TestRepository.init();
    repository.bump('1', '2');
    change(repository);
    const history = await readHistory(repository.path('release.yaml'));
    expect([history.isCommitted, history.present.tag, versionsOf(history)]).toEqual([isCommitted, present, ['2', '1']]);
  });
});

describe('a shallow clone', () => {
  test('has a history that is not complete, unless the file began in it', async () => {
    const origin = TestRepository.init();
    origin.bump('1', '2', '3');
    const shallow = await readHistory(origin.clone('--depth', '2').path('release.yaml'));
    expect([versionsOf(shallow), shallow.isComplete]).toEqual([['3', '2'], false]);
    origin.commit('begin', { 'b/release.yaml': 'image: {repository: acme/b, tag: 1}' });
    const begun = await readHistory(origin.clone('--depth', '2').path('b/release.yaml'));
    expect([begun.entries.length, begun.isComplete]).toEqual([1, true]);
  });
});

describe('300 versions', () => {
  test('start git as often as two do', async () => {
    const log = join(temporaryFolder(), 'log');
    const bin = temporaryFolder();
    const git = join(bin, 'git');
    // sets eleven options before its command
    writeFileSync(git, `#!/bin/sh\nPATH="\${PATH#*:}"\nprintf '%s\\n' "$9" >> '${log}'\nexec git "$@"\n`);
    chmodSync(git, 0o755);
    const path = process.env.PATH;
    const count = async (texts: string[]) => {
      const repository = TestRepository.init();
      repository.import('release.yaml', texts);
      writeFileSync(log, '');
      process.env.PATH = `${bin}:${path}`;
      try {
        const history = await readHistory(repository.path('release.yaml'));
        expect(history.entries.length).toBe(texts.length);
        expect(versionsOf(history)[0]).toBe(`1.${texts.length - 1}.0`);
      } finally {
        process.env.PATH = path;
      }
      return readFileSync(log, 'utf8').trim().split('\n');
    };
    const texts = Array.from({ length: 300 }, (_, i) => release(`1.${i}.0`));
    expect(await count(texts.slice(0, 2))).toEqual(['rev-parse', 'log', 'cat-file']);
    expect(await count(texts)).toEqual(['rev-parse', 'log', 'cat-file']);
  });
});
