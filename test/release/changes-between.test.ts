import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOtherChanges } from '../../src/release/changes-between';
import { release, removeTemporaryFolders, TestRepository, temporaryFolder } from './test-repository';

afterAll(removeTemporaryFolders);

describe('other changes since a version', () => {
  test('are the commits of the configuration, newest first, not those of releases and manifests', async () => {
    const repository = TestRepository.init();
    const from = repository.commit('begin', { 'release.yaml': release('1'), 'main.ts': '' });
    const both = repository.commit('both', {
      'release.yaml': release('2'),
      'main.ts': '1',
      'config/größe ✓.yaml': 'a: 1',
      'dist/shop.k8s.yaml': 'x',
    });
    repository.bump('3');
    repository.commit('staging', { 'release.staging.yaml': release('9'), 'environments/release.yml': release('9') });
    repository.commit('synth', { 'dist/shop.k8s.yaml': 'y' });
    mkdirSync(repository.path('sub'));
    renameSync(repository.path('main.ts'), repository.path('sub/main.ts'));
    const moved = repository.commit('move');
    expect(await findOtherChanges(repository.path('release.yaml'), from)).toEqual([
      { commit: moved, subject: 'move', files: ['main.ts', 'sub/main.ts'] },
      { commit: both, subject: 'both', files: ['config/größe ✓.yaml', 'main.ts'] },
    ]);
    expect(await findOtherChanges(repository.path('release.yaml'), moved)).toEqual([]);
  });

  test('include what is not committed: changed, staged, deleted and new', async () => {
    const repository = TestRepository.init();
    const files = { 'a.ts': '', 'b.ts': '', 'c.ts': '', 'd.ts': '', '.gitignore': 'ignored' };
    const from = repository.commit('begin', { 'release.yaml': release('1'), ...files });
    repository.write('release.yaml', release('2'));
    repository.write('dist/shop.k8s.yaml', 'x');
    repository.write('ignored', 'x');
    repository.write('a.ts', '1');
    repository.write('b.ts', '1');
    repository.git('add', 'b.ts');
    rmSync(repository.path('c.ts'));
    repository.git('mv', 'd.ts', 'e.ts');
    repository.write('new/  f.ts', '');
    const [change, ...others] = await findOtherChanges(repository.path('release.yaml'), from);
    expect(others).toEqual([]);
    expect(change).toMatchObject({ commit: undefined, subject: 'not committed yet' });
    expect([...(change?.files ?? [])].sort()).toEqual(['a.ts', 'b.ts', 'c.ts', 'd.ts', 'e.ts', 'new/  f.ts']);
  });

  test.each([
    ['the folder of the release file', {}, 'apps/shop/release.yaml', ['%.ts']],
    ['the nearest folder with cdk8s.yaml', { 'apps/shop/cdk8s.yaml': '' }, 'apps/shop/env/[1]/prod.yaml', ['%.ts']],
    ['the top folder', { 'cdk8s.yaml': '' }, 'apps/shop/release.yaml', ['apps/cart/%.ts', 'apps/shop/%.ts']],
  ])('count in %s: %j, %s', async (_folder, project, file, files) => {
    const repository = TestRepository.init();
    const from = repository.commit('begin', { ...project, [file]: release('1') });
    repository.commit('other', {
      [file]: release('2'),
      'apps/shop/dist/x.k8s.yaml': 'x',
      'apps/shop/main.ts': '',
      'apps/cart/main.ts': '',
    });
    repository.write('apps/shop/new.ts', '');
    repository.write('apps/cart/new.ts', '');
    const changes = await findOtherChanges(repository.path(file), from);
    expect(changes.map((change) => change.files)).toEqual(
      ['new', 'main'].map((name) => files.map((path) => path.replace('%', name))),
    );
  });

  test('are those where a link to a release file is, not where it leads to', async () => {
    const repository = TestRepository.init();
    repository.write('releases/prod.yaml', release('1'));
    mkdirSync(repository.path('shop'));
    symlinkSync('../releases/prod.yaml', repository.path('shop/release.yaml'));
    const from = repository.commit('begin');
    const commit = repository.commit('both', { 'shop/main.ts': '1', 'releases/prod.yaml': release('2') });
    repository.commit('elsewhere', { 'releases/notes.txt': '' });
    expect(await findOtherChanges(repository.path('shop/release.yaml'), from)).toEqual([
      { commit, subject: 'both', files: ['main.ts'] },
    ]);
  });

  test('that a merge brought are of the merge', async () => {
    const repository = TestRepository.init();
    const [from] = repository.bump('1');
    repository.git('checkout', '--quiet', '-b', 'side');
    repository.commit('a', { 'a.ts': '' });
    repository.commit('b', { 'b.ts': '' });
    repository.git('checkout', '--quiet', 'main');
    repository.bump('2');
    const commit = repository.merge('side');
    expect(await findOtherChanges(repository.path('release.yaml'), from as string)).toEqual([
      { commit, subject: 'merge side', files: ['a.ts', 'b.ts'] },
    ]);
  });

  test('are refused outside git, and since a commit that is not there', async () => {
    const file = join(temporaryFolder(), 'release.yaml');
    writeFileSync(file, release('1'));
    await expect(findOtherChanges(file, 'a'.repeat(40))).rejects.toMatchObject({ code: 'GIT_NOT_A_REPOSITORY' });
    const repository = TestRepository.init();
    repository.bump('1');
    await expect(findOtherChanges(repository.path('release.yaml'), 'a'.repeat(40))).rejects.toMatchObject({
      code: 'GIT_FAILED',
      why: expect.stringMatching(/^'git log' says: fatal: bad (?:object|revision)/),
    });
  });
});
