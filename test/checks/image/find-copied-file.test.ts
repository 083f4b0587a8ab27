import { findCopiedFile } from '../../../src/checks/image/find-copied-file';
import { configObjects } from '../../../src/checks/image/find-volume-file';
import type { ImageView } from '../../../src/checks/image/image-view';
import { ImageFault } from '../../../src/image/image-fault';
import type { Fields } from '../../../src/manifest/manifest';
import { fakeView, subjectNamed } from './fake-view';

const TOOLS = fakeView(
  [
    { path: 'web', mode: 0o755, size: 7 },
    { path: 'plain', mode: 0o644, size: 5 },
    { path: 'link', target: '/web' },
    { path: 'folder/web', size: 9 },
  ],
  { name: 'tools:1', config: { workingDir: '/folder' } },
);

/** What an init container with this command puts at a path of the volume, which is mounted at `/v` in both. */
async function find(
  command: readonly string[],
  rest: string,
  { init = {}, subPath = '', view = TOOLS }: { init?: Fields; subPath?: string; view?: ImageView | undefined } = {},
): Promise<string> {
  const volumeMounts = [{ name: 'v', mountPath: '/v' }];
  const subject = subjectNamed('web', {
    volumes: [{ name: 'v', emptyDir: {} }],
    initContainers: [{ name: 'copy', image: 'tools:1', command, volumeMounts, ...init }],
    containers: [{ name: 'web', image: 'app:1', volumeMounts }],
  });
  const viewOf = (image: string) => Promise.resolve(image === 'tools:1' ? view : undefined);
  const copied = await findCopiedFile(subject, { path: '/v', volume: 'v', subPath }, rest, configObjects([]), viewOf);
  return copied === undefined ? 'none' : `${copied.entry.size} ${copied.entry.mode.toString(8)}: ${copied.how}`;
}

const copied = (file: string, facts: string) => `${facts}: init container 'copy' copies '${file}' of tools:1 there`;

describe('what an init container copies', () => {
  test.each<[string[], string, string, string]>([
    [['cp', '/web', '/v/web'], 'web', copied('/web', '7 755'), 'under a name'],
    [['cp', '/web', '/v/app'], 'app', copied('/web', '7 755'), 'under another name'],
    [['cp', '/web', '/v'], 'web', copied('/web', '7 755'), 'into the volume'],
    [['/bin/cp', '-f', '/web', '/v/bin/'], 'bin/web', copied('/web', '7 755'), 'into a folder of it'],
    [['cp', '/plain', '/web', '/v/bin'], 'bin/web', copied('/web', '7 755'), 'one of several'],
    [['cp', 'web', '/v/web'], 'web', copied('/folder/web', '9 755'), 'from where it starts'],
    [['cp', '/link', '/v/web'], 'web', copied('/web', '7 755'), 'what a link leads to'],
    [['cp', '/plain', '/v/web'], 'web', copied('/plain', '5 644'), 'with its permissions'],
    [['install', '/plain', '/v/web'], 'web', copied('/plain', '5 755'), 'or with those that install gives'],
    [['busybox', 'cp', '/web', '/v/web'], 'web', copied('/web', '7 755'), 'by busybox'],
    [['sh', '-c', 'cp /web /v/web'], 'web', copied('/web', '7 755'), 'by a shell'],
    [['sh', '-ec', 'cp /plain /v/web && cp /web /v/web'], 'web', copied('/web', '7 755'), 'the last one stays'],
    [['cp', '-p', '--', '/web', '/v/web'], 'web', copied('/web', '7 755'), 'behind --'],
    [['cp', '-a', '/web', '/v/web'], 'web', copied('/web', '7 755'), 'with everything'],
    [['cp', '-a', '/link', '/v/web'], 'web', 'none', 'a link as it is, which leads elsewhere there'],
    [['cp', '/web', '/v/web'], 'api', 'none', 'another file'],
    [['cp', '/web', '/vault/web'], 'web', 'none', 'into a folder that begins alike'],
    [['cp', '/web', '/v/../etc/web'], 'web', 'none', 'out of the volume'],
    [['cp', '/gone', '/v/web'], 'web', 'none', 'what is not there'],
    [['cp', '-r', '/folder', '/v/web'], 'web', 'none', 'a folder'],
    [['cp', '-t', '/v', '/web'], 'web', 'none', 'with a flag that takes a value'],
    [['install', '-m', '0700', '/web', '/v/web'], 'web', 'none', 'with permissions that are not looked at'],
    [['install', '-d', '/web', '/v/web'], 'web', 'none', 'nothing: it makes folders'],
    [['cp', '/web'], 'web', 'none', 'nowhere'],
    [['mv', '/web', '/v/web'], 'web', 'none', 'nothing: another program'],
  ])('%j has at %s: %s', async (command, rest, expected, _reason) => {
    expect(await find(command, rest)).toBe(expected);
  });

  test('stands at its place in the volume, however that is mounted', async () => {
    const init = { volumeMounts: [{ name: 'v', mountPath: '/out/', subPath: 'bin' }] };
    const command = ['cp', '/web', '/out/web'];
    expect(await find(command, 'bin/web', { init })).toBe(copied('/web', '7 755'));
    expect(await find(command, 'web', { init, subPath: 'bin' })).toBe(copied('/web', '7 755'));
    expect(await find(command, '', { init, subPath: 'bin/web' })).toBe(copied('/web', '7 755'));
    expect(await find(command, 'web', { init })).toBe('none');
  });

  test('is not known, when its image cannot be read', async () => {
    const broken: ImageView = {
      ...TOOLS,
      files: () => ({
        ...TOOLS.files([]),
        resolve: () => Promise.reject(new ImageFault('unknown', 'the registry does not answer')),
      }),
    };
    expect(await find(['cp', '/web', '/v/web'], 'web', { view: broken })).toBe('none');
    expect(await find(['cp', '/web', '/v/web'], 'web', { init: { image: 'gone:1' } })).toBe('none');
    expect(await find(['cp', '/web', '/v/web'], 'web', { init: { image: null } })).toBe('none');
  });

  test('is what an earlier init container did, for an init container', async () => {
    const volumeMounts = [{ name: 'v', mountPath: '/v' }];
    const copy = (name: string, file: string) => ({
      name,
      image: 'tools:1',
      command: ['cp', file, '/v/web'],
      volumeMounts,
    });
    const subject = subjectNamed('run', {
      volumes: [{ name: 'v', emptyDir: {} }],
      initContainers: [copy('first', '/web'), { name: 'run', image: 'app:1', volumeMounts }, copy('later', '/plain')],
    });
    const mount = { path: '/v', volume: 'v', subPath: '' };
    const found = await findCopiedFile(subject, mount, 'web', configObjects([]), () => Promise.resolve(TOOLS));
    expect(found?.how).toBe("init container 'first' copies '/web' of tools:1 there");
  });
});
