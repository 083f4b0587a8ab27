import { findMissingWorkingDir, findReadOnlyVolumes } from '../../../src/checks/image/find-folder-problems';
import { mountsOf } from '../../../src/checks/image/mounts-of';
import type { ImageConfig } from '../../../src/image/image-config';
import type { Fields } from '../../../src/manifest/manifest';
import { fakeView, printFindings, webSubject } from './fake-view';

describe('a folder that the image writes to', () => {
  const readOnly = { securityContext: { readOnlyRootFilesystem: true } };
  const find = (container: Fields, volumes: readonly string[]) =>
    printFindings(findReadOnlyVolumes(webSubject(container), fakeView([], { config: { volumes } })));
  const warns = (folder: string) =>
    `unknown IMAGE_VOLUME_READ_ONLY: deployment 'web' has readOnlyRootFilesystem, and app:1 declares that it writes to '${folder}'\n  why: nothing is mounted there: containerd makes a writable folder that is lost with the container, CRI-O leaves it read-only\n  fix: mount an emptyDir or a persistent volume at '${folder}'`;
  const mounted = (mountPath: string) => ({ ...readOnly, volumeMounts: [{ name: 'v', mountPath }] });

  test.each<[Fields, string, string]>([
    [readOnly, `${warns('/data')}\n${warns('/var/log/')}`, 'is read-only, each by itself'],
    [mounted('/data'), warns('/var/log/'), 'is there with a volume'],
    [mounted('/data/'), warns('/var/log/'), 'also with a slash at its end'],
    [mounted('/var'), warns('/data'), 'also when it is mounted above'],
    [mounted('/'), '', 'wherever above'],
    [mounted('/dat'), `${warns('/data')}\n${warns('/var/log/')}`, 'is not there with one that begins alike'],
    [mounted('/data/db'), `${warns('/data')}\n${warns('/var/log/')}`, 'nor with one for a part of it'],
    [{}, '', 'can be written to by default'],
    [{ securityContext: null }, '', 'null says nothing'],
    [{ securityContext: { readOnlyRootFilesystem: 'true' } }, '', 'text is no boolean'],
  ])('%j', (container, expected, _reason) => {
    expect(find(container, ['/data', '/var/log/'])).toBe(expected);
  });

  test('is not known, where the image does not tell', () => {
    expect(findReadOnlyVolumes(webSubject(readOnly), fakeView([], { unknown: ['volumes'] }))).toEqual([]);
  });
});

describe('the folder that a container starts in', () => {
  const FILES = [
    { path: 'app', type: 'directory' },
    { path: 'web' },
    { path: 'loop', target: 'loop' },
    { path: 'link', target: 'gone' },
  ] as const;
  const find = async (container: Fields, config: Partial<ImageConfig> = {}, unknown: readonly 'workingDir'[] = []) => {
    const view = fakeView(FILES, { config, unknown });
    const subject = webSubject(container);
    return printFindings(await findMissingWorkingDir(subject, view, view.files(mountsOf(subject))));
  };
  const says = (outcome: string, folder: string, fault: string, why: string, fix: string) =>
    `${outcome} IMAGE_WORKING_DIR_MISSING: deployment 'web' starts in '${folder}', ${fault}\n  why: ${why}\n  fix: ${fix}`;
  const makes = 'runc makes an empty folder that belongs to root, and other runtimes may refuse';

  test.each<[Fields, Partial<ImageConfig>, string, string]>([
    [{}, {}, '', 'nothing is the root'],
    [{ workingDir: '/' }, { workingDir: '/gone' }, '', 'the root is there'],
    [{ workingDir: '/app' }, {}, '', 'it is there'],
    [
      { workingDir: 'app' },
      {},
      says(
        'fail',
        'app',
        'its workingDir, which is no absolute path',
        'runtimes take nothing else: "Cwd must be an absolute path"',
        "write '/app'",
      ),
      'runtimes take absolute paths only',
    ],
    [{ workingDir: '/data/x', volumeMounts: [{ name: 'd', mountPath: '/data' }] }, {}, '', 'it is in a volume'],
    [
      { workingDir: '/srv/web' },
      {},
      says(
        'unknown',
        '/srv/web',
        'its workingDir, which is not in app:1',
        `there is no '/srv'; ${makes}`,
        'name a folder that is there',
      ),
      'it is not there',
    ],
    [
      { workingDir: '' },
      { workingDir: '/srv' },
      says(
        'unknown',
        '/srv',
        'the WORKDIR of app:1, which is not in app:1',
        `there is no '/srv'; ${makes}`,
        'make it where the image is built: WORKDIR makes it by itself',
      ),
      "an empty one leaves the image's",
    ],
    [
      { workingDir: '/link' },
      {},
      says(
        'unknown',
        '/link',
        'its workingDir, which is not in app:1',
        `there is no '/gone'; ${makes}`,
        'name a folder that is there',
      ),
      'it leads nowhere',
    ],
    [
      { workingDir: '/web' },
      {},
      says(
        'fail',
        '/web',
        'its workingDir, which is no folder',
        'the runtime changes into it before it starts the program, and fails',
        'name a folder',
      ),
      'it is a file',
    ],
    [
      { workingDir: '/web/x' },
      {},
      says('fail', '/web/x', 'its workingDir, which cannot be entered', "'/web' is a file", 'name a folder'),
      'it is in a file',
    ],
    [
      { workingDir: '/loop' },
      {},
      says(
        'fail',
        '/loop',
        'its workingDir, which cannot be entered',
        "'/loop' is a link that leads back to itself",
        'name a folder',
      ),
      'it goes round',
    ],
  ])('%j over %j', async (container, config, expected, _reason) => {
    expect(await find(container, config)).toBe(expected);
  });

  test('is not known, where the image does not tell', async () => {
    expect(await find({}, {}, ['workingDir'])).toBe('');
  });
});
