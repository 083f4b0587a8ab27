import { showName } from '../../../src/image/layers/show-name';

test.each([
  ['usr/bin/app', "'usr/bin/app'", 'a plain name stays'],
  ['größe/文件', "'größe/文件'", 'letters of any language stay'],
  ['a\x1b[2Jb\n', "'a\\u{1b}[2Jb\\u{a}'", 'the terminal is not cleared'],
  ['a\u202etxt.exe', "'a\\u{202e}txt.exe'", 'the direction of writing does not change'],
  ['x'.repeat(200), `'${'x'.repeat(120)}…'`, 'it is cut'],
])('%j is shown as %s: %s', (name, shown) => {
  expect(showName(name)).toBe(shown);
});
