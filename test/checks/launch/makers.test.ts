import { findMaker, makerOf } from '../../../src/checks/launch/makers';

/** Whether a command may have made a program. */
const mayMake = (command: string, program: string, isCut = false) => {
  const maker = makerOf(command.split(' '), isCut);
  return maker !== undefined && findMaker([maker], program) === maker;
};

test.each([
  ['cp a b', '/opt/app', true, 'it copies, and may have made anything'],
  ['/usr/bin/apk add app', 'app', true, 'it installs'],
  ['curl -o /usr/local/bin/app x', 'app', true, 'it writes a file of that name'],
  ['curl -o /usr/local/bin/other x', 'app', false, 'it writes another one'],
  ['curl -O x', '/opt/app', true, 'a path can be written by its folder'],
  ['curl -o', 'app', false, 'it writes nothing of that name'],
  ['sh', 'app', true, 'it runs what it is sent'],
  ['sh -s -- -b /bin', 'app', false, 'words that are no options'],
  ['bash -e', 'app', true, 'the same with options'],
  ['sh -c true', 'app', false, 'its text is followed'],
  ['echo cp', 'app', false, 'it only says so'],
  ['busybox --install -s', 'ls', true, 'it makes its links'],
])('%j before %j: %s (%s)', (command, program, expected, _reason) => {
  expect(mayMake(command, program)).toBe(expected);
});

test('words that are not known may name anything', () => {
  expect(mayMake('curl -o', 'app', true)).toBe(true);
});

test('a file that is written may be the program of its name, and one that is not known any', () => {
  const maker = { name: '> /tmp/run', files: ['/tmp/run'] };
  expect(findMaker([maker], '/tmp/run')).toBe(maker);
  expect(findMaker([maker], 'run')).toBe(maker);
  expect(findMaker([maker], '/tmp/other')).toBeUndefined();
  expect(findMaker([{ name: '>', files: [undefined] }], '/tmp/other')).toBeDefined();
});
