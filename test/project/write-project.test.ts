import fs, { chmodSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { findFolderProblem } from '../../src/project/find-folder-problem';
import { writeProject } from '../../src/project/write-project';
import { contentOf, FILES, folderWith, refusal, work } from './scratch-folder';

afterEach(() => jest.restoreAllMocks());

const WRITTEN = {
  '.github': '/',
  '.github/workflows': '/',
  '.github/workflows/lockstep.yaml': 'jobs\n',
  'main.ts': 'main\n',
  'release.yaml': 'größe\n',
};

describe('writing a project', () => {
  test('makes the folder and those above it', () => {
    const folder = join(folderWith({}), 'a/b');
    expect(writeProject(folder, FILES)).toEqual([...FILES.keys()].map((path) => ({ path, outcome: 'written' })));
    expect(contentOf(folder)).toEqual(WRITTEN);
  });

  test('leaves other files alone', () => {
    const folder = folderWith({ 'README.md': 'mine\n', '.github/CODEOWNERS': 'me\n' });
    writeProject(folder, FILES);
    expect(contentOf(folder)).toEqual({ ...WRITTEN, 'README.md': 'mine\n', '.github/CODEOWNERS': 'me\n' });
  });

  test('does not touch a file that has the same content', () => {
    const folder = folderWith({ 'main.ts': 'main\n' });
    const before = statSync(join(folder, 'main.ts'), { bigint: true });
    expect(writeProject(folder, FILES).map(({ outcome }) => outcome)).toEqual(['written', 'unchanged', 'written']);
    const after = statSync(join(folder, 'main.ts'), { bigint: true });
    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
  });

  test('a second time changes nothing', () => {
    const folder = folderWith({});
    writeProject(folder, FILES);
    expect(new Set(writeProject(folder, FILES).map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
  });

  test('with force replaces what has other content, and nothing is left beside it', () => {
    const folder = folderWith({ 'main.ts': 'mine\n', other: 'mine\n' });
    expect(writeProject(folder, FILES, { force: true }).map(({ outcome }) => outcome)).toEqual([
      'written',
      'replaced',
      'written',
    ]);
    expect(contentOf(folder)).toEqual({ ...WRITTEN, other: 'mine\n' });
  });

  test.each([[false], [true]])('in a dry run says the same and writes nothing (force: %s)', (force) => {
    const folder = folderWith(force ? { 'main.ts': 'mine\n' } : {});
    const before = contentOf(folder);
    const files = writeProject(folder, FILES, { force, dryRun: true });
    expect(contentOf(folder)).toEqual(before);
    expect(writeProject(folder, FILES, { force })).toEqual(files);
  });

  test('never leaves the folder', () => {
    const folder = folderWith({});
    for (const path of ['../out', '/out', 'a/../../out']) {
      expect(() => writeProject(folder, new Map([[path, '']]))).toThrow(`${path} leads out of the project`);
    }
  });
});

describe('writing a project is refused, with nothing written,', () => {
  test('when files have other content, all of them at once', () => {
    const folder = folderWith({ 'main.ts': 'mine\n', 'release.yaml': '' });
    const before = contentOf(folder);
    const rest = 'what somebody wrote is not overwritten unasked; move it away, or overwrite it with --force';
    expect(refusal(folder)).toEqual([
      `PROJECT_FILE_EXISTS: ${folder}/main.ts is there already, with other content; ${rest}`,
      `PROJECT_FILE_EXISTS: ${folder}/release.yaml is there already, with other content; ${rest}`,
    ]);
    expect(contentOf(folder)).toEqual(before);
  });

  test.each([[false], [true]])('when something that is no file is in the way, even with force: %s', (force) => {
    const folder = folderWith({ 'main.ts/x': '', '.github': '' });
    symlinkSync('/nowhere', join(folder, 'release.yaml'));
    const before = contentOf(folder);
    expect(refusal(folder, { force })).toEqual([
      `PROJECT_FILE_EXISTS: ${folder}/.github is in the way; it is a file, not a folder; move it away`,
      `PROJECT_FILE_EXISTS: ${folder}/main.ts is in the way; it is a folder, not a file; move it away`,
      `PROJECT_FILE_EXISTS: ${folder}/release.yaml is in the way; it is a symbolic link, not a file; move it away`,
    ]);
    expect(contentOf(folder)).toEqual(before);
  });

  test('when a folder in it is a link, which could lead anywhere', () => {
    const folder = folderWith({});
    symlinkSync(work, join(folder, '.github'));
    expect(refusal(folder)).toEqual([
      `PROJECT_FILE_EXISTS: ${folder}/.github is in the way; it is a symbolic link, not a folder; move it away`,
    ]);
  });

  test.each([
    ['file', 'when the folder is a file'],
    ['file/a/b', 'when a folder above it is a file'],
  ])('%s: %s', (path) => {
    const folder = folderWith({ file: '' });
    expect(refusal(join(folder, path))).toEqual([
      `PROJECT_FOLDER_UNUSABLE: no project can be written into ${folder}/${path}; ${folder}/file is no folder; give another folder`,
    ]);
    expect(contentOf(folder)).toEqual({ file: '' });
  });

  test('when the system does not let us write', () => {
    const folder = folderWith({});
    chmodSync(folder, 0o555);
    // for root every folder is writable
    if (process.getuid?.() === 0) {
      jest.spyOn(fs, 'accessSync').mockImplementation(() => {
        throw Object.assign(new Error('no'), { code: 'EACCES' });
      });
    }
    expect(refusal(join(folder, 'shop'))).toEqual([
      `PROJECT_FOLDER_UNUSABLE: no project can be written into ${folder}/shop; the system says EACCES of ${folder}; give another folder`,
    ]);
    chmodSync(folder, 0o755);
  });

  test('when a file in it cannot be read', () => {
    const folder = folderWith({ 'main.ts': 'mine\n' });
    const original = fs.readFileSync;
    const spy = jest.spyOn(fs, 'readFileSync').mockImplementation((...args: Parameters<typeof original>) => {
      if (String(args[0]).endsWith('main.ts')) throw Object.assign(new Error('no'), { code: 'EACCES' });
      return original(...args);
    });
    const said = refusal(folder, { force: true });
    spy.mockRestore();
    expect(said).toEqual([
      `PROJECT_FILE_EXISTS: ${folder}/main.ts is in the way; it cannot be looked at: the system says EACCES; move it away`,
    ]);
  });

  test('when the folder is a link to itself', () => {
    const folder = join(folderWith({}), 'loop');
    symlinkSync('loop', folder);
    expect(findFolderProblem(folder)).toMatchObject({ why: `the system says ELOOP of ${folder}` });
  });
});
