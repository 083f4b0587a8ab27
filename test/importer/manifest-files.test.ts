import type { ImportedObject } from '../../src/importer/imported-object';
import { manifestFiles } from '../../src/importer/manifest-files';

/** Objects that stand in these files, each with a text of its own. */
function objects(...files: readonly string[]): ImportedObject[] {
  return files.map((file, index) => ({
    manifest: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' } },
    place: `${file}:1`,
    file,
    text: `text: ${index}\n`,
    comments: new Map(),
  }));
}

describe('the files of objects that stay YAML', () => {
  test.each<readonly [string[], Record<string, string>, string]>([
    [[], {}, 'none'],
    [['k8s/a.yaml'], { 'manifests/a.yaml': 'text: 0\n' }, 'without the folder that all are in'],
    [
      ['k8s/a.yaml', 'k8s/more/b.yml', 'k8s/c.json'],
      { 'manifests/a.yaml': 'text: 0\n', 'manifests/more/b.yaml': 'text: 1\n', 'manifests/c.yaml': 'text: 2\n' },
      'laid out as they were',
    ],
    [['a.yaml', 'a.yaml'], { 'manifests/a.yaml': 'text: 0\n---\ntext: 1\n' }, 'those of one file together'],
    [['a.yaml', 'a.yml'], { 'manifests/a.yaml': 'text: 0\n', 'manifests/a-2.yaml': 'text: 1\n' }, 'two of one name'],
    [
      ['x/A.yaml', 'x/a.yaml'],
      { 'manifests/A.yaml': 'text: 0\n', 'manifests/a-2.yaml': 'text: 1\n' },
      'of names that some file systems take for one',
    ],
    [
      ['../up/a.yaml', '../../b.yaml'],
      { 'manifests/up/a.yaml': 'text: 0\n', 'manifests/b.yaml': 'text: 1\n' },
      'never outside',
    ],
    [
      ['/abs/a.yaml', 'b.yaml'],
      { 'manifests/abs/a.yaml': 'text: 0\n', 'manifests/b.yaml': 'text: 1\n' },
      'from the root',
    ],
    [['standard input'], { 'manifests/standard-input.yaml': 'text: 0\n' }, 'of no file'],
    [
      ['.hidden/.a.yaml', 'b.yaml'],
      { 'manifests/hidden/a.yaml': 'text: 0\n', 'manifests/b.yaml': 'text: 1\n' },
      'not hidden',
    ],
    [['é$`".yaml'], { 'manifests/----.yaml': 'text: 0\n' }, 'of names that shells take for more'],
    [['a.yaml/b'], { 'manifests/b.yaml': 'text: 0\n' }, 'of a file without an ending'],
    [['.yaml'], { 'manifests/yaml.yaml': 'text: 0\n' }, 'of nothing but an ending'],
  ])('of %j: %s', (files, expected, _reason) => {
    expect(Object.fromEntries(manifestFiles(objects(...files), files))).toEqual(expected);
  });

  test('are laid out by all files of the input, whether or not something of them stays', () => {
    expect([...manifestFiles(objects('k8s/base/a.yaml'), ['k8s/base/a.yaml', 'k8s/web.yaml']).keys()]).toEqual([
      'manifests/base/a.yaml',
    ]);
  });
});
