import { hasTemplate } from '../../../src/importer/read/has-template';

test.each([
  ['a: {{ .Values.a }}', true, 'in place of a value'],
  ['{{- if .Values.a }}\na: 1\n{{- end }}', true, 'in a line of its own'],
  ['a: "{{ b }}"', false, 'in quotes'],
  ['a: b-{{ c }}', false, 'within a word, which is text'],
  ['a: |\n  {{ b }}', false, 'in a block'],
  ['# {{ a }}', false, 'in a comment'],
  ['a: { {b: 1}: 2}', false, 'two braces apart'],
  ['a: {b: {c: 1}}', false, 'braces within braces'],
])('of %j it is %j that it is a template: %s', (text, expected, _reason) => {
  expect(hasTemplate(text)).toBe(expected);
});
