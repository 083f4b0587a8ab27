import { readSynthesized } from '../../src/operations/read-synthesized';

const A = { apiVersion: 'v1', kind: 'A', metadata: { name: 'a' } };
const B = { apiVersion: 'v1', kind: 'B', metadata: { name: 'b' } };
const FILES = new Map([
  ['a.k8s.yaml', 'apiVersion: v1\nkind: A\nmetadata:\n  name: a\n'],
  ['b.k8s.yaml', 'apiVersion: v1\nkind: B\nmetadata:\n  name: b\n'],
]);

describe('the objects of an app', () => {
  test('are those that were printed, in the order of the files', () => {
    const documents = new Map([
      ['b.k8s.yaml', [B]],
      ['a.k8s.yaml', [A, undefined]],
      ['c.k8s.yaml', ['of another app']],
    ]);
    const objects = readSynthesized({ files: FILES, releases: [], documents });
    expect(objects).toEqual([A, B]);
    expect(objects[0]).toBe(A);
  });

  test.each([
    ['nothing is known', new Map()],
    ['one of the files is not known', new Map([['a.k8s.yaml', [A]]])],
    [
      'something in one has to be read',
      new Map([
        ['a.k8s.yaml', [A]],
        ['b.k8s.yaml', [{ ...B, at: new Date(0) }]],
      ]),
    ],
  ])('are read from the files when %s', (_, documents) => {
    expect(readSynthesized({ files: FILES, releases: [], documents })).toEqual([A, B]);
  });

  test('that are not whole are told, all at once', () => {
    const files = new Map([...FILES.keys()].map((path) => [path, 'kind: A\n']));
    const documents = new Map([...FILES.keys()].map((path) => [path, [{ kind: 'A' }]]));
    expect(() => readSynthesized({ files, releases: [], documents })).toThrow(
      expect.objectContaining({
        problems: [...FILES.keys()].map((path) =>
          expect.objectContaining({ code: 'MANIFEST_INCOMPLETE', what: expect.stringContaining(path) }),
        ),
      }),
    );
  });
});
