import type { ElfFacts } from '../../../../src/image/facts/file-facts';
import type { ImageFiles } from '../../../../src/image/files/image-files';
import { findElsewhere } from '../../../../src/image/start/libraries/find-elsewhere';
import { type FakeFile, FakeFiles, link, mode } from '../fake-files';
import { library } from '../systems';

/** Where a library is found, in an image with these files; `isKnown` is whether all of them can be told. */
async function find(files: Readonly<Record<string, FakeFile>>, { isKnown = true, name = 'libx.so.1' } = {}) {
  const fake = new FakeFiles(files);
  const all = await Promise.all(
    Object.keys(files).map(async (path) => ({ path, found: await fake.resolve(path, { keepLink: true }) })),
  );
  const regular = all.flatMap(({ path, found }) =>
    found.outcome === 'found' && found.entry.type === 'file' ? [{ path, entry: found.entry }] : [],
  );
  const image: ImageFiles = {
    resolve: (path, options) => fake.resolve(path, options),
    list: (path) => fake.list(path),
    files: () => Promise.resolve(isKnown ? regular : undefined),
  };
  const program = (await fake.resolve('/app')) as unknown as { entry: { facts: { elf: ElfFacts } } };
  const { entry } = program;
  const question = {
    ...{ files: image, platform: { os: 'linux', architecture: 'amd64' }, path: '/app', entry: entry as never },
    ...{ user: { uid: 1000, gids: [1000] }, env: new Map(), workingDirectory: '/' },
  };
  return Object.fromEntries(await findElsewhere(question, [name, name], entry.facts.elf));
}

test.each([
  [{ '/opt/lib/libx.so.1': library() }, { 'libx.so.1': '/opt/lib/libx.so.1' }, 'a file of that name'],
  [
    { '/opt/lib/libx.so.1.2.3': library(), '/opt/lib/libx.so.1': link('libx.so.1.2.3') },
    { 'libx.so.1': '/opt/lib/libx.so.1' },
    'a link to one with more digits',
  ],
  [{ '/opt/lib/libx.so.1.2.3': library() }, {}, 'without the link nobody finds it'],
  [{ '/opt/lib/libx.so.2': library() }, {}, 'another version'],
  [{ '/opt/lib/libx.so.1': library({ machine: 183 }) }, {}, 'another architecture'],
  [{ '/opt/lib/libx.so.1': 'text' }, {}, 'no library'],
  [{ '/opt/lib/libx.so.1': mode(0o600, library()) }, {}, 'one that the user may not read'],
  [
    { '/z/libx.so.1': library(), '/a/libx.so.1': library() },
    { 'libx.so.1': '/a/libx.so.1' },
    'the first one by its folder',
  ],
] as [Record<string, FakeFile>, Record<string, string>, string][])('%# finds %j: %s', async (files, found) => {
  expect(await find({ '/app': library(), ...files })).toEqual(found);
});

test('nothing is found where not all files can be told', async () => {
  expect(await find({ '/app': library(), '/opt/lib/libx.so.1': library() }, { isKnown: false })).toEqual({});
});
