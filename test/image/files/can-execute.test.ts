import { findExecuteFault } from '../../../src/image/files/can-execute';
import type { Resolution } from '../../../src/image/files/image-files';
import { LayeredFiles } from '../../../src/image/files/layered-files';
import { fakeLayer } from './fake-layer';

const LAYER = fakeLayer([
  { path: 'root', type: 'directory', mode: 0o700 },
  { path: 'root/app' },
  { path: 'team', type: 'directory', mode: 0o750, uid: 1, gid: 2000 },
  { path: 'team/app' },
  { path: 'closed', type: 'directory', mode: 0o600, uid: 1000, gid: 1000 },
  { path: 'closed/app' },
  { path: 'shut', type: 'directory', mode: 0, uid: 0 },
  { path: 'own', mode: 0o700, uid: 1000, gid: 1000 },
  { path: 'not-own', mode: 0o077, uid: 1000, gid: 1000 },
  { path: 'not-group', mode: 0o705, uid: 1, gid: 1000 },
  { path: 'group', mode: 0o4710, uid: 0, gid: 3000 },
  { path: 'all', mode: 0o001 },
  { path: 'plain', mode: 0o644 },
  { path: 'implied/app' },
  { path: 'link', target: 'root/../all' },
]);
const ROOT = { uid: 0, gids: [0] };
const APP = { uid: 1000, gids: [1000, 3000] };
const RUNS_AS_APP = 'the container runs as 1000:1000 with group 3000';

async function require(path: string): Promise<Extract<Resolution, { outcome: 'found' }>> {
  const found = await new LayeredFiles([LAYER.open], []).resolve(path);
  if (found.outcome !== 'found') throw new Error(`no ${path}`);
  return found;
}

describe('whether a user may execute a file', () => {
  test.each([
    ['/own', APP, false, 'the owner may'],
    ['/group', APP, false, 'so may one of its group, though not the main one'],
    ['/all', APP, false, 'so may everybody'],
    ['/implied/app', APP, false, 'a folder that no layer lists is open'],
    ['/team/app', { uid: 5, gids: [2000] }, false, 'a folder is open to its group'],
    ['/root/app', ROOT, false, 'root owns its folder'],
    ['/closed/app', ROOT, true, 'an override opens each folder'],
    ['/own', ROOT, true, 'and each file that somebody may execute'],
    ['/root/app', APP, true, 'whoever has it'],
    ['/shut', ROOT, true, 'a folder by itself needs no bit then'],
  ])('%s by %j with override %s: yes', async (path, user, hasOverride, _reason) => {
    expect(findExecuteFault(await require(path), user, { hasOverride })).toBeUndefined();
  });

  test.each([
    [
      '/root/app',
      { uid: 1000, gids: [1000] },
      false,
      '/root',
      "'/root' has mode 0700 and belongs to 0:0; the container runs as 1000:1000",
      'a folder of another',
    ],
    [
      '/link',
      APP,
      false,
      '/root',
      `'/root' has mode 0700 and belongs to 0:0; ${RUNS_AS_APP}`,
      'a folder that a link only passes',
    ],
    [
      '/team/app',
      APP,
      false,
      '/team',
      `'/team' has mode 0750 and belongs to 1:2000; ${RUNS_AS_APP}`,
      'a folder of another group',
    ],
    [
      '/closed/app',
      APP,
      false,
      '/closed',
      `'/closed' has mode 0600 and belongs to 1000:1000; ${RUNS_AS_APP}`,
      'an own folder without x',
    ],
    [
      '/closed/app',
      ROOT,
      false,
      '/closed',
      "'/closed' has mode 0600 and belongs to 1000:1000; the container runs as 0:0",
      'root without its override',
    ],
    [
      '/not-own',
      APP,
      false,
      '/not-own',
      `'/not-own' has mode 0077 and belongs to 1000:1000; ${RUNS_AS_APP}`,
      'an owner is not one of the others',
    ],
    [
      '/not-group',
      APP,
      false,
      '/not-group',
      `'/not-group' has mode 0705 and belongs to 1:1000; ${RUNS_AS_APP}`,
      'nor is one of the group',
    ],
    [
      '/group',
      { uid: 9, gids: [9, 8, 7] },
      false,
      '/group',
      "'/group' has mode 4710 and belongs to 0:3000; the container runs as 9:9 with groups 8, 7",
      'none of the groups',
    ],
    ['/plain', APP, false, '/plain', "'/plain' has mode 0644: nobody may execute it", 'a file without x'],
    ['/plain', ROOT, true, '/plain', "'/plain' has mode 0644: nobody may execute it", 'which no override helps'],
    ['/shut', APP, false, '/shut', `'/shut' has mode 0000 and belongs to 0:0; ${RUNS_AS_APP}`, 'a folder by itself'],
  ])('%s by %j with override %s: no', async (path, user, hasOverride, at, why, _reason) => {
    expect(findExecuteFault(await require(path), user, { hasOverride })).toEqual({ path: at, why });
  });
});
