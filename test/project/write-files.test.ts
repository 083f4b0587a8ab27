import fs from 'node:fs';
import { join } from 'node:path';
import { writeProject } from '../../src/project/write-project';
import { contentOf, FILES, folderWith, refusal } from './scratch-folder';

afterEach(() => jest.restoreAllMocks());

describe('writing a project that fails halfway puts everything back', () => {
  const failAt = (name: 'renameSync' | 'writeFileSync' | 'copyFileSync' | 'mkdirSync', call: number, error: Error) => {
    const original = fs[name] as (...args: unknown[]) => unknown;
    let calls = 0;
    jest.spyOn(fs, name).mockImplementation(((...args: unknown[]) => {
      calls++;
      if (calls === call) throw error;
      return original(...args);
    }) as never);
  };
  const full = () => Object.assign(new Error('full'), { code: 'ENOSPC' });
  const before = { 'main.ts': 'mine\n', 'release.yaml': 'mine too\n', other: 'mine\n' };

  test.each([
    ['mkdirSync', 1, '.github/workflows/lockstep.yaml', 'a folder cannot be made'],
    ['mkdirSync', 2, '.github/workflows/lockstep.yaml', 'a folder below it cannot be made'],
    ['writeFileSync', 1, '.github/workflows/lockstep.yaml', 'the first text finds no room'],
    ['writeFileSync', 3, 'release.yaml', 'the last text finds no room'],
    ['copyFileSync', 1, 'main.ts', 'what is replaced cannot be kept aside'],
    ['copyFileSync', 2, 'release.yaml', 'the next one cannot, when one is replaced already'],
    ['renameSync', 1, '.github/workflows/lockstep.yaml', 'the first file does not get its name'],
    ['renameSync', 2, 'main.ts', 'a file is not replaced'],
    ['renameSync', 3, 'release.yaml', 'the last one is not'],
  ] as const)('at %s %i, of %s: %s', (name, call, path, _reason) => {
    const folder = folderWith(before);
    failAt(name, call, full());
    expect(refusal(folder, { force: true })).toEqual([
      `PROJECT_WRITE_FAILED: ${folder}/${path} cannot be written; the system says ENOSPC; everything is as it was before; see to it that there is room and permission, and run the command again`,
    ]);
    expect(contentOf(folder)).toEqual(before);
  });

  test('the folder too, when this run made it', () => {
    const parent = folderWith({});
    failAt('renameSync', 3, full());
    expect(refusal(join(parent, 'a/b'))).toHaveLength(1);
    expect(contentOf(parent)).toEqual({});
  });

  test('without an injected failure: a name that is too long for a temporary one', () => {
    const parent = folderWith({});
    const files = new Map([...FILES, ['z'.repeat(250), '']]);
    expect(() => writeProject(join(parent, 'a'), files)).toThrow(
      expect.objectContaining({ code: 'PROJECT_WRITE_FAILED' }),
    );
    expect(contentOf(parent)).toEqual({});
  });

  test('and says what it could not put back', () => {
    const folder = folderWith({ 'main.ts': 'mine\n' });
    const original = fs.renameSync;
    jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      if (String(to).endsWith('release.yaml') || (String(from).includes('.main.ts.') && calls++ > 0)) throw full();
      original(from, to);
    });
    let calls = 0;
    expect(refusal(folder, { force: true })[0]).toContain(`; this could not be put back: ${folder}/main.ts;`);
  });

  test('and lets an error go on that is not of the system', () => {
    const folder = folderWith(before);
    failAt('renameSync', 2, new TypeError('our bug'));
    expect(() => writeProject(folder, FILES, { force: true })).toThrow(new TypeError('our bug'));
    expect(contentOf(folder)).toEqual(before);
  });
});
