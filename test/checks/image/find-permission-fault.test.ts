import { findPermissionFault } from '../../../src/checks/image/find-permission-fault';
import type { ContainerUser } from '../../../src/checks/image/launch-context';
import { fakeView } from './fake-view';

const WEB: ContainerUser = { uid: 1000, gids: [1000], hasOverride: false, isStartedWithOverride: true };

describe('what keeps a user from executing a file', () => {
  const files = fakeView([
    { path: 'bin', type: 'directory', mode: 0o755 },
    { path: 'bin/web', mode: 0o755 },
    { path: 'bin/closed', mode: 0o700 },
    { path: 'bin/text', mode: 0o644 },
    { path: 'root', type: 'directory', mode: 0o700 },
    { path: 'root/web', mode: 0o755 },
  ]).files([]);
  const find = async (path: string, user: ContainerUser | undefined, options?: { readonly hasOverride: boolean }) => {
    const found = await files.resolve(path);
    if (found.outcome !== 'found') throw new Error(`the test's image has no ${path}`);
    return findPermissionFault(found, user, options);
  };

  test.each<[string, string | undefined, string | undefined, string]>([
    ['/bin/web', undefined, undefined, 'nothing'],
    [
      '/bin/closed',
      "'/bin/closed' has mode 0700 and belongs to 0:0; the container runs as 1000:1000",
      'set its permissions where the image is built: COPY --chmod=755, or RUN chmod a+x /bin/closed',
      'the file itself',
    ],
    [
      '/root/web',
      "'/root' has mode 0700 and belongs to 0:0; the container runs as 1000:1000",
      'put it into a folder that every user may enter, as /usr/local/bin is, or RUN chmod a+x /root',
      'a folder above it, which no mode of the file makes up for',
    ],
  ])('%s: %j, %j', async (path, why, fix, _reason) => {
    const fault = await find(path, WEB);
    expect([fault?.why, fault?.fix]).toEqual([why, fix]);
  });

  test('is not told of a user who is not known', async () => {
    expect(await find('/bin/text', undefined)).toBeUndefined();
  });

  test('is only that nobody may, for who is let past the rest', async () => {
    expect(await find('/root/web', WEB, { hasOverride: true })).toBeUndefined();
    expect((await find('/bin/text', { ...WEB, hasOverride: true }))?.why).toBe(
      "'/bin/text' has mode 0644: nobody may execute it",
    );
  });
});
