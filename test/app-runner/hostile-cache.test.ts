import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { readCacheFile, writeCacheFile } from '../../src/cache/cache-file';
import { Lockstep } from '../cli/run-lockstep';
import { AppProject, newFolder } from './app-project';

// several processes, one after the other
jest.setTimeout(120_000);

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

const FILES = {
  'main.ts': "import { word } from './word';\nconst late = () => word.length;\nconsole.log(word, late());\n",
  'word.ts': `export const word: string = '${'one'.repeat(50)}';\n`,
};
const SAID = `${'one'.repeat(50)} 150\n`;

/** An app that was run twice, so that all that can be kept is: the first time leaves a note, the second one the rest. */
function warmApp(): AppProject {
  const project = new AppProject(lockstep, FILES);
  for (let run = 0; run < 2; run++) expect(project.run()).toBe(SAID);
  return project;
}

const ENDINGS = ['inputs.json', '.js', '.v8', 'cli', 'run.json'];
const keptAs = (project: AppProject, ending: string) =>
  ending === 'cli' ? project.kept('cli') : project.kept().filter((path) => path.endsWith(ending));

describe('an app runs the same when what is kept', () => {
  test.each<[string, (path: string) => void]>([
    ['is empty', (path) => truncateSync(path, 0)],
    ['is cut off', (path) => truncateSync(path, statSync(path).size / 2)],
    ['has its first letters only', (path) => truncateSync(path, 8)],
    ['is longer', (path) => writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.alloc(2)]))],
    ['is zeros', (path) => writeFileSync(path, Buffer.alloc(statSync(path).size))],
    ['is some text', (path) => writeFileSync(path, '{"a": 1}')],
    [
      'is wrong in one bit, with the time as it was',
      (path) => {
        const { atime, mtime, size } = statSync(path);
        const bytes = readFileSync(path);
        bytes.writeUInt8(bytes.readUInt8(Math.trunc(size / 3)) ^ 4, Math.trunc(size / 3));
        writeFileSync(path, bytes);
        utimesSync(path, atime, mtime);
      },
    ],
    [
      'is whole, and JSON that means nothing',
      (path) => writeCacheFile(path, Buffer.from('{"stamps": [[]], "bundle": 3}')),
    ],
    [
      'is a folder with something in it',
      (path) => {
        rmSync(path);
        mkdirSync(join(path, 'more'), { recursive: true });
      },
    ],
    [
      'is a link to itself',
      (path) => {
        rmSync(path);
        symlinkSync(path, path);
      },
    ],
    [
      'is a link to nothing',
      (path) => {
        rmSync(path);
        symlinkSync('nothing', path);
      },
    ],
    [
      'is a pipe that nobody writes to',
      (path) => {
        rmSync(path);
        spawnSync('mkfifo', [path]);
      },
    ],
    ['has gone', (path) => rmSync(path)],
  ])('%s', (what, damage) => {
    for (const ending of ENDINGS) {
      const project = warmApp();
      const paths = keptAs(project, ending);
      expect(paths).toHaveLength(1);
      // compiled code that is whole and not of V8 is refused by V8, and a bundle that is whole is what it says
      if (what.startsWith('is whole') && ending === '.js') continue;
      for (const path of paths) damage(path);
      expect(project.run()).toBe(SAID);
      // and is mended, but for the note, which nobody asks for when there is a bundle
      if (ending === 'run.json') continue;
      for (const path of paths) expect(readCacheFile(path)?.length).toBeGreaterThan(8);
      expect(project.run()).toBe(SAID);
    }
  });
});

