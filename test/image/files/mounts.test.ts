import type { Mount } from '../../../src/image/files/image-files';
import { LayeredFiles } from '../../../src/image/files/layered-files';
import { fakeLayer } from './fake-layer';
import { printResolution } from './print-resolution';

const LAYERS = [
  fakeLayer([{ path: 'usr/bin/sh' }, { path: 'etc/passwd' }, { path: 'data/image' }, { path: 'dev/image' }]),
  fakeLayer([
    { path: 'var/run', target: '/run' },
    { path: 'var/lock', target: 'run/lock' },
    { path: 'run/image' },
    { path: 'srv/www', target: '/nowhere/yet' },
    { path: 'in', target: 'data/sub' },
    { path: 'up', target: '../../data' },
    { path: 'loop', target: 'loop' },
  ]),
];

function mountsAt(...paths: readonly string[]): Mount[] {
  return paths.map((path, index) => ({ path, volume: `v${index}`, subPath: '' }));
}

function filesWith(...paths: readonly string[]): LayeredFiles {
  return new LayeredFiles(
    LAYERS.map((layer) => layer.open),
    mountsAt(...paths),
  );
}

describe('a path with volumes over the image', () => {
  test.each([
    [['/data'], '/data', 'mounted v0:', 'the mount itself'],
    [['/data/'], '/data/image', 'mounted v0:image', 'what the image has there is hidden'],
    [['/data'], '/data/./a//b/', 'mounted v0:a/b', 'dots and slashes say nothing'],
    [['/data'], '/data/a/../b', 'mounted v0:a/../b', 'the rest stays as it is written'],
    [['/data'], '/data/../usr/bin/sh', 'file /usr/bin/sh', 'out of the mount'],
    [['/data'], '/data/a/../../usr', 'directory /usr', 'out of a folder in the mount'],
    [['/data'], '/data/..', 'directory /', 'up from the mount'],
    [['/data'], '/data/../data/x', 'mounted v0:x', 'out and in again'],
    [['/data'], '/up/x', 'mounted v0:x', 'a link into the mount'],
    [['/data'], '/database', 'missing /database', 'a name that only begins alike'],
    [['/data', '/data/sub'], '/data/sub/x', 'mounted v1:x', 'the deepest one wins'],
    [['/data/sub', '/data'], '/data/sub/x', 'mounted v0:x', 'in whichever order they are given'],
    [['/data', '/data/sub'], '/data/x', 'mounted v0:x', 'beside the one inside'],
    [['/data', '/data/sub'], '/data/subtle/x', 'mounted v0:subtle/x', 'beside it with a name that begins alike'],
    [['/data', '/data/sub'], '/data/a/../sub/x', 'mounted v1:x', 'into the one inside by a detour'],
    [['/data', '/data/sub'], '/data/sub/../x', 'mounted v0:x', 'out of the one inside'],
    [['/data', '/data/sub/deep'], '/data/sub/deep/../x', 'mounted v0:sub/x', 'out of one that is deeper inside'],
    [['/data', '/data/sub'], '/in/x', 'mounted v1:x', 'a link into the one inside'],
    [['/data/sub'], '/data/image', 'file /data/image', 'above a mount the image is seen'],
    [['/opt/tools/bin'], '/opt/tools', 'directory /opt/tools', 'the runtime makes folders for a mount'],
    [['/opt/tools/bin'], '/opt/tools/bin/x', 'mounted v0:x', 'a mount where the image has nothing'],
    [['/opt/tools/bin'], '/opt/tools/lib', 'missing /opt/tools/lib', 'nothing else is in such folders'],
    [['/opt/tools/bin'], '/opt/../usr/bin/sh', 'file /usr/bin/sh', 'out of such folders'],
    [['/var/run/app'], '/run/app/x', 'mounted v0:x', 'a mount path through a link'],
    [['/var/run/app'], '/var/run/app/x', 'mounted v0:x', 'the same by the link'],
    [['/var/run/app'], '/run/image', 'file /run/image', 'beside it'],
    [['/var/run'], '/run/image', 'mounted v0:image', 'a mount path that is a link'],
    [['/var/lock/a'], '/run/lock/a', 'mounted v0:', 'a link to a link'],
    [['/srv/www/html'], '/nowhere/yet/html/x', 'mounted v0:x', 'a link to what is not there yet'],
    [['/srv/www/html'], '/srv/www/html/x', 'mounted v0:x', 'the same by the link'],
    [['/data', '/in/deep'], '/data/sub/deep/x', 'mounted v1:x', 'a link into another mount'],
    [['/run/app', '/var/run/app'], '/run/app/x', 'mounted v1:x', 'the later one where two are at one place'],
    [['/a/../data/./x'], '/data/x', 'mounted v0:', 'dots in the mount path'],
    [['/loop/x'], '/loop/x', 'loop /loop', 'a mount path that leads nowhere'],
    [['/etc/passwd'], '/etc/passwd', 'mounted v0:', 'a mount over a file'],
    [['/'], '/usr/bin/sh', 'mounted v0:usr/bin/sh', 'a mount over everything'],
    [['/'], '/../usr', 'mounted v0:usr', 'with nothing above it'],
    [['/__proto__'], '/__proto__/x', 'mounted v0:x', 'a name that objects have'],
    [[], '/proc/self/exe', 'unknown /proc/self/exe', 'the runtime fills /proc'],
    [[], '/sys', 'unknown /sys', 'and /sys'],
    [[], '/dev/image', 'unknown /dev/image', 'and /dev, over what the image has there'],
    [[], '/dev/../usr', 'directory /usr', 'out of /dev'],
    [['/dev/shm'], '/dev/shm/x', 'mounted v0:x', 'a volume in /dev'],
    [['/dev/shm'], '/dev/null', 'unknown /dev/null', 'beside a volume in /dev'],
    [['/dev'], '/dev/null', 'mounted v0:null', 'a volume instead of /dev'],
    [[], '/etc/hosts', 'missing /etc/hosts', 'no place of its own'],
  ])('%j: %s is %s', async (mounts, path, expected, _reason) => {
    expect(printResolution(await filesWith(...mounts).resolve(path))).toBe(expected);
  });

  test('names the whole mount, and the links that led to it', async () => {
    const mount: Mount = { path: '/data', volume: 'tools', subPath: 'v2/bin' };
    const files = new LayeredFiles(
      LAYERS.map((layer) => layer.open),
      [mount],
    );
    expect(await files.resolve('/up/a')).toEqual({ outcome: 'mounted', mount, rest: 'a', links: ['/up'] });
  });

  test('says who fills a place that is no volume', async () => {
    expect(await filesWith().resolve('/proc/1')).toEqual({
      outcome: 'unknown',
      at: '/proc/1',
      why: "'/proc' is filled by the container runtime",
      links: [],
    });
  });

  test('searches the folders that the runtime makes', async () => {
    const found = await filesWith('/opt/tools/bin').resolve('/opt/tools');
    expect(found.outcome === 'found' && found.folders.map(({ path, entry }) => [path, entry.mode])).toEqual([
      ['/', 0o755],
      ['/opt', 0o755],
    ]);
    expect(found.outcome === 'found' && found.entry.isImplied).toBe(true);
  });

  test.each([
    ['/data', undefined, 'a volume'],
    ['/data/sub', undefined, 'a folder in a volume'],
    ['/dev', undefined, 'a place of the runtime'],
    ['/opt', ['tools'], 'a folder that is made for a mount'],
    ['/usr', ['bin', 'lib'], 'a folder of the image with a mount in it'],
  ])('lists %s as %j', async (path, names, _reason) => {
    const files = filesWith('/data', '/opt/tools/bin', '/usr/lib', '/usr/bin/sh');
    expect((await files.list(path))?.toSorted()).toEqual(names);
  });
});
