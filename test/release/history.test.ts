import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readHistory } from '../../src/release/history';
import { release, removeTemporaryFolders, TestRepository, temporaryFolder, versionsOf } from './test-repository';

afterAll(removeTemporaryFolders);

const DIGEST = `sha256:${'ab'.repeat(32)}`;

describe('the history of a release file', () => {
  test('has each version with the commit that brought it, newest first', async () => {
    const repository = TestRepository.init();
    const [first] = repository.bump('1.0');
    repository.commit('a comment', { 'release.yaml': `${release('1.0')}# kept\n`, 'main.ts': '' });
    repository.commit('other', { 'main.ts': '1' });
    const [second] = repository.bump('1.1');
    const [third] = repository.bump('1.0');
    const history = await readHistory(repository.path('release.yaml'));
    expect(history).toMatchObject({ isCommitted: true, isComplete: true, present: { tag: '1.0' } });
    expect(history.entries.map(({ commit }) => commit)).toEqual([third, second, first]);
    expect(history.entries[1]).toEqual({
      commit: second,
      when: '2024-01-01T01:04:00+01:00',
      who: 'Ann Ott',
      subject: 'bump to 1.1',
      path: 'release.yaml',
      image: expect.objectContaining({ repository: 'acme/shop', tag: '1.1', digest: undefined }),
    });
  });

  test('has an entry for another repository and another digest, too', async () => {
    const repository = TestRepository.init();
    repository.bump('1.0');
    repository.commit('pin', { 'release.yaml': release('1.0', `  digest: ${DIGEST}\n`) });
    repository.commit('move', { 'release.yaml': 'image: { repository: acme/store, tag: "1.0" }' });
    expect(versionsOf(await readHistory(repository.path('release.yaml')))).toEqual([
      'acme/store:1.0',
      `1.0@${DIGEST}`,
      '1.0',
    ]);
  });

  test.each([
    ['-release.yaml', 'is no option'],
    ['räder größe ✓.yaml', 'is not ASCII'],
    ['a b/ c/release.yaml', 'has spaces and is in folders'],
    [':(glob)*[a]?.yaml', 'is no pattern'],
    ['"quoted"\n.yaml', 'has a line end'],
  ])('is that of the file %j, which %s', async (name, _reason) => {
    const repository = TestRepository.init();
    repository.commit('one', { [name]: release('1'), 'a.yaml': release('8'), 'x/release.yaml': release('9') });
    repository.commit('two', { [name]: release('2'), 'a.yaml': release('18') });
    for (const file of [repository.path(name), relative(process.cwd(), repository.path(name))]) {
      const history = await readHistory(file);
      expect(versionsOf(history)).toEqual(['2', '1']);
      expect(history.entries.map(({ path }) => path)).toEqual([name, name]);
    }
  });

  test('goes on before a rename, with the name of that time', async () => {
    const repository = TestRepository.init();
    repository.bump('1', '2');
    mkdirSync(repository.path('deploy'));
    renameSync(repository.path('release.yaml'), repository.path('deploy/shop.yaml'));
    repository.commit('move');
    repository.commit('three', { 'deploy/shop.yaml': release('3') });
    const { entries } = await readHistory(repository.path('deploy/shop.yaml'));
    expect(entries.map(({ path, image }) => [path, image?.tag])).toEqual([
      ['deploy/shop.yaml', '3'],
      ['release.yaml', '2'],
      ['release.yaml', '1'],
    ]);
  });

  test('begins with the copy when the file began as a copy of another release', async () => {
    const repository = TestRepository.init();
    repository.bump('1', '2');
    repository.commit('an environment', { 'release.staging.yaml': release('2') });
    repository.commit('three', { 'release.staging.yaml': release('3') });
    expect(versionsOf(await readHistory(repository.path('release.staging.yaml')))).toEqual(['3', '2']);
  });

  test('has a gap where the file was deleted, also when another file looks like it', async () => {
    const repository = TestRepository.init();
    repository.bump('1', '2');
    repository.commit('another', { 'release.staging.yaml': release('7') });
    rmSync(repository.path('release.yaml'));
    repository.commit('delete');
    repository.commit('unrelated', { 'main.ts': '' });
    repository.bump('2');
    expect(versionsOf(await readHistory(repository.path('release.yaml')))).toEqual([
      '2',
      'release.yaml was deleted',
      '2',
      '1',
    ]);
  });

  test('knows a file that is there again but not committed', async () => {
    const repository = TestRepository.init();
    repository.bump('1');
    rmSync(repository.path('release.yaml'));
    repository.commit('delete');
    repository.write('release.yaml', release('1'));
    const history = await readHistory(repository.path('release.yaml'));
    expect(history.isCommitted).toBe(false);
    expect(versionsOf(history)).toEqual(['release.yaml was deleted', '1']);
  });

  test.each([
    [
      'tag: [',
      'release.yaml:1: this is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    ['', 'release.yaml:1: there is nothing in it'],
    ['imgae:\n  tag: 1\n', "release.yaml:1: unknown key 'imgae'"],
    ['\0\u0001', 'release.yaml:1: the release file is text, not a map'],
    ['x'.repeat(1024 * 1024 + 1), 'release.yaml was 1048577 bytes long'],
    [Buffer.from([0xff, 0xfe, 0x00]), 'release.yaml was not UTF-8 text'],
  ])('says why a version cannot be read: %#', async (text, problem) => {
    const repository = TestRepository.init();
    repository.bump('1');
    writeFileSync(repository.path('release.yaml'), text);
    repository.commit('broken');
    repository.commit('broken otherwise', { 'release.yaml': '- a\n' });
    repository.bump('2');
    const history = await readHistory(repository.path('release.yaml'));
    expect(versionsOf(history)).toEqual(['2', problem, '1']);
    expect(history.entries[1]).toMatchObject({ subject: 'broken', image: undefined });
  });

  test('says when a version is missing in the clone', async () => {
    const repository = TestRepository.init();
    repository.bump('1', '2', '3');
    const blob = repository.git('rev-parse', 'HEAD~1:release.yaml');
    rmSync(repository.path(`.git/objects/${blob.slice(0, 2)}/${blob.slice(2)}`));
    expect(versionsOf(await readHistory(repository.path('release.yaml')))).toEqual([
      '3',
      'release.yaml is not in this clone as it was then',
      '1',
    ]);
  });

  test('has moving tags and images without a version, which are refused today', async () => {
    const repository = TestRepository.init();
    repository.bump('latest');
    repository.commit('main', {
      'release.yaml': '\ufeff{movingTags: [main], image: {tag: main, repository: acme/shop}}',
    });
    repository.commit('none', { 'release.yaml': 'allowMovingTag: false\nimage:\n  repository: acme/shop\n' });
    const history = await readHistory(repository.path('release.yaml'));
    expect(versionsOf(history)).toEqual(['acme/shop', 'main', 'latest']);
    expect(String(history.present)).toBe('acme/shop');
  });

  test('has what was a link before', async () => {
    const repository = TestRepository.init();
    repository.write('prod.yaml', release('9'));
    symlinkSync('prod.yaml', repository.path('release.yaml'));
    repository.commit('link');
    rmSync(repository.path('release.yaml'));
    repository.bump('2');
    expect(versionsOf(await readHistory(repository.path('release.yaml')))).toEqual([
      '2',
      'release.yaml was no file but a link',
    ]);
  });

  test('of a link is that of the file it leads to', async () => {
    const repository = TestRepository.init();
    repository.commit('one', { 'environments/prod.yaml': release('1') });
    repository.commit('two', { 'environments/prod.yaml': release('2') });
    const elsewhere = join(temporaryFolder(), 'release.yaml');
    symlinkSync(repository.path('environments/prod.yaml'), elsewhere);
    const history = await readHistory(elsewhere);
    expect(versionsOf(history)).toEqual(['2', '1']);
    expect(history.entries[0]?.path).toBe('environments/prod.yaml');
  });
});
