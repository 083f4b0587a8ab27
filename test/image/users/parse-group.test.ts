import { parseGroup } from '../../../src/image/users/parse-group';

describe('/etc/group', () => {
  test.each([
    ['staff:x:50:', [{ name: 'staff', gid: 50, members: [] }], 'nobody in it'],
    ['staff:x:50', [{ name: 'staff', gid: 50, members: [] }], 'not even the colon'],
    ['wheel:x:10:root,app\r', [{ name: 'wheel', gid: 10, members: ['root', 'app'] }], 'two in it'],
    ['wheel:x:10:,app,', [{ name: 'wheel', gid: 10, members: ['app'] }], 'empty names'],
    ['# wheel:x:10:app', [], 'a comment'],
    ['wheel:x:ten:app', [], 'no number'],
    ['wheel', [], 'a name alone'],
    [':x:10:app', [], 'no name'],
    ['', [], 'nothing'],
  ])('%j', (text, entries, _reason) => {
    expect(parseGroup(text)).toEqual(entries);
  });
});
