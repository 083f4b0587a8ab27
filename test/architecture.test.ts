import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

const SRC = resolve(__dirname, '../src');

/** Which folder of src/ may import which others; the files beside the folders are errors, did-you-mean and index. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  release: ['errors', 'did-you-mean'],
  manifest: ['errors', 'did-you-mean'],
  cache: [],
  image: ['errors', 'release', 'cache'],
  checks: ['errors', 'did-you-mean', 'manifest', 'release', 'image'],
  diff: ['errors', 'did-you-mean', 'manifest', 'release', 'image'],
  project: ['errors', 'did-you-mean', 'manifest', 'release'],
  importer: ['errors', 'did-you-mean', 'manifest', 'release', 'image', 'project'],
  workloads: ['errors', 'did-you-mean', 'manifest', 'release', 'checks'],
  'app-runner': ['errors', 'cache'],
  synth: ['errors', 'manifest', 'release', 'workloads', 'app-runner'],
  operations: [
    'errors',
    'did-you-mean',
    'cache',
    'manifest',
    'release',
    'image',
    'checks',
    'diff',
    'project',
    'importer',
    'synth',
  ],
  cli: [
    'errors',
    'app-runner',
    'cache',
    'release',
    'manifest',
    'image',
    'checks',
    'diff',
    'project',
    'importer',
    'workloads',
    'synth',
    'operations',
  ],
  'did-you-mean': [],
  errors: [],
  index: ['errors', 'release', 'workloads'],
};

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

function folderOf(path: string): string {
  return (relative(SRC, path).split(sep)[0] as string).replace(/\.ts$/, '');
}

describe('the structure of src/', () => {
  test.each(files)('%s imports only what its folder may see', (file) => {
    const path = join(SRC, file);
    const own = folderOf(path);
    const imports = [...readFileSync(path, 'utf8').matchAll(/(?:from|import|require)\s*\(?'(\.[^']*)'/g)];
    const seen = imports.map(([, target]) => folderOf(resolve(dirname(path), target as string)));
    expect(Object.keys(MAY_IMPORT)).toContain(own);
    expect(seen.filter((folder) => folder !== own && !MAY_IMPORT[own]?.includes(folder))).toEqual([]);
  });

  test.each(files)('%s has at most 250 lines', (file) => {
    expect(readFileSync(join(SRC, file), 'utf8').split('\n').length).toBeLessThanOrEqual(251);
  });

  test('has one barrel and no folder for leftovers', () => {
    expect(files.filter((file) => basename(file) === 'index.ts')).toEqual(['index.ts']);
    expect(files.filter((file) => /(?:^|[/\\])(?:util|utils|helpers|common|types)(?:\.ts|[/\\])/.test(file))).toEqual(
      [],
    );
  });
});
