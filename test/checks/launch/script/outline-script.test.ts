import { outlineScript } from '../../../../src/checks/launch/script/outline-script';

/** Its commands, with `?` behind those that do not stand for themselves. */
function outlined(text: string): string[] {
  return outlineScript(text).commands.map(
    ({ words, isPlain }) => `${words.map(({ source }) => source).join(' ')}${isPlain ? '' : ' ?'}`,
  );
}

test.each([
  ['a; b\nc', ['a', 'b', 'c'], 'one after the other'],
  ['a && b || c; d', ['a ?', 'b ?', 'c ?', 'd'], 'chains'],
  ['a |\nb\nc', ['a ?', 'b ?', 'c'], 'a pipe over two lines'],
  ['a & b', ['a ?', 'b'], 'the background'],
  ['if a; then b; elif c; then d; else e; fi; f', ['a ?', 'b ?', 'c ?', 'd ?', 'e ?', 'f'], 'conditions'],
  ['for x in 1 "2 3"; do a; done; b', ['a ?', 'b'], 'a loop over words'],
  ['for x; do a; done; b', ['a ?', 'b'], 'a loop over its own words'],
  ['for ((i=0; i<3; i++)); do a; done; b', ['a ?', 'b'], 'a loop of bash'],
  ['until a; do b; done; c', ['a ?', 'b ?', 'c'], 'a loop that waits'],
  ['case "$1" in\n a|"b c") x ;;\n (*) y\nesac\nz', ['x ?', 'y ?', 'z'], 'branches'],
  ['case x in esac; a', ['a'], 'no branches'],
  ['f() { a; }; b', ['a ?', 'b'], 'a function'],
  ['function f {\n a\n}\nb', ['a ?', 'b'], 'a function of bash'],
  ['(a; b); { c; }; d', ['a ?', 'b ?', 'c ?', 'd'], 'groups'],
  ['if ((x > 1)); then a; fi; b', ['a ?', 'b'], 'arithmetic'],
  ['[[ a && ( b || c ) ]]; d', ['d'], 'a condition'],
  ['a=(b\nc) d', ['d'], 'a list'],
  ['echo if then fi', ['echo if then fi'], 'words that are no keywords'],
  ['a # if b\nc', ['a', 'c'], 'a comment'],
  ['a <<E\nif x\nE\nb', ['a', 'b'], 'a text'],
  ['echo $((1 << 2))\nb', ['echo $((1 << 2))', 'b'], 'a number that is shifted'],
])('%j has %j: %s', (text, expected, _reason) => {
  const { unread } = outlineScript(text);
  expect(unread).toBeUndefined();
  expect(outlined(text)).toEqual(expected);
});

test.each([
  ['a; fi', ['a'], 'an end without a beginning'],
  ['if a; then b', ['a ?', 'b ?'], 'a beginning without an end'],
  ["a; b 'c", ['a'], 'quotes that are not closed'],
  ['a; (b', ['a', 'b ?'], 'a parenthesis that is not closed'],
  ['a;; b', ['a'], 'the end of a branch where there is none'],
])('%j is not read to its end: %j (%s)', (text, expected, _reason) => {
  expect(outlineScript(text).unread).toBeDefined();
  expect(outlined(text)).toEqual(expected);
});

test('names of functions, loops without end and files that are written are told', () => {
  const { functions, isEndless, commands } = outlineScript(
    'f() (a)\nfunction g() { b; }\nwhile :; do c >/dev/null 2>&1 >> "$LOG"; done',
  );
  expect([...functions]).toEqual(['f', 'g']);
  expect(isEndless).toBe(true);
  expect(commands.map(({ writes }) => writes.map(({ source }) => source))).toEqual([[], [], [], ['"$LOG"']]);
  expect(outlineScript('while a; do b; done').isEndless).toBe(false);
});

test('a script of very many lines is read in time that grows with it', () => {
  expect(outlineScript('a\n'.repeat(10_000)).commands).toHaveLength(5000);
  expect(outlineScript('('.repeat(30_000)).unread).toBeDefined();
  expect(outlineScript('cat <<E\n'.repeat(5000)).unread).toBeDefined();
  expect(outlineScript('cat <<E\nE\n'.repeat(4000)).commands).toHaveLength(4000);
});
