import { findLaunchUser } from '../../../src/checks/image/find-launch-user';
import type { ContainerUser } from '../../../src/checks/image/launch-context';
import { fakeView } from './fake-view';

const PASSWD = 'root:x:0:0::/:/bin/sh\nweb:x:1000:1001::/:/bin/sh\n';
const ROOT: ContainerUser = { uid: 0, gids: [0], hasOverride: true, isStartedWithOverride: true };

describe('whom a wrapper changes to', () => {
  const view = fakeView([
    { path: 'etc/passwd', facts: { kind: 'text', text: PASSWD } },
    { path: 'etc/group', facts: { kind: 'text', text: 'tools:x:2000:web\n' } },
  ]);

  test.each<[string, ContainerUser | undefined, number | undefined, number[] | undefined, boolean | undefined, string]>(
    [
      ['web', ROOT, 1000, [1001, 2000], false, 'a name of the image'],
      ['1000', ROOT, 1000, [1001, 2000], false, 'a number of the image'],
      ['4000', ROOT, 4000, [0], false, 'a number that it does not have'],
      ['4000:5000', ROOT, 4000, [5000], false, 'with a group'],
      ['root', ROOT, 0, [0], true, 'root again'],
      ['root', { ...ROOT, hasOverride: false }, 0, [0], false, 'root that has dropped its capabilities'],
      ['root', undefined, 0, [0], true, 'root, from whomever'],
      ['web:tools', ROOT, undefined, undefined, undefined, 'a group by name, which is not looked up'],
      ['gone', ROOT, undefined, undefined, undefined, 'a name that nobody has'],
      ['?', ROOT, undefined, undefined, undefined, 'another one that is not known'],
      ['', ROOT, undefined, undefined, undefined, 'nobody'],
      ['9999999999', ROOT, undefined, undefined, undefined, 'a number that is none of a user'],
    ],
  )('%j from %j: %j of %j, %j', async (runsAs, user, uid, gids, hasOverride, _reason) => {
    const found = await findLaunchUser({ view, user }, runsAs);
    expect([found?.uid, found?.gids, found?.hasOverride]).toEqual([uid, gids, hasOverride]);
    expect(found?.isStartedWithOverride ?? false).toBe(false);
  });
});
