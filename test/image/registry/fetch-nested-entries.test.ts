import type { Descriptor } from '../../../src/image/oci/descriptor';
import { OCI_INDEX, OCI_MANIFEST } from '../../../src/image/oci/media-types';
import type { ParsedIndex } from '../../../src/image/oci/parse-image-manifest';
import { fetchNestedEntries } from '../../../src/image/registry/fetch-nested-entries';

const WHERE = "the index of 'app:1'";
const entry = (mediaType: string, name: string): Descriptor => ({ mediaType, digest: name, size: 1 });
const manifest = (name: string) => entry(OCI_MANIFEST, name);
const index = (name: string) => entry(OCI_INDEX, name);
const listing = (...manifests: readonly Descriptor[]): ParsedIndex => ({ kind: 'index', manifests });

/** Digests of the entries, with the indexes that were asked for. */
async function entriesOf(top: ParsedIndex, indexes: Readonly<Record<string, ParsedIndex>>) {
  const asked: string[] = [];
  const entries = await fetchNestedEntries(top, WHERE, async ({ digest }) => {
    asked.push(digest);
    return indexes[digest] ?? listing();
  });
  return { entries: entries.map(({ digest }) => digest), asked };
}

describe('the manifests of an index', () => {
  test('are those that it lists, in order, and nothing else is asked for', async () => {
    expect(await entriesOf(listing(manifest('b'), manifest('a')), {})).toEqual({ entries: ['b', 'a'], asked: [] });
  });

  test('are also those of the indexes in it, in their places', async () => {
    const indexes = { x: listing(manifest('b'), index('y')), y: listing(manifest('c')) };
    expect(await entriesOf(listing(manifest('a'), index('x'), manifest('d')), indexes)).toEqual({
      entries: ['a', 'b', 'c', 'd'],
      asked: ['x', 'y'],
    });
  });

  test('are without what is no image', async () => {
    const attestation = { ...manifest('b'), platform: { os: 'unknown', architecture: 'unknown' } };
    expect(await entriesOf(listing(manifest('a'), attestation, entry('text/plain', 'c')), {})).toEqual({
      entries: ['a'],
      asked: [],
    });
  });

  test.each<[string, ParsedIndex, Readonly<Record<string, ParsedIndex>>, string, string]>([
    ['nothing', listing(), {}, 'broken', `${WHERE} lists no image`],
    ['indexes of nothing', listing(index('x')), {}, 'broken', `${WHERE} lists no image`],
    ['itself', listing(index('x')), { x: listing(index('x')) }, 'unknown', `${WHERE} is more than 3 levels deep`],
    [
      'many indexes',
      listing(...Array.from({ length: 33 }, () => index('x'))),
      { x: listing(manifest('a')) },
      'unknown',
      `${WHERE} lists more than 32 indexes`,
    ],
  ])('are refused of an index that lists %s', async (_what, top, indexes, kind, why) => {
    await expect(entriesOf(top, indexes)).rejects.toMatchObject({ name: 'ImageFault', kind, why });
  });
});
