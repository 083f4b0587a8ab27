import { mayHoldObject } from '../../../src/importer/read/may-hold-object';

test.each([
  ['apiVersion: v1\nkind: A', true, 'it has both fields'],
  ['kind: A', true, 'one of them will do'],
  ['a: 1\n---\n"kind": A', true, 'in any document'],
  ['{"a": 1, "apiVersion": "v1"}', true, 'in JSON'],
  ['kind: [', true, 'what it is cannot be told, and it may be meant so'],
  ['spec:\n  kind: A', false, 'a field of a field is another'],
  ['- kind: A', false, 'a list is no object'],
  ['# kind: A\na: 1', false, 'in a comment'],
  ['{', false, 'what cannot be read has neither'],
  ['', false, 'it is empty'],
])('of %j it is %j that it may hold an object: %s', (text, expected, _reason) => {
  expect(mayHoldObject(text)).toBe(expected);
});
