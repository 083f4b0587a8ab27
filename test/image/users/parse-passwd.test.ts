import { parsePasswd } from '../../../src/image/users/parse-passwd';

describe('/etc/passwd', () => {
  test.each([
    ['root:x:0:0:root:/root:/bin/sh', [{ name: 'root', uid: 0, gid: 0, home: '/root' }], 'a line'],
    ['app:x:1000:1001', [{ name: 'app', uid: 1000, gid: 1001, home: '' }], 'without a home'],
    ['  app:x:1:2:::\r', [{ name: 'app', uid: 1, gid: 2, home: '' }], 'white space around, as from Windows'],
    ['nfs:x:4294967294:4294967294:::', [{ name: 'nfs', uid: 4294967294, gid: 4294967294, home: '' }], '32 bits'],
    ['__proto__:x:1:2::/:', [{ name: '__proto__', uid: 1, gid: 2, home: '/' }], 'a name that objects have'],
    ['', [], 'nothing'],
    ['# app:x:1:2:::', [], 'a comment'],
    ['app', [], 'a name alone'],
    ['app:x:1', [], 'no group'],
    [':x:1:2:::', [], 'no name'],
    ['+::::::', [], 'a line for NIS'],
    ['app:x:-1:2:::', [], 'below zero'],
    ['app:x:1.5:2:::', [], 'no whole number'],
    ['app:x:0x1:2:::', [], 'no decimal number'],
    ['app:x:4294967296:2:::', [], 'more than 32 bits'],
    ['app:x:1:1e3:::', [], 'a group that is no number'],
  ])('%j', (text, entries, _reason) => {
    expect(parsePasswd(text)).toEqual(entries);
  });

  test('keeps the order, and lines after broken ones', () => {
    expect(
      parsePasswd('b:x:1:1::/:\nbroken\n\na:x:2:2::/:\nb:x:3:3::/:\n').map(({ name, uid }) => [name, uid]),
    ).toEqual([
      ['b', 1],
      ['a', 2],
      ['b', 3],
    ]);
  });
});