describe('an app runs the same when the cache', () => {
  const env = { LOCKSTEP_CACHE_DIR: undefined, XDG_CACHE_HOME: undefined };

  test.each([
    [{ HOME: undefined }, 'has no home'],
    [{ HOME: '' }, 'has an empty home'],
    [{ HOME: '/nonexistent' }, 'has a home that is not there'],
    [{ HOME: '/proc/self' }, 'has a home where nothing can be made'],
    [{ HOME: '/dev/null' }, 'has a home that is no folder'],
    [{ HOME: 'relative' }, 'has a home that is nowhere'],
    [{ LOCKSTEP_CACHE_DIR: 'main.ts' }, 'is a file'],
    [{ LOCKSTEP_CACHE_DIR: 'main.ts/below' }, 'is below a file'],
    [{ LOCKSTEP_CACHE_DIR: 'loop/cache' }, 'is behind a link to itself'],
    [{ LOCKSTEP_CACHE_DIR: '/proc/lockstep' }, 'cannot be made'],
    [{ LOCKSTEP_CACHE_DIR: `/tmp/${'x'.repeat(300)}` }, 'has a name that is too long'],
    [{ LOCKSTEP_CACHE_DIR: 'cache größe 😀' }, 'has a name of letters of every kind'],
  ])('%j %s', (more, _what) => {
    const project = new AppProject(lockstep, FILES);
    symlinkSync('loop', project.path('loop'));
    // a user's home of this machine is left alone
    const XDG_CACHE_HOME = 'HOME' in more && more.HOME === undefined ? join(project.folder, 'xdg') : undefined;
    for (let run = 0; run < 2; run++) expect(project.run({ env: { ...env, XDG_CACHE_HOME, ...more } })).toBe(SAID);
    expect(existsSync(project.path('.cache'))).toBe(false);
    expect(existsSync(project.path('relative'))).toBe(false);
  });

  test('is writable for everybody: then no code from it is run, and nothing is written', () => {
    const project = warmApp();
    const [bundle] = keptAs(project, '.js') as [string];
    const code = (readCacheFile(bundle) as Buffer).toString().replace('console.log', 'console.error');
    writeCacheFile(bundle, Buffer.from(code));
    expect(project.end()).toMatchObject({ stdout: '' });
    chmodSync(project.cache, 0o777);
    const before = project.kept().map((path) => statSync(path, { bigint: true }).ctimeNs);
    expect(project.run()).toBe(SAID);
    expect(project.kept().map((path) => statSync(path, { bigint: true }).ctimeNs)).toEqual(before);
  });

  const isRoot = process.getuid?.() === 0;
  (isRoot ? test.skip : test)(`cannot be written${isRoot ? ' (skipped: root may write everywhere)' : ''}`, () => {
    const project = new AppProject(lockstep, FILES);
    mkdirSync(project.cache, { mode: 0o500 });
    for (let run = 0; run < 2; run++) expect(project.run()).toBe(SAID);
    expect(readdirSync(project.cache)).toEqual([]);
  });

  /** A file system of 16 kB, where this user may make one. */
  const mount = newFolder('lockstep-disk-');
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k,mode=700', 'tmpfs', mount]).status === 0;
  afterAll(() => isMounted && spawnSync('umount', [mount]));
  const small = isMounted ? test : test.skip;
  const reason = isMounted ? '' : ' (skipped: no file system can be mounted)';

  small(`is on a disk that is full${reason}`, () => {
    const project = new AppProject(lockstep, FILES);
    project.cache = mount;
    for (let run = 0; run < 3; run++) expect(project.run()).toBe(SAID);
    writeFileSync(join(mount, 'ballast'), '');
    spawnSync('dd', ['if=/dev/zero', `of=${join(mount, 'ballast')}`, 'bs=1k', 'count=64']);
    project.write('main.ts', `${FILES['main.ts']}console.log(2);\n`);
    for (let run = 0; run < 2; run++) expect(project.run()).toBe(`${SAID}2\n`);
    expect(readdirSync(mount, { recursive: true }).filter((name) => String(name).endsWith('.tmp'))).toEqual([]);
    rmSync(join(mount, 'ballast'));
  });

  small(`is on a disk that can only be read${reason}`, () => {
    const project = new AppProject(lockstep, FILES);
    project.cache = mount;
    expect(spawnSync('mount', ['-o', 'remount,ro', mount]).status).toBe(0);
    for (let run = 0; run < 2; run++) expect(project.run()).toBe(SAID);
    project.write('word.ts', "export const word = 'two';\n");
    for (let run = 0; run < 2; run++) expect(project.run()).toBe('two 3\n');
    spawnSync('mount', ['-o', 'remount,rw', mount]);
  });

  test('is used by many first runs at once', async () => {
    const project = new AppProject(lockstep, FILES);
    const ended = await Promise.all(Array.from({ length: 5 }, () => project.start().ended));
    expect(ended).toEqual(ended.map(() => ({ status: 0, stdout: SAID })));
    expect(project.kept().filter((path) => path.endsWith('.tmp'))).toEqual([]);
    const more = await Promise.all(Array.from({ length: 5 }, () => project.start().ended));
    expect(more).toEqual(ended);
    expect(project.kept().filter((path) => path.endsWith('.tmp'))).toEqual([]);
    expect(project.isWarm).toBe(true);
  });

  test('is used by runs while the app is edited', async () => {
    const project = warmApp();
    for (const word of ['two', 'six', 'two']) {
      project.write('word.ts', `export const word = '${word}';\n`);
      const ended = await Promise.all([1, 2, 3].map(() => project.start().ended));
      expect(ended).toEqual(ended.map(() => ({ status: 0, stdout: `${word} 3\n` })));
    }
  });

  test.each(['SIGKILL', 'SIGINT'] as const)('is written by a run that %s ends, at any moment', async (signal) => {
    const project = new AppProject(lockstep, FILES);
    // when the first file of it comes up, and later ones: the moments differ with the machine, the outcome may not
    for (let files = 0; files < 4; files++) {
      for (const isSecond of [false, true]) {
        rmSync(project.cache, { recursive: true, force: true });
        if (isSecond) expect(project.run()).toBe(SAID);
        const count = () => (existsSync(project.cache) ? readdirSync(project.cache, { recursive: true }).length : 0);
        const before = count();
        const { child, ended } = project.start();
        while (count() < before + files && child.exitCode === null) await new Promise(setImmediate);
        child.kill(signal);
        await ended;
        for (let run = 0; run < 3; run++) expect(project.run()).toBe(SAID);
      }
    }
  });
});

