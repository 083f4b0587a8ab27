import { UserError } from '../../src/errors';
import { parseGathered, printPaths } from '../../src/operations/parse-gathered';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n';
const VALUES = 'replicaCount: 1\n';
const TEMPLATE = 'metadata:\n  name: {{ .Values.name }}\n  {{- if .Values.x }}\n';

/** The problems of these files, one text each; an empty list when there are none. */
function problemsOf(files: Readonly<Record<string, string>>, found: readonly string[] = Object.keys(files)): string[] {
  try {
    parseGathered(new Map(Object.entries(files)), new Set(found));
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.problems.map(({ code, what, fix }) => `${code}: ${what}; ${fix}`);
  }
}

describe('what was gathered', () => {
  test('leaves out what a folder holds beside objects, and says so', () => {
    const texts = new Map([
      ['a.yaml', POD],
      ['values.yaml', VALUES],
    ]);
    const { manifests, passedOver } = parseGathered(texts, new Set(['a.yaml', 'values.yaml']));
    expect(manifests.map(({ place }) => place)).toEqual(['a.yaml:1']);
    expect(passedOver).toEqual(['values.yaml']);
  });

  test('is refused where a file was named that holds no object', () => {
    expect(problemsOf({ 'values.yaml': VALUES }, [])).toEqual([
      'MANIFEST_INCOMPLETE: values.yaml:1: this has no apiVersion, no kind, no metadata.name; add it, or leave this file out if it is no Kubernetes object',
    ]);
  });

  test.each<[Readonly<Record<string, string>>, string, string]>([
    [
      { 'chart/templates/web.yaml': TEMPLATE },
      'MANIFEST_NOT_YAML: chart/templates/web.yaml is a template of Helm; look at what comes out of it: helm template chart | lockstep check -',
      'one',
    ],
    [
      { 'templates/a.yaml': TEMPLATE, 'templates/b.yaml': TEMPLATE },
      'MANIFEST_NOT_YAML: templates/a.yaml and templates/b.yaml are templates of Helm; look at what comes out of it: helm template . | lockstep check -',
      'two, in the folder of the chart',
    ],
    [
      Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`${name}.yaml`, TEMPLATE])),
      'MANIFEST_NOT_YAML: a.yaml, b.yaml, c.yaml and 2 more are templates of Helm; look at what comes out of it: helm template chart/ | lockstep check -',
      'many, in no folder of templates',
    ],
    [
      { 'a.yaml': '{{- include "a.b" . }}\n' },
      'MANIFEST_NOT_YAML: a.yaml is a template of Helm; look at what comes out of it: helm template chart/ | lockstep check -',
      'one that includes another',
    ],
  ])('says of templates of Helm what to do: %#', (files, expected, _reason) => {
    expect(problemsOf(files)).toEqual([expected]);
    expect(problemsOf(files, [])).toEqual([expected]);
  });

  test('takes what other templates leave behind for what it is', () => {
    const rules = `${POD}data: {a: '{{ $labels.pod }}', a: b}\n`;
    expect(problemsOf({ 'a.yaml': rules })).toEqual([expect.stringMatching(/^MANIFEST_DUPLICATE_KEY: a\.yaml:4: /)]);
  });

  test('is refused with the problems of all files', () => {
    const problems = problemsOf({ 'a.yaml': 'kind: [\n', 'b.yaml': 'kind: Pod\nmetadata: {}\n', 'c.yaml': TEMPLATE });
    expect(problems.map((problem) => problem.split(' ').slice(0, 2).join(' '))).toEqual([
      'MANIFEST_NOT_YAML: a.yaml:2:',
      'MANIFEST_INCOMPLETE: b.yaml:1:',
      'MANIFEST_NOT_YAML: c.yaml',
    ]);
  });
});

test.each<[readonly string[], string]>([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
  [['a', 'b', 'c', 'd'], 'a, b, c and 1 more'],
])('%j is printed as %j', (paths, expected) => {
  expect(printPaths(paths)).toBe(expected);
});
