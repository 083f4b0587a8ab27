import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { App, Manifests, UserError } from '../../src/index';
import { parseManifests } from '../../src/manifest/parse-manifests';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifests-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function render(path = folder): unknown[] {
  const app = new App();
  new Manifests(app, 'manifests', { path });
  return parseAllDocuments(app.synthYaml()).map((document) => document.toJS());
}

function refusalOf(path: string): string {
  try {
    render(path);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

test('takes over every object of every file, in the order of their names', () => {
  write('b.yaml', 'apiVersion: v1\nkind: Secret\nmetadata: {name: b}\n');
  write('a/z.yml', 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: z, namespace: shop}\n');
  write('c.json', '{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "c"}}');
  write('notes.txt', 'not yaml: [');
  expect(render()).toEqual([
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'z', namespace: 'shop' } },
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'b' } },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'c' } },
  ]);
});

test('reads values as Kubernetes does and adds nothing', () => {
  write(
    'a.yaml',
    'apiVersion: v1\nkind: X\nmetadata:\n  name: a\nspec: {mode: 0644, on: yes, at: 2001-01-01, none: {}}\n',
  );
  expect(render()).toEqual([
    {
      apiVersion: 'v1',
      kind: 'X',
      metadata: { name: 'a' },
      spec: { mode: 420, true: true, at: '2001-01-01', none: {} },
    },
  ]);
});

test('takes one file too', () => {
  write('a.yaml', 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n');
  expect(render(join(folder, 'a.yaml'))).toHaveLength(1);
});

test('keeps objects that stand there twice, and a name that the API server makes up', () => {
  const role = 'apiVersion: v1\nkind: Role\nmetadata: {name: "system:a/b"}\n';
  write('a.yaml', `${role}---\n${role}---\napiVersion: batch/v1\nkind: Job\nmetadata: {generateName: run-}\n`);
  expect(render()).toEqual([
    { apiVersion: 'v1', kind: 'Role', metadata: { name: 'system:a/b' } },
    { apiVersion: 'v1', kind: 'Role', metadata: { name: 'system:a/b' } },
    { apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'run-' } },
  ]);
});

test.each<readonly [field: string, manifest: object, reason: string]>([
  ['data: {__proto__: x}', { data: JSON.parse('{"__proto__": "x"}') }, 'JavaScript would lose it'],
  ['data: {constructor: x}', { data: { constructor: 'x' } }, 'cdk8s takes it for a class'],
  ['metadata: {name: a, labels: [b]}', { metadata: { name: 'a', labels: ['b'] } }, 'labels are a map to cdk8s'],
  ['metadata: {name: a, finalizers: []}', { metadata: { name: 'a', finalizers: [] } }, 'cdk8s would leave it out'],
  ['metadata: {name: a, finalizers: 1}', { metadata: { name: 'a', finalizers: 1 } }, 'finalizers are a list to cdk8s'],
  ['metadata: {name: a, apiObject: b}', { metadata: { name: 'a', apiObject: 'b' } }, 'cdk8s has a use for that word'],
])('keeps %s as it is, since %s', (field, manifest, _reason) => {
  const metadata = field.startsWith('metadata') ? '' : 'metadata: {name: a}\n';
  write('a.yaml', `apiVersion: v1\nkind: A\n${metadata}${field}\n`);
  const app = new App();
  new Manifests(app, 'manifests', { path: folder });
  const expected = { apiVersion: 'v1', kind: 'A', metadata: { name: 'a' }, ...manifest };
  expect(parseManifests(app.synthYaml(), 'a.yaml').map((each) => each.manifest)).toEqual([expected]);
});

test('tells the problems of all files at once', () => {
  write('a.yaml', 'a: [\n');
  write('b.yaml', 'kind: X\n');
  const said = refusalOf(folder);
  expect(said).toContain(`${join(folder, 'a.yaml')}:`);
  expect(said).toContain(`${join(folder, 'b.yaml')}:1: this has no apiVersion, no metadata.name`);
});

test('refuses a folder that is not there, and one without manifests', () => {
  expect(refusalOf(join(folder, 'nope'))).toContain(`MANIFESTS_MISSING: there is no ${join(folder, 'nope')}`);
  expect(refusalOf(folder)).toContain(`MANIFESTS_MISSING: there are no manifests in ${folder}`);
});
