import fc from 'fast-check';
import { PastReleaseReader, parsePastRelease } from '../../src/release/parse-past-release';
import { parseReleaseFile } from '../../src/release/release-file';
import { digest, tag } from '../arbitraries/reference';
import { releaseFile } from '../arbitraries/release-file';

const DIGEST = `sha256:${'0'.repeat(64)}`;

describe('a release file of the past', () => {
  test.each([
    ['image: {repository: app, tag: latest}', 'app:latest'],
    ['image:\n  repository: app\nmovingTags: []\n', 'app'],
    [
      '\ufeff---\nmovingTags: [1.10]\nimage:\r\n  tag: "1.10" # x\r\n  repository: app\r\nallowMovingTag: false',
      'app:1.10',
    ],
  ])('may name a moving tag or none: %j', (text, image) => {
    expect(String(parsePastRelease(text, 'r.yaml'))).toBe(image);
    expect(String(new PastReleaseReader().parse(text, 'r.yaml'))).toBe(image);
  });

  test('names what it names today', () => {
    fc.assert(
      fc.property(releaseFile, ({ text }) => {
        expect(parsePastRelease(text, 'r.yaml')).toEqual(parseReleaseFile(text, 'r.yaml').image);
      }),
    );
  });

  test('is refused for any other fault, in the words of the release file', () => {
    const text = 'image:\n  repository: app\n  tag: latest\n  tagg: 1\n';
    for (const parse of [parsePastRelease, (t: string, p: string) => new PastReleaseReader().parse(t, p)])
      expect(() => parse(text, 'r.yaml')).toThrow("RELEASE_UNKNOWN_KEY: r.yaml:4: unknown key 'tagg'");
  });

  test('is read after others as it is read alone, whatever was changed in between', () => {
    const change = fc.oneof(
      fc.record({ tag, digest: fc.option(digest, { nil: undefined }) }),
      fc.record({ tag: fc.constantFrom('"2"', '1.2 # x', '[1]', 'a b', "'", '$&', '2\n  digest: x', '', '-') }),
    );
    fc.assert(
      fc.property(releaseFile, fc.array(change, { minLength: 1, maxLength: 5 }), ({ text, image }, changes) => {
        const reader = new PastReleaseReader();
        reader.parse(text, 'r.yaml');
        for (const next of changes) {
          let changed =
            image.tag === undefined ? text : text.replace(/(tag:\s*["']?)[^\s"',}]+/, (_, key) => key + next.tag);
          if ('digest' in next && next.digest) changed = changed.replace(/sha(?:256|512):[0-9a-f]+/, next.digest);
          const read = (parse: () => unknown) => {
            try {
              return String(parse());
            } catch (error) {
              return String(error);
            }
          };
          expect(read(() => reader.parse(changed, 'r.yaml'))).toBe(read(() => parsePastRelease(changed, 'r.yaml')));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('is read by the parser again when its shape changes', () => {
    const reader = new PastReleaseReader();
    const texts = [
      ['image:\n  repository: a.b\n  tag: 1\n', 'a.b:1'],
      ['image:\n  repository: a.b\n  tag: 2\n', 'a.b:2'],
      ['image:\n  repository: axb\n  tag: 2\n', 'axb:2'],
      [`image:\n  digest: ${DIGEST}\n  repository: axb\n  tag: '2'\n`, `axb:2@${DIGEST}`],
      [
        `image:\n  digest: ${DIGEST.replaceAll('0', '1')}\n  repository: axb\n  tag: 'latest'\n`,
        `axb:latest@${DIGEST.replaceAll('0', '1')}`,
      ],
      ['image:\n  repository: axb\n  tag: latest\n', 'axb:latest'],
      ['image:\n  repository: axb\n  tag: 3\n', 'axb:3'],
    ];
    for (const [text, image] of texts) expect(String(reader.parse(text as string, 'r.yaml'))).toBe(image);
  });
});
