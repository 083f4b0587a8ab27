import fc from 'fast-check';
import { ImageReference } from '../../src/release/image-reference';
import { digest, reference } from '../arbitraries/reference';

const SHA256 = `sha256:${'ab12'.repeat(16)}`;
const SHA512 = `sha512:${'ab12'.repeat(32)}`;

describe('an image reference', () => {
  test.each([
    ['redis', 'redis', undefined, undefined, 'a name alone'],
    ['redis:6', 'redis', '6', undefined, 'a short tag'],
    ['inherently/gifinator:0.0.5', 'inherently/gifinator', '0.0.5', undefined, 'Docker Hub'],
    [
      'localhost:32000/askeladden:slim',
      'localhost:32000/askeladden',
      'slim',
      undefined,
      'a local registry with a port',
    ],
    ['localhost/askeladden', 'localhost/askeladden', undefined, undefined, 'localhost is a host'],
    ['host:5000', 'host', '5000', undefined, 'without a slash the colon begins a tag'],
    [
      'registry.gitlab.com/insanitywholesale/gifinator:0.0.5',
      'registry.gitlab.com/insanitywholesale/gifinator',
      '0.0.5',
      undefined,
      'a host with dots',
    ],
    [
      'a.io:443/b/c__d/e-_f'.replace('-_', '--'),
      'a.io:443/b/c__d/e--f',
      undefined,
      undefined,
      'a nested path with every separator',
    ],
    ['[2001:db8::1]:5000/app:1', '[2001:db8::1]:5000/app', '1', undefined, 'an IPv6 host'],
    ['Registry/app:1', 'Registry/app', '1', undefined, 'upper case in a first part makes it a host'],
    [`app:1@${SHA256}`, 'app', '1', SHA256, 'tag and digest'],
    [`app@${SHA512}`, 'app', undefined, SHA512, 'sha512'],
    ['app:__IMAGE_TAG__', 'app', '__IMAGE_TAG__', undefined, 'a placeholder that the grammar takes'],
    [`app:${'t'.repeat(128)}`, 'app', 't'.repeat(128), undefined, 'the longest tag'],
    [`${'r'.repeat(255)}:1`, 'r'.repeat(255), '1', undefined, 'the longest repository'],
  ])('%s is read (%#)', (text, repository, tag, dig, _reason) => {
    const parsed = ImageReference.parse(text);
    expect(parsed).toMatchObject({ repository, tag, digest: dig });
    expect(String(parsed)).toBe(text);
  });

  test.each([
    ['', "the repository '' is empty"],
    [':1', "the repository '' is empty"],
    ['app:', "the tag '' is empty"],
    ['app@', "the digest '' has no algorithm; it looks like sha256:0123…"],
    ['App:1', "the repository 'App' has upper case in 'App'"],
    ['docker.io/library/Redis', "the repository 'docker.io/library/Redis' has upper case in 'Redis'"],
    ['a//b', "the repository 'a//b' has an empty part between slashes"],
    ['a/b/', "the repository 'a/b/' has an empty part between slashes"],
    [
      'a..b',
      "the repository 'a..b' has 'a..b'; a part is lower case letters and digits, joined by one of . _ __ or dashes",
    ],
    ['-a', "the repository '-a' has '-a'; a part is lower case letters and digits, joined by one of . _ __ or dashes"],
    ['a b', "the repository 'a b' has a space or a character outside ASCII"],
    ['größe', "the repository 'größe' has a space or a character outside ASCII"],
    ['-x.io/app', "the repository '-x.io/app' begins with '-x.io', which is not a registry host"],
    ['app:${TAG}', "the tag '${TAG}' may only have letters, digits, _ . and -, and begins with a letter, a digit or _"],
    ['app:-1', "the tag '-1' may only have letters, digits, _ . and -, and begins with a letter, a digit or _"],
    [`app:${'t'.repeat(129)}`, `the tag '${'t'.repeat(129)}' is 129 characters long; at most 128 are allowed`],
    [`${'r'.repeat(256)}`, `the repository '${'r'.repeat(256)}' is 256 characters long; at most 255 are allowed`],
    ['app@md5:00', "the digest 'md5:00' is of algorithm 'md5'; sha256 and sha512 are known"],
    ['app@sha256:ABCD', "the digest 'sha256:ABCD' has something else than lower case hexadecimal digits"],
    ['app@sha256:abcd', "the digest 'sha256:abcd' has 4 digits; sha256 has 64"],
    [
      'App:-1',
      "the repository 'App' has upper case in 'App'; the tag '-1' may only have letters, digits, _ . and -, and begins with a letter, a digit or _",
    ],
  ])('refuses %j', (text, why) => {
    expect(() => ImageReference.parse(text)).toThrow(
      expect.objectContaining({
        code: 'IMAGE_REFERENCE_INVALID',
        message: [
          `IMAGE_REFERENCE_INVALID: '${text}' is not an image reference`,
          `  why: ${why}`,
          "  fix: write repository:tag, for example 'registry.example.com:5000/team/app:1.4.2', and quote numbers",
        ].join('\n'),
      }),
    );
  });

  test('refuses a tag that is a number', () => {
    const parts = { repository: 'app', tag: 1.1 as unknown as string };
    expect(() => new ImageReference(parts)).toThrow('the tag 1.1 is a number, not a string');
  });

  test('prints back equal, whatever it is', () => {
    fc.assert(
      fc.property(reference, (text) => {
        const once = ImageReference.parse(text);
        expect(String(once)).toBe(text);
        expect(ImageReference.parse(String(once))).toEqual(once);
      }),
    );
  });

  test('is either read and printed back, or refused, whatever the text is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-zA-Z0-9.:@/_-]*$/)), (text) => {
        let parsed: ImageReference;
        try {
          parsed = ImageReference.parse(text);
        } catch (error) {
          expect(error).toMatchObject({ code: 'IMAGE_REFERENCE_INVALID' });
          return;
        }
        expect(String(parsed)).toBe(text);
      }),
    );
  });

  test('takes another version and keeps its repository', () => {
    fc.assert(
      fc.property(reference, digest, (text, other) => {
        const moved = ImageReference.parse(text).with({ digest: other });
        expect(moved.toString()).toBe(`${ImageReference.parse(text).repository}@${other}`);
      }),
    );
  });
});
