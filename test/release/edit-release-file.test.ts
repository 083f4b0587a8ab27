import fc from 'fast-check';
import { editReleaseFile } from '../../src/release/edit-release-file';
import { parseReleaseFile } from '../../src/release/release-file';
import { digest, repository, tag } from '../arbitraries/reference';
import { releaseFile } from '../arbitraries/release-file';

const DIGEST = `sha256:${'0'.repeat(64)}`;
const OTHER = `sha256:${'1'.repeat(64)}`;

describe('writing a value into a release file', () => {
  test.each([
    ['a plain value', 'image:\n  repository: app\n  tag: 1\n', { tag: '2' }, 'image:\n  repository: app\n  tag: 2\n'],
    [
      'a quoted value keeps its quotes',
      'image:\n  repository: app\n  tag: "1"\n',
      { tag: '2' },
      'image:\n  repository: app\n  tag: "2"\n',
    ],
    ['single quotes stay', "image: {repository: app, tag: '1'}", { tag: '2' }, "image: {repository: app, tag: '2'}"],
    [
      'a comment behind it stays',
      'image:\n  tag: 1 # x\n  repository: app',
      { tag: '2' },
      'image:\n  tag: 2 # x\n  repository: app',
    ],
    [
      'CRLF and a byte order mark stay',
      '\ufeffimage:\r\n  repository: app\r\n  tag: 1\r\n',
      { tag: '2' },
      '\ufeffimage:\r\n  repository: app\r\n  tag: 2\r\n',
    ],
    [
      'a new digest goes below the tag',
      'image:\n  tag: 1 # x\n  repository: app\n',
      { digest: DIGEST },
      `image:\n  tag: 1 # x\n  digest: ${DIGEST}\n  repository: app\n`,
    ],
    [
      'a new digest at the end of a file without a last line end',
      'image:\r\n  repository: app\r\n  tag: 1',
      { digest: DIGEST },
      `image:\r\n  repository: app\r\n  tag: 1\r\n  digest: ${DIGEST}`,
    ],
    [
      'a new digest in braces',
      'image: { repository: app, tag: 1 }',
      { digest: DIGEST },
      `image: { repository: app, tag: 1, digest: ${DIGEST} }`,
    ],
    [
      'a digest that goes takes its line with it',
      `image:\n  repository: app\n  digest: ${DIGEST} # pinned\n  tag: 1\n`,
      { digest: null },
      'image:\n  repository: app\n  tag: 1\n',
    ],
    [
      'a last line that goes',
      `image:\n  repository: app\n  tag: 1\n  digest: ${DIGEST}`,
      { digest: null },
      'image:\n  repository: app\n  tag: 1',
    ],
    [
      'a digest that goes out of braces',
      `image: { digest: ${DIGEST}, repository: app, tag: 1 }`,
      { digest: null },
      'image: { repository: app, tag: 1 }',
    ],
    [
      'the last in braces',
      `image: { repository: app, tag: 1, digest: ${DIGEST} }`,
      { digest: null },
      'image: { repository: app, tag: 1 }',
    ],
    [
      'everything at once',
      `image:\n  repository: app\n  tag: 1\n  digest: ${DIGEST}\n`,
      { repository: 'b/c', tag: '2', digest: OTHER },
      `image:\n  repository: b/c\n  tag: 2\n  digest: ${OTHER}\n`,
    ],
    [
      'a tag and a digest where there was a digest only',
      `image:\n  repository: app\n  digest: ${DIGEST}\n`,
      { tag: '2', digest: OTHER },
      `image:\n  repository: app\n  tag: 2\n  digest: ${OTHER}\n`,
    ],
    [
      'an IPv6 host gets the quotes that YAML asks for',
      'image: {repository: app, tag: 1}',
      { repository: '[::1]:5000/app' },
      'image: {repository: "[::1]:5000/app", tag: 1}',
    ],
    [
      'the value that is there already',
      'image: {repository: app, tag: 1.10}',
      { tag: '1.10' },
      'image: {repository: app, tag: 1.10}',
    ],
  ])('%s', (_law, before, edit, after) => {
    expect(editReleaseFile(before, 'release.yaml', edit)).toBe(after);
  });

  test('changes only the bytes of that value, whatever the file looks like', () => {
    fc.assert(
      fc.property(releaseFile, tag, ({ text, image }, next) => {
        fc.pre(image.tag !== undefined && (next !== 'latest' || image.digest !== undefined));
        const after = editReleaseFile(text, 'release.yaml', { tag: next });
        expect(parseReleaseFile(after, 'release.yaml').image).toMatchObject({ ...image, tag: next });
        const start = text.search(/(?<=[\s{]tag:\s*["']?)[^\s"',}]/);
        expect(after).toBe(text.slice(0, start) + next + text.slice(start + (image.tag as string).length));
      }),
      { numRuns: 300 },
    );
  });

  test('gives the first bytes again on the way back', () => {
    fc.assert(
      fc.property(releaseFile, repository, digest, tag, ({ text, image }, otherRepository, otherDigest, otherTag) => {
        fc.pre(image.tag !== undefined && image.digest !== undefined && !otherRepository.startsWith('['));
        const there = editReleaseFile(text, 'r.yaml', {
          repository: otherRepository,
          tag: otherTag,
          digest: otherDigest,
        });
        expect(editReleaseFile(there, 'r.yaml', image)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  test('puts in a digest and takes it out again without a trace', () => {
    fc.assert(
      fc.property(releaseFile, digest, ({ text, image }, next) => {
        fc.pre(image.digest === undefined);
        const pinned = editReleaseFile(text, 'r.yaml', { digest: next });
        expect(parseReleaseFile(pinned, 'r.yaml').image).toMatchObject({ ...image, digest: next });
        expect(editReleaseFile(pinned, 'r.yaml', { digest: null })).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  test('refuses where it could not be sure, and leaves the text alone', () => {
    const text = 'image:\n  repository: app\n  ? tag\n  : 1\n';
    expect(() => editReleaseFile(text, 'r.yaml', { digest: DIGEST })).toThrow(
      new Error(
        `RELEASE_EDIT_UNSAFE: r.yaml cannot be changed to app:1@${DIGEST} in place\n  why: the image is written in a form in which more than that value would change\n  fix: write 'image:' with one key a line below it, or change it by hand`,
      ),
    );
    expect(editReleaseFile(text, 'r.yaml', { tag: '2' })).toBe(text.replace(': 1', ': 2'));
  });

  test('leads away from a version that is refused today', () => {
    expect(editReleaseFile('image: {repository: app, tag: latest}', 'r.yaml', { tag: '1' })).toBe(
      'image: {repository: app, tag: 1}',
    );
  });

  test('refuses a value that its key does not take, and a result without a version', () => {
    const text = 'image:\n  repository: app\n  tag: 1\n';
    expect(() => editReleaseFile(text, 'r.yaml', { tag: '-2' })).toThrow("the tag '-2' may only have");
    expect(() => editReleaseFile(text, 'r.yaml', { tag: 'latest' })).toThrow("r.yaml:3: the tag 'latest' moves");
    expect(() => editReleaseFile(text, 'r.yaml', { tag: null })).toThrow(
      'r.yaml:2: the image app has no tag and no digest',
    );
  });
});
