import type { FileFacts } from '../../../src/image/facts/file-facts';
import { LayeredFiles } from '../../../src/image/files/layered-files';
import { findUser, type UserQuestion } from '../../../src/image/users/find-user';
import { type FakeEntry, fakeLayer } from '../files/fake-layer';

const PASSWD = `# users
root:x:0:0:root:/root:/bin/sh
nobody:x:65534:65533:nobody:/:/sbin/nologin
app:x:1000:1001:App:/home/app:/bin/sh
app:x:7:7:a second one:/:/bin/sh
twin:x:1000:9:the same number:/:/bin/sh
1234:x:42:43:a number as a name:/:/bin/sh
huge:x:4294967294:1:::
hugegroup:x:5:4294967294:::
`;
const GROUP = `root:x:0:root
app:x:1001:app
nobody:x:65533:
wheel:x:10:app,root
audio:x:29:nobody,app
numbers:x:77:1000,1234
`;

function file(path: string, text: string | null): FakeEntry {
  return { path, facts: { kind: 'text', text } };
}

function filesOf(...entries: readonly FakeEntry[]): LayeredFiles {
  return new LayeredFiles([fakeLayer(entries).open], []);
}

const FILES = filesOf(file('etc/passwd', PASSWD), file('etc/group', GROUP));

describe('the user of a container', () => {
  test.each<[Partial<UserQuestion>, string, string]>([
    [{}, '0: 0,10 image', 'root, when nothing is said'],
    [{ configUser: 'root' }, '0: 0,10 image', 'root by name, with the groups that list it'],
    [{ configUser: '0' }, '0: 0,10 image', 'root by number'],
    [{ configUser: 'app' }, '1000: 1001,10,29 image', 'the first line of a name; its own group is left out'],
    [{ configUser: '1000' }, '1000: 1001,10,29 image', 'the first line of a number'],
    [{ configUser: 'twin' }, '1000: 9 image', 'another name for a number has groups of its own'],
    [{ configUser: '1234' }, '1234: 0 image', 'digits are a number, also where they are a name'],
    [{ configUser: '65534' }, '65534: 65533,29 image', 'a number in the file'],
    [{ configUser: '2000' }, '2000: 0 image', 'a number that is not in the file has group 0'],
    [{ configUser: '2000:3000' }, '2000: 0 image', 'Kubernetes does not take the group'],
    [{ configUser: '1000:3000' }, '1000: 1001,10,29 image', 'nor where the user is in the file'],
    [{ configUser: 'app:wheel' }, '1000: 1001,10,29 image', 'nor by name'],
    [{ configUser: 'app:nowhere' }, '1000: 1001,10,29 image', 'so that it need not be there'],
    [{ configUser: ':1000' }, '0: 0,10 image', 'a group without a user'],
    [{ configUser: '007' }, '7: 7,10,29 image', 'zeros in front'],
    [{ configUser: '+1000' }, '1000: 1001,10,29 image', 'a sign'],
    [{ configUser: '-0' }, '0: 0,10 image', 'zero with a sign'],
    [{ configUser: '2147483647' }, '2147483647: 0 image', 'the greatest number'],
    [{ configUser: 'app', runAsUser: 65534 }, '65534: 65533,29 pod', 'the pod overrides the image'],
    [{ configUser: 'nowhere', runAsUser: 2000 }, '2000: 0 pod', 'whoever the image names'],
    [{ configUser: 'app', runAsUser: 0 }, '0: 0,10 pod', 'with root too'],
    [{ configUser: 'app:5', runAsUser: 2000 }, '2000: 0 pod', 'group and all'],
    [{ configUser: 'app', runAsGroup: 5 }, '1000: 5,10,29 image', 'the pod overrides the group alone'],
    [{ configUser: '', runAsGroup: 5 }, '0: 5,10 image', 'the group of root'],
    [{ runAsUser: 2000, runAsGroup: 2000 }, '2000: 2000 pod', 'user and group'],
    [{ runAsUser: 2000, supplementalGroups: [5, 6], fsGroup: 7 }, '2000: 0,7,5,6 pod', 'groups of the pod'],
    [{ configUser: 'app', supplementalGroups: [29, 1001], fsGroup: 10 }, '1000: 1001,10,29 image', 'each group once'],
    [
      { configUser: 'app', supplementalGroups: [5], supplementalGroupsPolicy: 'Strict' },
      '1000: 1001,5 image',
      'the groups of the pod alone',
    ],
    [
      { configUser: 'app', supplementalGroupsPolicy: 'Merge' },
      '1000: 1001,10,29 image',
      'all groups, which is the default',
    ],
  ])('%j is %s', async (question, expected, _reason) => {
    const answer = await findUser({ configUser: '', ...question }, FILES);
    expect(answer.outcome === 'known' ? `${answer.uid}: ${answer.gids.join()} ${answer.source}` : answer.why).toBe(
      expected,
    );
  });

  test.each<[Partial<UserQuestion>, string, string]>([
    [{ configUser: 'nowhere' }, "the image runs as user 'nowhere', who is not in its /etc/passwd", 'no such name'],
    [
      { configUser: 'App' },
      "the image runs as user 'App', who is not in its /etc/passwd",
      'names are told apart by case',
    ],
    [{ configUser: ' app' }, "the image runs as user ' app', who is not in its /etc/passwd", 'and by spaces'],
    [
      { configUser: '0x10' },
      "the image runs as user '0x10', who is not in its /etc/passwd",
      'no decimal number is a name',
    ],
    [
      { configUser: '__proto__' },
      "the image runs as user '__proto__', who is not in its /etc/passwd",
      'a name that objects have',
    ],
    [
      { configUser: '# users' },
      "the image runs as user '# users', who is not in its /etc/passwd",
      'a comment is no user',
    ],
    [{ configUser: '-1' }, 'the image runs as user -1, which is not between 0 and 2147483647', 'below zero'],
    [
      { configUser: '2147483648' },
      'the image runs as user 2147483648, which is not between 0 and 2147483647',
      'one too many',
    ],
    [
      { configUser: '99999999999999999999:0' },
      'the image runs as user 99999999999999999999, which is not between 0 and 2147483647',
      'far too many',
    ],
    [
      { configUser: 'huge' },
      "/etc/passwd gives user 'huge' the number 4294967294, more than 2147483647",
      'too many in the file',
    ],
    [
      { runAsUser: 5 },
      "/etc/passwd gives user 'hugegroup' the number 4294967294, more than 2147483647",
      'too many for its group',
    ],
    [
      { runAsUser: 2147483648 },
      'runAsUser 2147483648 is not a whole number between 0 and 2147483647',
      'the pod, one too many',
    ],
    [{ runAsUser: -1 }, 'runAsUser -1 is not a whole number between 0 and 2147483647', 'the pod, below zero'],
    [{ runAsGroup: 1.5 }, 'runAsGroup 1.5 is not a whole number between 0 and 2147483647', 'half a group'],
    [{ fsGroup: Number.NaN }, 'fsGroup NaN is not a whole number between 0 and 2147483647', 'no number'],
    [
      { supplementalGroups: [1, -2] },
      'supplementalGroups -2 is not a whole number between 0 and 2147483647',
      'one of several',
    ],
  ])('%j keeps the container from being created', async (question, why, _reason) => {
    expect(await findUser({ configUser: '', ...question }, FILES)).toEqual({ outcome: 'fail', why });
  });
});

