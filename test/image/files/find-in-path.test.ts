import { findInPath, type PathAnswer } from '../../../src/image/files/find-in-path';
import { LayeredFiles } from '../../../src/image/files/layered-files';
import { fakeLayer } from './fake-layer';
import { printResolution } from './print-resolution';

const LAYER = fakeLayer([
  { path: 'usr/bin/env' },
  { path: 'usr/bin/app' },
  { path: 'usr/bin/plain', mode: 0o644 },
  { path: 'usr/local/bin/plain', mode: 0o644 },
  { path: 'bin', target: 'usr/bin' },
  { path: 'opt/app', type: 'directory' },
  { path: 'opt/run' },
  { path: 'opt/link', target: '/usr/bin/env' },
  { path: 'opt/dangling', target: 'nowhere' },
  { path: 'opt/device', type: 'other' },
  { path: 'srv/plain' },
  { path: 'file' },
]);
const FILES = new LayeredFiles([LAYER.open], [{ path: '/data', volume: 'tools', subPath: '' }]);

function find(name: string, pathVariable: string, workingDirectory?: string): Promise<PathAnswer> {
  return findInPath(FILES, name, pathVariable, workingDirectory, ({ entry }) => (entry.mode & 0o111) !== 0);
}

describe('a program', () => {
  test.each([
    ['env', '/usr/local/bin:/usr/bin:/bin', undefined, 'file /usr/bin/env', 'the folder that has it'],
    ['env', '/bin', undefined, 'file /usr/bin/env', 'a folder behind a link'],
    ['link', '/opt', undefined, 'file /usr/bin/env', 'a link'],
    ['app', '/opt:/usr/bin', undefined, 'file /usr/bin/app', 'a folder of that name is passed over'],
    ['plain', '/usr/bin:/srv', undefined, 'file /srv/plain', 'a file that may not be executed is passed over'],
    ['dangling', '/opt:/srv:/usr/bin', undefined, 'missing', 'a link to nowhere'],
    ['env', '/usr/bin:/data/bin', undefined, 'file /usr/bin/env', 'a volume that comes later'],
    ['env', '/data/bin:/usr/bin', undefined, 'mounted tools:bin/env', 'a volume that comes first may have it'],
    ['env', '/opt:/proc/x:/usr/bin', undefined, 'unknown /proc/x/env', 'so may a place of the runtime'],
    ['env', '/file:/usr/bin', undefined, 'file /usr/bin/env', 'a file among the folders'],
    ['env', '/usr/bin/', undefined, 'file /usr/bin/env', 'a folder with a slash'],
    ['run', ':/usr/bin', '/opt', 'file /opt/run', 'an empty folder is the working directory'],
    ['run', '/usr/bin:', '/opt/', 'file /opt/run', 'also at the end'],
    ['run', 'opt', undefined, 'file /opt/run', 'a folder from the working directory'],
    ['run', '.', 'opt', 'file /opt/run', 'a working directory without a slash'],
    ['file', ':', '', 'file /file', 'an empty working directory is the root'],
    ['/opt/run', '', undefined, 'file /opt/run', 'a path asks no folders'],
    ['./run', '/usr/bin', '/opt', 'file /opt/run', 'a path from the working directory'],
    ['../opt/run', '', '/usr', 'file /opt/run', 'a path with dots'],
    ['/data/run', '/usr/bin', undefined, 'mounted tools:run', 'a path into a volume'],
    ['__proto__', '/usr/bin', undefined, 'missing', 'a name that objects have'],
  ])('%s with PATH=%s in %s: %s', async (name, pathVariable, workingDirectory, expected, _reason) => {
    const answer = await find(name, pathVariable, workingDirectory);
    expect(answer.outcome === 'missing' ? 'missing' : printResolution(answer)).toBe(expected);
  });

  test.each([
    ['nope', '/usr/bin:/bin', '/', { tried: ['/usr/bin', '/bin'] }, 'nowhere'],
    ['nope', ':lib', '/srv', { tried: ['/srv', '/srv/lib'] }, 'from the working directory'],
    ['nope', '', '/', { tried: [] }, 'no folders'],
    ['', '/usr/bin', '/', { tried: ['/usr/bin'] }, 'no name'],
    ['/nope', '/usr/bin', '/', { tried: [] }, 'a path'],
    [
      'plain',
      '/usr/local/bin:/bin',
      '/',
      { tried: ['/usr/local/bin', '/bin'], notExecutable: '/usr/local/bin/plain' },
      'the first that may not be executed',
    ],
    ['app', '/opt', '/', { tried: ['/opt'], notExecutable: '/opt/app' }, 'a folder'],
    ['device', '/opt', '/', { tried: ['/opt'], notExecutable: '/opt/device' }, 'a device'],
    ['./plain', '/opt', '/bin', { tried: [], notExecutable: '/bin/./plain' }, 'a path that may not be executed'],
    ['..', '/opt', '/', { tried: ['/opt'], notExecutable: '/opt/..' }, 'a folder by its other name'],
  ])('%s with PATH=%s in %s is missing, with what was tried', async (name, pathVariable, from, rest, _reason) => {
    expect(await find(name, pathVariable, from)).toEqual({ outcome: 'missing', ...rest });
  });

  test('is told with the folders on the way', async () => {
    const answer = await find('env', '/bin');
    expect(answer.outcome === 'found' && answer.folders.map(({ path }) => path)).toEqual([
      '/',
      '/',
      '/usr',
      '/usr/bin',
    ]);
  });
});
