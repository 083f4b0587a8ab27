import type { LaunchAnswer } from '../../../src/checks/image/check-launch';
import { findInVolume } from '../../../src/checks/image/find-in-volume';
import { configObjects } from '../../../src/checks/image/find-volume-file';
import type { CopiedFile, LaunchContext } from '../../../src/checks/image/launch-context';
import { mountsOf } from '../../../src/checks/image/mounts-of';
import type { Fields } from '../../../src/manifest/manifest';
import { placed } from '../placed';
import { fakeView, webSubject } from './fake-view';

const OBJECTS = configObjects([
  placed({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'scripts' }, data: { 'run.sh': '#!/bin/sh\n' } }),
]);
const ENTRY = { path: 'app/web', type: 'file', mode: 0o755, uid: 0, gid: 0, size: 7, isImplied: false } as const;
const PASS = { outcome: 'pass', how: 'static, 7 B', path: '/app/web', entry: ENTRY } as const;
const NOT_EXECUTABLE = { outcome: 'fail', code: 'IMAGE_BINARY_NOT_EXECUTABLE', what: 'a', why: 'b', fix: 'c' } as const;

/** The answer for a program below `/app`, where a volume is mounted, and the file that it was asked about. */
async function ask(
  program: string,
  volume: Fields,
  {
    pod = {},
    mount = {},
    copied,
    answer = PASS,
  }: {
    readonly pod?: Fields;
    readonly mount?: Fields;
    readonly copied?: CopiedFile;
    readonly answer?: LaunchAnswer;
  } = {},
) {
  const container = { volumeMounts: [{ name: 'v', mountPath: '/app', ...mount }] };
  const subject = webSubject(container, { ...pod, volumes: [{ name: 'v', ...volume }] });
  const view = fakeView([{ path: 'app/web' }]);
  const context: LaunchContext = {
    subject,
    view,
    files: view.files(mountsOf(subject)),
    user: undefined,
    objects: OBJECTS,
    purpose: undefined,
    findCopied: () => Promise.resolve(copied),
  };
  const launch = { argv: [program], env: new Map(), workingDirectory: '/', isCertain: true, via: undefined };
  const resolution = await context.files.resolve(program);
  if (resolution.outcome !== 'mounted') throw new Error(`the test's ${program} is in no volume`);
  const asked: unknown[] = [];
  const result = await findInVolume(context, launch, resolution, ({ path, entry }) => {
    asked.push([path, entry.mode.toString(8), entry.uid, entry.gid, entry.size, entry.facts?.kind]);
    return Promise.resolve(answer);
  });
  return { asked, result };
}

const scripts = (fields: Fields = {}) => ({ configMap: { name: 'scripts', ...fields } });

describe('a program in a volume', () => {
  test('is the file that a ConfigMap puts there', async () => {
    const { asked, result } = await ask('/app/run.sh', scripts({ defaultMode: 0o550 }));
    expect([asked, result]).toEqual([[['/app/run.sh', '550', 0, 0, 10, 'script']], PASS]);
  });

  test('belongs to the group of the pod', async () => {
    const { asked } = await ask('/app/run.sh', scripts(), { pod: { securityContext: { fsGroup: 2000 } } });
    expect(asked).toEqual([['/app/run.sh', '644', 0, 2000, 10, 'script']]);
  });

  test('needs a mode that lets the container execute it', async () => {
    const { result } = await ask('/app/run.sh', scripts(), { answer: NOT_EXECUTABLE });
    expect(result).toEqual({
      ...NOT_EXECUTABLE,
      why: "ConfigMap 'scripts' puts it there with mode 0644",
      fix: "give volume 'v' defaultMode: 0755; a mode of its item counts more",
    });
  });

  test('may be what an init container copies there', async () => {
    const [entry] =
      (await fakeView([{ path: 'web' }])
        .files([])
        .files()) ?? [];
    if (entry === undefined) throw new Error('the test copies nothing');
    const copied = { entry: entry.entry, how: "init container 'copy' copies '/web' of tools:1 there" };
    const { result } = await ask('/app/web', { emptyDir: {} }, { copied });
    expect(result).toEqual({ ...PASS, how: "static, 7 B; init container 'copy' copies '/web' of tools:1 there" });
  });

  test.each<[string, Fields, Fields, string, string, string, string, string]>([
    [
      '/app/web',
      { emptyDir: {} },
      {},
      'IMAGE_BINARY_HIDDEN',
      "is hidden by what is mounted at '/app'",
      "volume 'v' is an emptyDir, which is empty when the container starts",
      "mount volume 'v' at another path, or single files of it with subPath",
      'the image has it below',
    ],
    [
      '/app/rnu.sh',
      scripts(),
      {},
      'IMAGE_BINARY_MISSING',
      "is neither in app:1 nor in what is mounted at '/app'",
      "ConfigMap 'scripts' has only run.sh",
      "did you mean '/app/run.sh'?",
      'a slip',
    ],
    [
      '/app/run.sh',
      scripts({ items: [{ key: 'gone', path: 'run.sh' }] }),
      {},
      'IMAGE_BINARY_MISSING',
      "is neither in app:1 nor in what is mounted at '/app'",
      "ConfigMap 'scripts' has no key 'gone' to put there",
      'put the program into the image, or into the volume',
      'never itself as what is meant',
    ],
    [
      '/app/go',
      scripts(),
      { mountPath: '/app/go', subPath: 'rnu.sh' },
      'IMAGE_BINARY_MISSING',
      "is neither in app:1 nor in what is mounted at '/app/go'",
      "ConfigMap 'scripts' has only run.sh",
      'put the program into the image, or into the volume',
      'a single file that is not there',
    ],
  ])('%s in %j %j is not there', async (program, volume, mount, code, what, why, fix, _reason) => {
    const { asked, result } = await ask(program, volume, { mount });
    expect([asked, result]).toEqual([[], { outcome: 'fail', code, what, why, fix }]);
  });

  test('cannot be told, where the volume is filled elsewhere', async () => {
    expect((await ask('/app/web', { hostPath: { path: '/opt' } })).result).toEqual({
      outcome: 'unknown',
      why: "it lies in a volume: volume 'v' is a folder of the node's, whose content the manifests do not tell",
    });
  });
});