describe('an image without users', () => {
  const files = filesOf({ path: 'app' });

  test('runs as any number, of group 0', async () => {
    expect(await findUser({ configUser: '65532:65532' }, files)).toEqual({
      outcome: 'known',
      uid: 65532,
      gids: [0],
      source: 'image',
    });
  });

  test('runs as nobody with a name', async () => {
    expect(await findUser({ configUser: 'root' }, files)).toEqual({
      outcome: 'fail',
      why: "the image runs as user 'root', who cannot be looked up: it has no /etc/passwd",
    });
  });

  test('needs no groups', async () => {
    const answer = await findUser({ configUser: 'app' }, filesOf(file('etc/passwd', 'app:x:5:6::/:')));
    expect(answer).toEqual({ outcome: 'known', uid: 5, gids: [6], source: 'image' });
  });
});

describe('users that cannot be told', () => {
  const script: FileFacts = { kind: 'script', line: '/bin/sh', hasCarriageReturn: false, isCut: false };
  const passwd = file('etc/passwd', PASSWD);

  test.each<[readonly FakeEntry[], string, string]>([
    [[file('etc/passwd', null)], "'/etc/passwd' is too big to be read", 'a big file'],
    [[{ path: 'etc/passwd', type: 'directory' }], "'/etc/passwd' is not a file", 'a folder'],
    [[{ path: 'etc/passwd' }], "the text of '/etc/passwd' was not kept", 'no facts'],
    [[{ path: 'etc/passwd', facts: script }], "the text of '/etc/passwd' was not kept", 'facts of another kind'],
    [[{ path: 'etc' }], "'/etc' is not a folder", 'no folder for it'],
    [[{ path: 'etc/passwd', target: 'passwd' }], "'/etc/passwd' leads through more than 40 links", 'a loop'],
    [
      [{ path: 'etc/passwd', target: '/proc/x' }],
      "'/proc' is filled by the container runtime",
      'a link out of the image',
    ],
    [[passwd, file('etc/group', null)], "'/etc/group' is too big to be read", 'big groups'],
  ])('%#: %s', async (entries, why, _reason) => {
    expect(await findUser({ configUser: '1000' }, filesOf(...entries))).toEqual({ outcome: 'unknown', why });
  });

  test('are those of a volume', async () => {
    const files = new LayeredFiles(
      [fakeLayer([passwd]).open],
      [{ path: '/etc/passwd', volume: 'users', subPath: 'p' }],
    );
    expect(await findUser({ configUser: 'app' }, files)).toEqual({
      outcome: 'unknown',
      why: "'/etc/passwd' is in volume 'users'",
    });
  });

  test('do not matter where the pod says all', async () => {
    const question = { configUser: 'app', runAsUser: 5, runAsGroup: 6, supplementalGroupsPolicy: 'Strict' } as const;
    expect(await findUser(question, filesOf(file('etc/passwd', null)))).toEqual({
      outcome: 'known',
      uid: 5,
      gids: [6],
      source: 'pod',
    });
  });

  test('are none where the file is empty', async () => {
    const files = filesOf({ path: 'etc/passwd', facts: { kind: 'empty' } });
    expect(await findUser({ configUser: 'app' }, files)).toEqual({
      outcome: 'fail',
      why: "the image runs as user 'app', who is not in its /etc/passwd",
    });
  });
});
