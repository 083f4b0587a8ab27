import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BundleCache, type CachedBundle } from '../../src/app-runner/bundle-cache';
import type { Inputs } from '../../src/app-runner/bundle-inputs';
import { takeStamp } from '../../src/app-runner/stamp';
import { readCacheFile, writeCacheFile } from '../../src/cache/cache-file';
import { checksum } from '../../src/cache/checksum';

const CODE = 'console.log(1)';

const inputsOf = (...paths: string[]): Inputs => ({ stamps: paths.map(takeStamp), listings: [] });

function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-cache-'));
  const app = join(folder, 'main.ts');
  writeFileSync(app, 'source');
  const env = { LOCKSTEP_CACHE_DIR: join(folder, 'cache') };
  const keep = () => new BundleCache(app, env).keep({ code: CODE, inputs: inputsOf(app) });
  const find = () => new BundleCache(app, env).find();
  const kept = () => {
    const apps = join(folder, 'cache/apps');
    const [name] = readdirSync(apps);
    return join(apps, name as string);
  };
  return { folder, app, env, keep, find, kept };
}

describe('the cache of bundles', () => {
  test('gives back what was kept', () => {
    const { keep, find } = setUp();
    expect(find()).toBeUndefined();
    keep();
    expect(find()?.code).toBe(CODE);
  });

  test.each([
    ['another content', (app: string) => writeFileSync(app, 'other')],
    ['another content of the same length, within the same moment', (app: string) => writeFileSync(app, 'SOURCE')],
    ['an older time of change', (app: string) => utimesSync(app, 1, 1)],
    [
      'another file of that name',
      (app: string) => {
        writeFileSync(`${app}.new`, 'source');
        renameSync(`${app}.new`, app);
      },
    ],
    ['no file of that name', (app: string) => rmSync(app)],
  ])('forgets when an input has %s', (_what, change) => {
    const { app, keep, find } = setUp();
    keep();
    change(app);
    expect(find()).toBeUndefined();
  });

  test('forgets when a file appears that was missing', () => {
    const { folder, app, env, find } = setUp();
    const missing = join(folder, 'tsconfig.json');
    new BundleCache(app, env).keep({ code: CODE, inputs: inputsOf(app, missing) });
    expect(find()?.code).toBe(CODE);
    writeFileSync(missing, '{}');
    expect(find()).toBeUndefined();
  });

  test.each([
    ['cut short', (file: string) => truncateSync(file, 9)],
    ['filled with zeros', (file: string) => writeFileSync(file, Buffer.alloc(readFileSync(file).length))],
    ['empty', (file: string) => truncateSync(file, 0)],
    [
      'damaged in one bit',
      (file: string) => {
        const bytes = readFileSync(file);
        bytes[bytes.length - 2] = (bytes[bytes.length - 2] as number) ^ 1;
        writeFileSync(file, bytes);
      },
    ],
    [
      'a link that leads to itself',
      (file: string) => {
        rmSync(file);
        symlinkSync(file, file);
      },
    ],
    ['something else', (file: string) => writeFileSync(file, 'LOCKSTEP')],
    ['writable for everybody', (file: string) => chmodSync(file, 0o666)],
    [
      'a folder',
      (file: string) => {
        rmSync(file);
        mkdirSync(file);
      },
    ],
  ])('does not believe a file that is %s', (_what, damage) => {
    for (const ending of ['.js', '.json', '.v8']) {
      const { app, env, keep, find, kept } = setUp();
      keep();
      const bundle = new BundleCache(app, env).find()!;
      new BundleCache(app, env).keepCompiled(bundle, Buffer.from('compiled code'));
      for (const name of readdirSync(kept()).filter((each) => each.endsWith(ending))) damage(join(kept(), name));
      if (ending === '.v8') expect(new BundleCache(app, env).findCompiled(bundle)).toBeUndefined();
      else expect(find()).toBeUndefined();
      keep();
      new BundleCache(app, env).keepCompiled(bundle, Buffer.from('compiled code'));
      // a place that was taken is free again
      expect(find()?.code).toBe(CODE);
      expect(new BundleCache(app, env).findCompiled(bundle)?.toString()).toBe('compiled code');
    }
  });

  test('never takes what was compiled of one text for another of the same length', () => {
    const { app, env } = setUp();
    const cache = new BundleCache(app, env);
    const one = cache.keep({ code: 'console.log(1)', inputs: inputsOf() });
    const two = cache.keep({ code: 'console.log(2)', inputs: inputsOf() });
    cache.keepCompiled(one, Buffer.from('one'));
    expect(cache.findCompiled(one)?.toString()).toBe('one');
    expect(cache.findCompiled(two)).toBeUndefined();
  });

  test('is no cache where nothing can be written', () => {
    const { folder, app } = setUp();
    writeFileSync(join(folder, 'file'), '');
    const env = { LOCKSTEP_CACHE_DIR: join(folder, 'file/cache') };
    new BundleCache(app, env).keep({ code: CODE, inputs: inputsOf(app) });
    expect(new BundleCache(app, env).find()).toBeUndefined();
  });

  test('keeps nothing of files that changed while they were read', () => {
    const { app, env, find } = setUp();
    new BundleCache(app, env).keep({ code: CODE, inputs: undefined });
    expect(find()).toBeUndefined();
  });

  test('knows whether the app was run as it is', () => {
    const { folder, app, env, find } = setUp();
    const wasRun = () => new BundleCache(app, env).wasRun();
    expect(wasRun()).toBe(false);
    new BundleCache(app, env).noteRun(inputsOf(app));
    expect([wasRun(), find()]).toEqual([true, undefined]);
    expect(new BundleCache(join(folder, 'other.ts'), env).wasRun()).toBe(false);
    writeFileSync(app, 'another source');
    expect(wasRun()).toBe(false);
  });

  test.each([['null'], ['{'], ['{"stamps": 3}'], ['{"maker": "x", "stamps": [], "listings": []}']])(
    'does not believe a note of a run that is whole and yet %s',
    (text) => {
      const { app, env, kept } = setUp();
      new BundleCache(app, env).noteRun(inputsOf(app));
      writeCacheFile(join(kept(), 'run.json'), Buffer.from(text));
      expect(new BundleCache(app, env).wasRun()).toBe(false);
    },
  );

  test('keeps two apps apart, and leaves no temporary file behind', () => {
    const one = setUp();
    const other = join(one.folder, 'other.ts');
    writeFileSync(other, 'source');
    one.keep();
    expect(new BundleCache(other, one.env).find()).toBeUndefined();
    expect(readdirSync(one.kept()).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test.each([
    ['null', 'nothing'],
    ['[]', 'a list'],
    ['{"maker": 1}', 'another maker'],
    ['{', 'no JSON'],
    ['{"stamps": [null], "listings": [], "bundle": "x"}', 'a stamp that is none'],
    ['{"stamps": "x", "listings": 3, "bundle": {}}', 'other types'],
    ['{"stamps": [], "listings": [], "bundle": "../../../x"}', 'a bundle that is not there'],
  ])('does not believe inputs that are whole and yet %s: %s', (text, _what) => {
    const { keep, find, kept } = setUp();
    keep();
    const path = join(kept(), 'inputs.json');
    const before = JSON.parse((readCacheFile(path) as Buffer).toString());
    const wrong = text.startsWith('{"s') ? JSON.stringify({ ...JSON.parse(text), maker: before.maker }) : text;
    writeCacheFile(path, Buffer.from(wrong));
    expect(find()).toBeUndefined();
    keep();
    expect(find()?.code).toBe(CODE);
  });

  test('keeps letters of every kind', () => {
    const { app, env, find } = setUp();
    const code = 'console.log(/[\u2192\u00e9]/u.test("\ud83d\ude00"))';
    new BundleCache(app, env).keep({ code, inputs: inputsOf(app) });
    expect(find()?.code).toBe(code);
  });

  test('looks at the content of a file that was changed so lately that its mark may not tell, and then no more', () => {
    const { app, env, find, kept } = setUp();
    const [path, mark] = takeStamp(app);
    const recent = [path, mark, checksum(Buffer.from('source'))] as const;
    new BundleCache(app, env).keep({ code: CODE, inputs: { stamps: [recent], listings: [] } });
    const stamps = () => JSON.parse((readCacheFile(join(kept(), 'inputs.json')) as Buffer).toString()).stamps;
    expect(find()?.code).toBe(CODE);
    expect(stamps()).toEqual([recent]);
    // two seconds later
    const now = Date.now() + 2100;
    jest.spyOn(Date, 'now').mockReturnValue(now);
    expect(find()?.code).toBe(CODE);
    expect(stamps()).toEqual([[path, mark]]);
    jest.restoreAllMocks();
    const other = [path, mark, checksum(Buffer.from('SOURCE'))] as const;
    new BundleCache(app, env).keep({ code: CODE, inputs: { stamps: [other], listings: [] } });
    expect(find()).toBeUndefined();
  });

  test('is for its owner only', () => {
    const { folder, app, env, keep, kept } = setUp();
    keep();
    const bundle = new BundleCache(app, env).find() as CachedBundle;
    new BundleCache(app, env).keepCompiled(bundle, Buffer.from('compiled'));
    const modes = [join(folder, 'cache'), join(folder, 'cache/apps'), kept()].map(
      (path) => statSync(path).mode & 0o777,
    );
    expect(modes).toEqual([0o700, 0o700, 0o700]);
    for (const name of readdirSync(kept())) expect(statSync(join(kept(), name)).mode & 0o777).toBe(0o600);
  });

  test('is no cache where everybody can write', () => {
    const { folder, app, env, keep, find } = setUp();
    keep();
    chmodSync(join(folder, 'cache'), 0o777);
    expect(find()).toBeUndefined();
    const before = readdirSync(folder, { recursive: true });
    new BundleCache(app, env).keep({ code: 'other', inputs: inputsOf(app) });
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
    chmodSync(join(folder, 'cache'), 0o700);
    expect(find()?.code).toBe(CODE);
  });

  const isRoot = process.getuid?.() === 0;
  (isRoot ? test : test.skip)('is no cache where it is of somebody else', () => {
    const { folder, keep, find, kept } = setUp();
    keep();
    chownSync(join(folder, 'cache'), 65534, 65534);
    expect(find()).toBeUndefined();
    chownSync(join(folder, 'cache'), 0, 0);
    expect(find()?.code).toBe(CODE);
    // also when only the file is
    chownSync(join(kept(), 'inputs.json'), 65534, 65534);
    expect(find()).toBeUndefined();
  });

  test('keeps the last bundles of an app, and those of the last apps', () => {
    const one = setUp();
    for (let edit = 0; edit < 9; edit++) {
      const cache = new BundleCache(one.app, one.env);
      cache.keepCompiled(cache.keep({ code: `${CODE};${edit}`, inputs: inputsOf(one.app) }), Buffer.from('v8'));
      for (const name of readdirSync(one.kept())) utimesSync(join(one.kept(), name), 1e9 + edit, 1e9 + edit);
    }
    expect(readdirSync(one.kept())).toHaveLength(1 + 2 * 4);
    expect(one.find()?.code).toBe(`${CODE};8`);
  });
});
