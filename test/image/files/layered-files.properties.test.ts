import fc from 'fast-check';
import { LayeredFiles } from '../../../src/image/files/layered-files';
import { type FakeEntry, fakeLayer } from './fake-layer';
import { printResolution } from './print-resolution';
import { type ModelLayer, TreeModel } from './tree-model';

const RUNS = { numRuns: 500 };
const NAMES = ['a', 'b', 'c', '__proto__'];

const name = fc.constantFrom(...NAMES);
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
const target = fc
  .tuple(
    fc.constantFrom('', '/'),
    fc.array(fc.constantFrom(...NAMES, '..', '.'), { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', '/'),
  )
  .map(([start, words, end]) => `${start}${words.join('/')}${end}`);
const entry: fc.Arbitrary<FakeEntry> = fc.oneof(
  fc.record({ path, size: fc.nat({ max: 99 }) }),
  fc.record({ path, target }),
  fc.record({ path, type: fc.constant('directory' as const), mode: fc.nat({ max: 0o777 }) }),
);
const paths = fc.uniqueArray(path, { maxLength: 2 });
const layer = fc
  .record({ entries: fc.array(entry, { maxLength: 7 }), whiteouts: paths, opaque: paths })
  .map(withoutContradictions);
const layers = fc.array(layer, { minLength: 1, maxLength: 5 });

/** One entry for a path, and nothing below what is no folder, as no layer can have it. */
function withoutContradictions({ entries, whiteouts, opaque }: ModelLayer): ModelLayer {
  const kept = new Map<string, FakeEntry>();
  for (const one of entries) if (!kept.has(one.path)) kept.set(one.path, one);
  const folders = ancestorsOf([...kept.keys(), ...whiteouts, ...opaque.map((folder) => `${folder}/x`)]);
  return {
    entries: [...kept.values()].filter((one) => one.type === 'directory' || !folders.has(one.path)),
    whiteouts,
    opaque: opaque.filter((folder) => !whiteouts.includes(folder)),
  };
}

function ancestorsOf(all: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const one of all) {
    const words = one.split('/');
    for (let length = 1; length < words.length; length += 1) folders.add(words.slice(0, length).join('/'));
  }
  return folders;
}

function filesOf(stack: readonly ModelLayer[]): LayeredFiles {
  const topFirst = stack
    .toReversed()
    .map(({ entries, whiteouts, opaque }) => fakeLayer(entries, { whiteouts, opaque }));
  return new LayeredFiles(
    topFirst.map((one) => one.open),
    [],
  );
}

describe('layers read one by one, and unpacked over each other', () => {
  test('lead every path to the same place', async () => {
    await fc.assert(
      fc.asyncProperty(layers, fc.array(target, { minLength: 1, maxLength: 12 }), async (stack, wanted) => {
        const files = filesOf(stack);
        const model = new TreeModel(stack);
        for (const one of wanted)
          expect([one, printResolution(await files.resolve(one))]).toEqual([one, model.resolve(one)]);
      }),
      RUNS,
    );
  });

  test('have the same files', async () => {
    await fc.assert(
      fc.asyncProperty(layers, async (stack) => {
        const files = await filesOf(stack).files();
        expect(files.map((file) => `${file.path} ${file.entry.size}`).toSorted()).toEqual(new TreeModel(stack).files());
      }),
      RUNS,
    );
  });

  test('have the same folders with the same modes and names', async () => {
    await fc.assert(
      fc.asyncProperty(layers, async (stack) => {
        const files = filesOf(stack);
        const model = new TreeModel(stack);
        const modes: string[] = [];
        const visit = async (folder: string): Promise<void> => {
          const names = (await files.list(`${folder}/`)) ?? [];
          const own = folder === '' ? names.filter((one) => !['proc', 'sys', 'dev'].includes(one)) : names;
          expect([folder, own.toSorted()]).toEqual([folder, model.list(folder)]);
          for (const one of own) {
            const found = await files.resolve(`${folder}/${one}`, { keepLink: true });
            if (found.outcome !== 'found' || found.entry.type !== 'directory') continue;
            modes.push(`${found.path} ${found.entry.mode}`);
            await visit(found.path);
          }
        };
        await visit('');
        expect(modes.toSorted()).toEqual(model.modes());
      }),
      RUNS,
    );
  });
});
