import { checkUser } from '../../../src/checks/image/check-user';
import type { Fields } from '../../../src/manifest/manifest';
import { fakeView, printFindings, webSubject } from './fake-view';

const PASSWD = 'root:x:0:0:::\napp:x:1000:1001:::\n';
const FILES = [
  { path: 'etc/passwd', facts: { kind: 'text', text: PASSWD } },
  { path: 'etc/group', facts: { kind: 'text', text: 'audio:x:29:app\n' } },
] as const;

/** With the settings of the container and of the pod. */
function check(user: string, own: unknown, pod: unknown = {}, unknown: readonly 'user'[] = []) {
  const subject = webSubject({ securityContext: own }, { securityContext: pod });
  return checkUser(subject, fakeView(FILES, { config: { user }, unknown }));
}

describe('who a container runs as', () => {
  const root = { uid: 0, gids: [0], hasOverride: true, isStartedWithOverride: true };
  const app = { uid: 1000, gids: [1001, 29], hasOverride: false, isStartedWithOverride: true };

  test.each<[string, unknown, unknown, unknown, string]>([
    ['', {}, {}, root, 'root, when nothing is said'],
    ['', null, null, root, 'null says nothing'],
    ['', 'root', [], root, 'nor does what is no map'],
    ['app', {}, {}, app, 'the user of the image'],
    ['', { runAsUser: 1000 }, { runAsUser: 2000 }, app, "the container's own setting counts"],
    ['', { runAsUser: null }, { runAsUser: 1000 }, app, 'null does not count'],
    ['gone', { runAsUser: 1000 }, {}, app, 'whoever the image names'],
    [
      'app',
      {},
      { runAsGroup: 5, fsGroup: 7, supplementalGroups: [8, 'x', -1] },
      { ...app, gids: [5, 29, 7, 8] },
      'groups',
    ],
    [
      'app',
      {},
      { supplementalGroupsPolicy: 'Strict', supplementalGroups: [8] },
      { ...app, gids: [1001, 8] },
      'only those',
    ],
    ['', { runAsUser: 1000 }, { runAsNonRoot: true }, app, 'a number that is not root'],
    ['1000', {}, { runAsNonRoot: true }, app, 'in the image too'],
    ['', { runAsNonRoot: false }, { runAsNonRoot: true }, root, "root, where the container's own setting lets it"],
  ])('USER %j, %j, pod %j', async (user, own, pod, expected, _reason) => {
    expect(await check(user, own, pod)).toEqual({ user: expected, findings: [] });
  });

  test.each<[Fields, boolean, string]>([
    [{}, true, 'by default'],
    [{ capabilities: null }, true, 'null drops nothing'],
    [{ capabilities: { drop: ['ALL'] } }, false, 'all are dropped'],
    [{ capabilities: { drop: ['all'] } }, false, 'in any case'],
    [{ capabilities: { drop: ['DAC_OVERRIDE'] } }, false, 'it is dropped'],
    [{ capabilities: { drop: ['cap_dac_override'] } }, false, 'by its name in Linux'],
    [{ capabilities: { drop: ['NET_RAW', 7, null] } }, true, 'others are dropped'],
    [{ capabilities: { drop: ['ALL'], add: ['DAC_OVERRIDE'] } }, true, 'it is added again'],
    [{ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }, false, 'another one is added again'],
    [{ capabilities: { drop: ['ALL'], add: ['ALL'] } }, false, 'ALL is added before ALL is dropped'],
    [{ capabilities: { drop: ['DAC_OVERRIDE'], add: ['ALL'] } }, false, 'what has a name counts more than ALL'],
    [{ capabilities: { drop: ['DAC_OVERRIDE'], add: ['DAC_OVERRIDE'] } }, false, 'what is dropped counts more'],
    [{ capabilities: { drop: ['ALL'] }, privileged: true }, true, 'a privileged container has them all'],
    [{ capabilities: { drop: ['ALL'] }, privileged: 'true' }, false, 'text is no boolean'],
  ])('root passes by permissions with %j: %s', async (own, expected, _reason) => {
    const { user } = await check('', own);
    expect([user?.hasOverride, user?.isStartedWithOverride]).toEqual([expected, expected]);
    const { user: other } = await check('app', own);
    expect([other?.hasOverride, other?.isStartedWithOverride]).toEqual([false, expected]);
  });

  test('is looked up in the image, whatever is mounted over /etc', async () => {
    const subject = webSubject({ volumeMounts: [{ name: 'etc', mountPath: '/etc' }] });
    const { user } = await checkUser(subject, fakeView(FILES, { config: { user: 'app' } }));
    expect(user?.uid).toBe(1000);
  });
});