describe('an app runs the same with', () => {
  test.each([
    [['--no-opt']],
    [['--jitless']],
    [['--max-old-space-size=300']],
    [['--stack-size=900']],
    [['--enable-source-maps']],
    [['--no-lazy']],
    [['--interpreted-frames-native-stack']],
  ])('the flags %j of Node, before and after a run without', (flags) => {
    const project = new AppProject(lockstep, FILES);
    for (const each of [flags, [], flags, []]) expect(project.end({ flags: each }).stdout).toBe(SAID);
    // each has compiled for itself
    expect(keptAs(project, '.v8')).toHaveLength(2);
    const before = keptAs(project, '.v8').map((path) => statSync(path, { bigint: true }).ino);
    for (const each of [flags, []]) expect(project.end({ flags: each }).stdout).toBe(SAID);
    expect(keptAs(project, '.v8').map((path) => statSync(path, { bigint: true }).ino)).toEqual(before);
  });

  test('flags in the environment', () => {
    const project = new AppProject(lockstep, FILES);
    for (const NODE_OPTIONS of [
      '--max-old-space-size=300',
      undefined,
      '--max-old-space-size=400 --stack-trace-limit=20',
      undefined,
    ]) {
      expect(project.end({ env: { NODE_OPTIONS } }).stdout).toBe(SAID);
    }
  });

  test('what another V8 has compiled under the same name', () => {
    const project = warmApp();
    const [compiled] = keptAs(project, '.v8') as [string];
    const bytes = Buffer.from(readCacheFile(compiled) as Buffer);
    // its second word tells the version of V8, its fourth the flags
    for (const at of [4, 8, 12]) {
      const other = Buffer.from(bytes);
      other.writeUInt8(other.readUInt8(at) ^ 0x55, at);
      writeCacheFile(compiled, other);
      expect(project.run()).toBe(SAID);
    }
  });
});

test('an app that ends by itself is kept compiled too', () => {
  const project = new AppProject(lockstep, { 'main.ts': 'console.log(1);\nprocess.exit();\n' });
  for (let run = 0; run < 2; run++) expect(project.run()).toBe('1\n');
  expect(keptAs(project, '.v8')).toHaveLength(1);
  project.write('main.ts', 'console.log(1);\nprocess.exit(3);\n');
  for (let run = 0; run < 3; run++) expect(project.end().status).toBe(3);
  expect(keptAs(project, '.v8')).toHaveLength(1);
});

test('the cache does not grow without end', () => {
  const project = warmApp();
  const apps = join(project.cache, 'apps');
  const old = (name: string, days: number) => {
    const at = Date.now() / 1000 - days * 24 * 60 * 60;
    mkdirSync(join(apps, name));
    writeFileSync(join(apps, name, 'inputs.json'), '');
    for (const path of [join(apps, name, 'inputs.json'), join(apps, name)]) utimesSync(path, at, at);
  };
  for (let app = 0; app < 60; app++) old(`app-${String(app).padStart(2, '0')}`, 1 + app / 60);
  old('month', 31);
  project.write('word.ts', "export const word = 'two';\n");
  expect(project.run()).toBe('two 3\n');
  const names = readdirSync(apps);
  expect(names).toHaveLength(48);
  expect(names).toContain('app-46');
  expect(names).not.toContain('app-47');
  project.run();
  expect(readdirSync(apps)).toHaveLength(48);
  expect(project.isWarm).toBe(true);
});

test('what is used is marked once a day, so that it stays', () => {
  const project = warmApp();
  const at = Date.now() / 1000 - 29 * 24 * 60 * 60;
  for (const path of project.kept()) utimesSync(path, at, at);
  expect(project.run()).toBe(SAID);
  const used = project.kept().filter((path) => !path.endsWith('run.json'));
  for (const path of used) expect(Date.now() - statSync(path).mtimeMs).toBeLessThan(60_000);
  expect(project.isWarm).toBe(true);
});
