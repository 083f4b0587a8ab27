import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BundleCache } from '../../src/app-runner/bundle-cache';
import { takeStamp } from '../../src/app-runner/stamp';
import { checksum } from '../../src/cache/checksum';

const CODE = 'console.log(1)';

function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-cache-'));
  const app = join(folder, 'main.ts');
  writeFileSync(app, 'source');
  const env = { LOCKSTEP_CACHE_DIR: join(folder, 'cache') };
  const keep = () => new BundleCache(app, env).keep({ code: CODE, map: '{}', inputs: [takeStamp(app)] });
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
    expect(find()?.readMap()).toBe('{}');
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
    new BundleCache(app, env).keep({ code: CODE, map: '{}', inputs: [takeStamp(app), takeStamp(missing)] });
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
      expect(ending === '.v8' || find() !== undefined || _what === 'a folder').toBe(true);
    }
  });

  test('never takes what was compiled of one text for another of the same length', () => {
    const { app, env } = setUp();
    const cache = new BundleCache(app, env);
    const one = cache.keep({ code: 'console.log(1)', map: '', inputs: [] });
    const two = cache.keep({ code: 'console.log(2)', map: '', inputs: [] });
    cache.keepCompiled(one, Buffer.from('one'));
    expect(cache.findCompiled(one)?.toString()).toBe('one');
    expect(cache.findCompiled(two)).toBeUndefined();
  });

  test('is no cache where nothing can be written', () => {
    const { folder, app } = setUp();
    writeFileSync(join(folder, 'file'), '');
    const env = { LOCKSTEP_CACHE_DIR: join(folder, 'file/cache') };
    new BundleCache(app, env).keep({ code: CODE, map: '{}', inputs: [takeStamp(app)] });
    expect(new BundleCache(app, env).find()).toBeUndefined();
  });

  test('keeps nothing of files that changed while they were read', () => {
    const { app, env, find } = setUp();
    new BundleCache(app, env).keep({ code: CODE, map: '{}', inputs: undefined });
    expect(find()).toBeUndefined();
  });

  test('keeps two apps apart, and leaves no temporary file behind', () => {
    const one = setUp();
    const other = join(one.folder, 'other.ts');
    writeFileSync(other, 'source');
    one.keep();
    expect(new BundleCache(other, one.env).find()).toBeUndefined();
    expect(readdirSync(one.kept()).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('a checksum', () => {
  test('tells every single bit, wherever it is', () => {
    const bytes = Buffer.from('The quick brown fox jumps over the lazy dog.');
    const whole = checksum(bytes);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const damaged = Buffer.from(bytes);
      damaged[bit >> 3] = (damaged[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(checksum(damaged)).not.toBe(whole);
    }
  });

  test('is the same wherever the bytes lie in memory', () => {
    const text = 'x'.repeat(1001);
    const moved = Buffer.from(`__${text}`).subarray(2);
    expect(checksum(Buffer.from(text))).toMatch(/^[0-9a-f]{16}$/);
    expect(checksum(moved)).toBe(checksum(Buffer.from(text)));
  });
});