describe('a user is refused', () => {
  const nonRoot = { runAsNonRoot: true };

  test.each<[string, unknown, unknown, string, string]>([
    [
      '',
      nonRoot,
      {},
      "fail IMAGE_USER_ROOT: deployment 'web' has runAsNonRoot, and app:1 runs as root\n  why: the kubelet refuses to start it: it has runAsNonRoot, and the image names no user, which means root\n  fix: give it runAsUser: 65532 (any number but 0), or write USER 65532 in the Dockerfile",
      'nothing is root',
    ],
    [
      '00:1000',
      {},
      nonRoot,
      "fail IMAGE_USER_ROOT: deployment 'web' has runAsNonRoot, and app:1 runs as root\n  why: the kubelet refuses to start it: it has runAsNonRoot, and the image's user is '00:1000'\n  fix: give it runAsUser: 65532 (any number but 0), or write USER 65532 in the Dockerfile",
      'zero is root, whatever the group',
    ],
    [
      'root',
      nonRoot,
      {},
      "fail IMAGE_USER_ROOT: deployment 'web' has runAsNonRoot, and app:1 runs as root\n  why: the kubelet refuses to start it: it has runAsNonRoot, and the image's user is 'root'\n  fix: give it runAsUser: 65532 (any number but 0), or write USER 65532 in the Dockerfile",
      'root is root',
    ],
    [
      '1000',
      { runAsUser: 0 },
      nonRoot,
      "fail IMAGE_USER_ROOT: deployment 'web' has runAsNonRoot and runAsUser: 0\n  why: the kubelet refuses to start it: it has runAsNonRoot, and 0 is root\n  fix: give runAsUser another number, or leave runAsNonRoot out",
      'the manifest says both',
    ],
    [
      'app:app',
      nonRoot,
      {},
      "fail IMAGE_USER_NAME: deployment 'web' has runAsNonRoot, and app:1 runs as 'app'\n  why: the kubelet refuses to start it: it has runAsNonRoot, and it cannot tell from a name whether that is root\n  fix: give it runAsUser: 1000, which is 'app' in the image, or write USER 1000 in the Dockerfile",
      'a name may be root',
    ],
    [
      'gone',
      {},
      {},
      "fail IMAGE_USER_MISSING: deployment 'web' runs as 'gone', whom app:1 does not know\n  why: the image runs as user 'gone', who is not in its /etc/passwd; the runtime refuses to create the container\n  fix: write the user as a number (USER 1000 in the Dockerfile, or runAsUser: 1000), or add it to /etc/passwd",
      'a name that nobody has',
    ],
  ])('USER %j, %j, pod %j', async (user, own, pod, expected, _reason) => {
    expect(printFindings((await check(user, own, pod)).findings)).toBe(expected);
  });

  test('with its place', async () => {
    const [finding] = (await check('', nonRoot)).findings;
    expect(finding).toMatchObject({
      place: 'app/web',
      workload: "deployment 'web'",
      container: "container 'web'",
      image: 'app:1',
    });
  });
});

describe('a user cannot be told', () => {
  const wrong = (field: string, value: string) =>
    `unknown IMAGE_USER_UNKNOWN: deployment 'web' runs as a user that cannot be told\n  why: its ${field} is ${value}, and Kubernetes takes whole numbers from 0 to 2147483647 only\n  fix: give ${field} such a number, without quotes`;

  test.each<[unknown, unknown, string, string]>([
    [{ runAsUser: '1000' }, {}, wrong('runAsUser', '"1000"'), 'a number in quotes, as templates make it'],
    [{ runAsUser: -1 }, {}, wrong('runAsUser', '-1'), 'below zero'],
    [{ runAsUser: 1.5 }, {}, wrong('runAsUser', '1.5'), 'half a user'],
    [{}, { runAsGroup: 2147483648 }, wrong('runAsGroup', '2147483648'), 'too big'],
    [{}, { fsGroup: [1] }, wrong('fsGroup', '[1]'), 'a list'],
  ])('%j, pod %j', async (own, pod, expected, _reason) => {
    const { user, findings } = await check('app', own, pod);
    expect([user, printFindings(findings)]).toEqual([undefined, expected]);
  });

  test('where the image does not tell it, which only matters for runAsNonRoot', async () => {
    expect(await check('', {}, {}, ['user'])).toEqual({ user: undefined, findings: [] });
    expect(printFindings((await check('', { runAsNonRoot: true }, {}, ['user'])).findings)).toBe(
      "unknown IMAGE_USER_UNKNOWN: deployment 'web' runs as a user that cannot be told\n  why: the base image is not looked at\n  fix: give runAsUser a number",
    );
  });

  test('but by its number, whatever the image does not tell', async () => {
    expect((await check('', { runAsUser: 1000, runAsNonRoot: true }, {}, ['user'])).user?.uid).toBe(1000);
  });
});
