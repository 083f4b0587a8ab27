import { cacheFolder } from '../../src/cache/cache-folder';

test.each([
  [{ LOCKSTEP_CACHE_DIR: '/a', XDG_CACHE_HOME: '/b', HOME: '/c' }, '/a', 'its own variable first'],
  [{ LOCKSTEP_CACHE_DIR: 'a/b' }, `${process.cwd()}/a/b`, 'from where the command runs'],
  [{ XDG_CACHE_HOME: '/b', HOME: '/c' }, '/b/lockstep', 'the folder for caches'],
  [{ XDG_CACHE_HOME: 'b', HOME: '/c' }, '/c/.cache/lockstep', 'a relative one counts for nothing'],
  [{ XDG_CACHE_HOME: '', HOME: '/c' }, '/c/.cache/lockstep', 'an empty one neither'],
  [{ HOME: 'c' }, undefined, 'a home that is nowhere'],
])('with %j the cache is in %s: %s', (env, folder, _why) => {
  expect(cacheFolder(env)).toBe(folder);
});

test('without a home it is that of the user', () => {
  const { homedir } = require('node:os') as typeof import('node:os');
  expect(cacheFolder({})).toBe(`${homedir()}/.cache/lockstep`);
});

test('for a user who is unknown to the system there is none', () => {
  const os = require('node:os') as typeof import('node:os');
  jest.spyOn(os, 'homedir').mockImplementation(() => {
    throw new Error('uv_os_homedir returned ENOENT');
  });
  expect(cacheFolder({})).toBeUndefined();
  jest.restoreAllMocks();
});
