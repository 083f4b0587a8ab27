import { findCandidates } from '../../../src/checks/image/find-candidates';
import { fakeView } from './fake-view';

describe('programs that may be meant', () => {
  const view = fakeView(
    [
      { path: 'bin/busybox', mode: 0o755 },
      { path: 'bin/sh', target: '/bin/busybox' },
      { path: 'bin/gone', target: '/nowhere' },
      { path: 'bin/loop', target: 'loop' },
      { path: 'bin/folder', target: '/srv' },
      { path: 'bin/text', target: '/srv/text' },
      { path: 'srv/text', mode: 0o644 },
      { path: 'opt/web', target: '/bin/busybox' },
    ],
    { programs: ['/bin/busybox'] },
  );
  const find = (...folders: string[]) => findCandidates({ files: view.files([]), view }, folders);

  test('are those of the image, and links to programs where it was looked', async () => {
    expect(await find('/bin')).toEqual(['/bin/busybox', '/bin/sh']);
    expect(await find('/opt', '/bin', '/opt')).toEqual(['/bin/busybox', '/opt/web', '/bin/sh']);
  });

  test('are those of the image alone, where there are no folders', async () => {
    expect(await find()).toEqual(['/bin/busybox']);
    expect(await find('/nowhere', '/bin/busybox')).toEqual(['/bin/busybox']);
  });
});
