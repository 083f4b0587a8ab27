import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { UserError } from '../../../src/errors';
import { readObjects } from '../../../src/importer/read/read-objects';

const folder = mkdtempSync(join(tmpdir(), 'lockstep (import) '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function object(name: string): string {
  return `apiVersion: v1\nkind: A\nmetadata: {name: ${name}}\n`;
}

/** A folder with these files; its path. */
function write(files: Readonly<Record<string, string | Buffer>>): string {
  const own = mkdtempSync(join(folder, 'a'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(own, name)), { recursive: true });
    writeFileSync(join(own, name), text);
  }
  return own;
}

/** The names of the objects, and what was left out. */
function read(paths: readonly string[], stdin?: () => string): { names: unknown[]; skipped: string[] } {
  const { objects, skipped } = readObjects(paths, stdin);
  return {
    names: objects.map(({ manifest }) => manifest.metadata?.name),
    skipped: skipped.map(({ what, why }) => `${what}; ${why}`),
  };
}

/** The message of the error that is thrown. */
function refuse(...paths: readonly string[]): string {
  try {
    readObjects(paths);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** As messages name a file. */
function named(...path: readonly string[]): string {
  return relative(process.cwd(), join(...path));
}

describe('objects to import', () => {
  test('are those of files, in the order in which they are named', () => {
    const own = write({ 'b.yaml': object('b'), 'a.yaml': `${object('a')}---\n${object('c')}` });
    const { objects } = readObjects([join(own, 'b.yaml'), join(own, 'a.yaml')]);
    expect(objects.map(({ manifest, file, place }) => [manifest.metadata?.name, file, place])).toEqual([
      ['b', named(own, 'b.yaml'), `${named(own, 'b.yaml')}:1`],
      ['a', named(own, 'a.yaml'), `${named(own, 'a.yaml')}:1`],
      ['c', named(own, 'a.yaml'), `${named(own, 'a.yaml')}:5`],
    ]);
  });

  test('are those of folders, sorted by path, without what is fetched or kept beside them', () => {
    const own = write({
      'b.yml': object('b'),
      'a/z.yaml': object('z'),
      'a.json': '{"apiVersion": "v1", "kind": "A", "metadata": {"name": "j"}}',
      'notes.txt': 'apiVersion: [',
      '.git/c.yaml': object('no'),
      'a/node_modules/c.yaml': object('no'),
    });
    symlinkSync(join(own, 'b.yml'), join(own, 'link.yaml'));
    symlinkSync(join(own, 'gone'), join(own, 'broken.yaml'));
    symlinkSync(own, join(own, 'loop.yaml'));
    expect(read([own])).toEqual({ names: ['j', 'z', 'b', 'b'], skipped: [] });
  });

  test('are those of standard input', () => {
    const { objects } = readObjects(['-'], () => object('a'));
    expect(objects.map(({ file, place }) => [file, place])).toEqual([['standard input', 'standard input:1']]);
  });

  test('are read once, however often their file is named', () => {
    const own = write({ 'a.yaml': object('a'), 'b.yaml': object('b') });
    let reads = 0;
    const stdin = () => {
      reads += 1;
      return object('c');
    };
    expect(read(['-', own, join(own, 'a.yaml'), '-', own], stdin).names).toEqual(['c', 'a', 'b']);
    expect(reads).toBe(1);
  });

  test('are all that a folder has; what is none is left out with a note', () => {
    const own = write({
      'chart/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n',
      'chart/values.yaml': 'image: {tag: 1}\nspec: {kind: x}\n',
      'compose.yaml': 'x-a: &a {k: 1}\nservices: {a: {<<: *a}}\n',
      'empty.yaml': '# nothing\n',
      'kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [web.yaml]\n',
      'list.yaml': '- hosts: all\n',
      'tsconfig.json': '{\n  // comment\n  "a": [1,],\n}\n',
      'twice.yaml': 'a: 1\na: 2\n',
      'web.yaml': object('web'),
    });
    const none = 'holds no Kubernetes object; it was left out: nothing in it has apiVersion and kind';
    expect(read([own])).toEqual({
      names: ['web'],
      skipped: [
        `${named(own, 'chart/Chart.yaml')} describes a Helm chart, and is no object; it was left out: run helm template on its folder and import what it prints`,
        `${named(own, 'chart/values.yaml')} ${none}`,
        `${named(own, 'compose.yaml')} ${none}`,
        `${named(own, 'empty.yaml')} ${none}`,
        `${named(own, 'kustomization.yaml')} says how kustomize makes objects, and is none; it was left out: run kubectl kustomize on its folder and import what it prints`,
        `${named(own, 'list.yaml')} ${none}`,
        `${named(own, 'tsconfig.json')} ${none}`,
        `${named(own, 'twice.yaml')} ${none}`,
      ],
    });
  });

  test('may have {{ in texts', () => {
    const text = `${object('a')}data:\n  a: "{{ x }}"\n  b: x-{{ y }}\n  c: |\n    {{ z }}\n# {{ w }}\n`;
    expect(read([join(write({ 'a.yaml': text }), 'a.yaml')]).names).toEqual(['a']);
  });
});

describe('what is refused to be imported', () => {
  test('everything at once', () => {
    const own = write({
      'a/bad.yaml': 'kind: [\n',
      'a/good.yaml': object('a'),
      'a/half.yaml': 'kind: A\nmetadata: {name: a}\n',
      'a/latin.yaml': Buffer.from('a: \xe9', 'latin1'),
      'template.yaml':
        'apiVersion: v1\n{{- if .Values.a }}\nkind: A\n{{- end }}\nmetadata: {name: {{ .Values.name }} }\n',
      'values.yaml': 'a: 1\n',
      'b.yaml': '',
    });
    const [missing, values, empty] = ['gone', 'values.yaml', 'b.yaml'].map((name) => join(own, name)) as [
      string,
      string,
      string,
    ];
    expect(
      refuse(missing, join(own, 'a'), values, join(own, 'template.yaml'), empty),
    ).toBe(`IMPORT_INPUT_MISSING: there is no '${missing}'
  why: each argument is a file with manifests, a folder of them, or - for standard input
  fix: mend the path
MANIFEST_NOT_YAML: ${named(own, 'a/bad.yaml')}:2: this is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]
  why: kubectl could not read it either
  fix: mend the line
MANIFEST_INCOMPLETE: ${named(own, 'a/half.yaml')}:1: this has no apiVersion
  why: Kubernetes tells objects apart by apiVersion, kind and metadata.name, and each of them is text
  fix: add it, or leave this file out if it is no Kubernetes object
IMPORT_INPUT_NOT_UTF8: ${named(own, 'a/latin.yaml')} is not UTF-8 text
  why: YAML files of Kubernetes are read as UTF-8
  fix: save the file as UTF-8
MANIFEST_INCOMPLETE: ${named(values)}:1: this has no apiVersion, no kind, no metadata.name
  why: Kubernetes tells objects apart by apiVersion, kind and metadata.name, and each of them is text
  fix: add it, or leave this file out if it is no Kubernetes object
IMPORT_INPUT_TEMPLATE: ${named(own, 'template.yaml')} is a template: it has {{ outside of quotes
  why: what Helm or another tool makes of it is not known here
  fix: run helm template on the chart, and import what it prints: helm template chart/ | lockstep import -
IMPORT_INPUT_EMPTY: ${named(empty)} holds no Kubernetes object
  why: it is empty, or has nothing but comments
  fix: give a file with manifests`);
  });

  test('a template in a folder', () => {
    expect(refuse(write({ 'a.yaml': 'image: {{ .Values.image }}\nkind: A\n', 'b.yaml': object('b') }))).toMatch(
      /^IMPORT_INPUT_TEMPLATE: .*a\.yaml is a template: it has \{\{ outside of quotes$/m,
    );
  });

  test('a folder without objects, with what was left out', () => {
    const own = write({ 'values.yaml': 'a: 1\n' });
    expect(refuse(own)).toBe(`IMPORT_INPUT_EMPTY: there is no Kubernetes object in '${own}'
  why: ${named(own, 'values.yaml')} holds no Kubernetes object (it was left out: nothing in it has apiVersion and kind)
  fix: name the files or folders with your manifests`);
    const empty = write({});
    expect(refuse(empty)).toBe(`IMPORT_INPUT_EMPTY: there is no Kubernetes object in '${empty}'
  why: no file there has one; of a folder, only files that end in .yaml, .yml or .json are read
  fix: name the files or folders with your manifests`);
  });

  test('a kustomization that is named, with the way to its objects', () => {
    const path = join(write({ 'kustomization.yml': 'resources: []\n' }), 'kustomization.yml');
    expect(refuse(path)).toBe(`IMPORT_INPUT_EMPTY: ${named(path)} holds no Kubernetes object
  why: it says how kustomize makes objects, and is none
  fix: run kubectl kustomize on its folder and import what it prints`);
  });

  test('a file that is larger than any manifest, without reading it', () => {
    const path = join(write({ 'a.yaml': '' }), 'a.yaml');
    truncateSync(path, 64 * 1024 * 1024 + 1);
    expect(refuse(path)).toBe(`IMPORT_INPUT_TOO_LARGE: ${named(path)} is 67108865 bytes long
  why: manifests of up to 67108864 bytes are read
  fix: give the manifests of one app, or split the file`);
  });

  // root may read everything
  (process.getuid?.() === 0 ? test.skip : test)('a file and a folder that may not be read', () => {
    const own = write({ 'a.yaml': object('a'), 'b/c.yaml': object('c') });
    chmodSync(join(own, 'a.yaml'), 0);
    chmodSync(join(own, 'b'), 0);
    const message = refuse(join(own, 'a.yaml'), join(own, 'b'));
    chmodSync(join(own, 'b'), 0o755);
    expect(message).toBe(`IMPORT_INPUT_UNREADABLE: the folder ${join(own, 'b')} cannot be read
  why: the system says EACCES
  fix: give the paths of files and folders that can be read
IMPORT_INPUT_UNREADABLE: ${named(own, 'a.yaml')} cannot be read
  why: the system says EACCES
  fix: give the path of a file that can be read, or - for standard input`);
  });
});
