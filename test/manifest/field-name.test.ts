import { isMap, parseDocument } from 'yaml';
import { fieldName } from '../../src/manifest/field-name';

test.each([
  ['name: 1', 'name', 'a word'],
  ['yes: 1', 'true', 'a word that is a boolean'],
  ['"yes": 1', 'yes', 'in quotes it is text'],
  ['!!str yes: 1', 'yes', 'or with its type'],
  ['0644: 1', '420', 'a number in octal'],
  ['__proto__: 1', '__proto__', 'a name that JavaScript knows'],
  ['{[a]: 1}', undefined, 'a list is no name'],
])('the key of %j is %j: %s', (text, expected, _reason) => {
  const document = parseDocument(text, { version: '1.1', schema: 'failsafe' });
  const { contents } = document;
  expect(isMap(contents) && fieldName(contents.items[0]?.key, document)).toBe(expected);
});

test('the key behind an alias is that of its anchor', () => {
  const document = parseDocument('a: &x on\n*x : 1', { version: '1.1', schema: 'failsafe' });
  const { contents } = document;
  expect(isMap(contents) && fieldName(contents.items[1]?.key, document)).toBe('true');
});
