import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { UserError } from '../../src/errors';
import { parseTexts, readTexts } from '../../src/operations/read-manifests';

const folder = mkdtempSync(join(tmpdir(), 'lockstep (manifests) '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As messages name a file of the folder. */
const shown = (path: string) => relative(process.cwd(), join(folder, path));

beforeAll(() => {
  const files = {
    'k8s/web.yaml': 'web',
    'k8s/b/api.yml': 'api',
    'k8s/b/list.json': 'list',
    'k8s/a.yaml.bak': 'old',
    'k8s/README.md': 'words',
    'k8s/kustomization.yaml': 'no object',
    'k8s/b/Kustomization.yml': 'no object',
    'k8s/out/app.k8s.yaml': 'app',
    'elsewhere/linked.yaml': 'linked',
    'k8s/.github/workflows/build.yaml': 'a workflow',
    'k8s/node_modules/pack/package.json': 'a package',
    'k8s/.hidden.yaml': 'hidden',
    'notes.txt': 'notes',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  mkdirSync(join(folder, 'k8s/folder.yaml'));
  symlinkSync(join(folder, 'elsewhere/linked.yaml'), join(folder, 'k8s/linked.yaml'));
  symlinkSync(join(folder, 'gone.yaml'), join(folder, 'k8s/gone.yaml'));
});

describe('the texts of manifests', () => {
  test('are those of all files below a folder, in the order of their paths', () => {
    expect([...readTexts(join(folder, 'k8s'))]).toEqual([
      [shown('k8s/.hidden.yaml'), 'hidden'],
      [shown('k8s/b/api.yml'), 'api'],
      [shown('k8s/b/list.json'), 'list'],
      [shown('k8s/linked.yaml'), 'linked'],
      [shown('k8s/out/app.k8s.yaml'), 'app'],
      [shown('k8s/web.yaml'), 'web'],
    ]);
  });

  test('are read from a folder with a dot that is named itself', () => {
    expect([...readTexts(join(folder, 'k8s/.github'))]).toEqual([
      [shown('k8s/.github/workflows/build.yaml'), 'a workflow'],
    ]);
  });

  test('are those with an ending that is asked for', () => {
    expect([...readTexts(join(folder, 'k8s'), '.k8s.yaml')]).toEqual([[shown('k8s/out/app.k8s.yaml'), 'app']]);
  });

  test('are one file, whatever it is called', () => {
    expect([...readTexts(join(folder, 'notes.txt'))]).toEqual([[shown('notes.txt'), 'notes']]);
  });
});

describe('the objects of several texts', () => {
  test('stand in their files and lines', () => {
    const object = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\n`;
    const texts = new Map([
      ['a.yaml', `${object('a')}---\n${object('b')}`],
      ['c.yaml', ''],
      ['b.yaml', object('c')],
    ]);
    expect(parseTexts(texts).map(({ manifest, place }) => [manifest.metadata?.name, place])).toEqual([
      ['a', 'a.yaml:1'],
      ['b', 'a.yaml:5'],
      ['c', 'b.yaml:1'],
    ]);
  });

  test('are refused with the problems of all files', () => {
    const texts = new Map([
      ['a.yaml', 'a: [\n'],
      ['b.yaml', 'kind: Pod\napiVersion: v1\nmetadata: {name: a}\n'],
      ['c.yaml', 'a: 1\n'],
    ]);
    let error: unknown;
    try {
      parseTexts(texts);
    } catch (thrown) {
      error = thrown;
    }
    expect(
      error instanceof UserError && error.problems.map(({ code, what }) => `${code} ${what.split(': ')[0]}`),
    ).toEqual(['MANIFEST_NOT_YAML a.yaml:2', 'MANIFEST_INCOMPLETE c.yaml:1']);
  });
});
