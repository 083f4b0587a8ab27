import fc from 'fast-check';
import { isSamePlatform, type Platform, parsePlatform, printPlatform } from '../../src/image/platform';

describe('the name of a platform', () => {
  test.each<[string, Platform | undefined, string]>([
    ['linux/amd64', { os: 'linux', architecture: 'amd64' }, 'a system and an architecture'],
    ['linux/arm/v7', { os: 'linux', architecture: 'arm', variant: 'v7' }, 'with a variant'],
    ['arm64', { os: 'linux', architecture: 'arm64' }, 'an architecture alone'],
    ['Linux/AMD64', { os: 'linux', architecture: 'amd64' }, 'in any case'],
    ['linux/x86_64', { os: 'linux', architecture: 'amd64' }, "the kernel's name"],
    ['aarch64', { os: 'linux', architecture: 'arm64' }, "the kernel's name alone"],
    ['linux/i386', { os: 'linux', architecture: '386' }, 'an old name'],
    ['windows/amd64', { os: 'windows', architecture: 'amd64' }, 'another system'],
    ['linux/__proto__', { os: 'linux', architecture: '__proto__' }, 'a name that every map has'],
    ['linux/amd64/v1/x', undefined, 'too many parts'],
    ['linux/', undefined, 'an empty part'],
    ['/amd64', undefined, 'an empty part'],
    ['', undefined, 'nothing'],
    ['linux amd64', undefined, 'a space'],
    ['linux/amd64\n', undefined, 'an end of line'],
    ['linux/ámd64', undefined, 'a letter that is in no name'],
  ])('%j is %j', (text, expected, _reason) => {
    expect(parsePlatform(text)).toEqual(expected);
  });

  test.each<[Platform, string, string]>([
    [
      { os: 'linux', architecture: 'arm64', variant: 'v8' },
      'linux/arm64',
      'the variant that is meant anyway is left out',
    ],
    [{ os: 'linux', architecture: 'arm', variant: 'v7' }, 'linux/arm', 'so it is here'],
    [{ os: 'linux', architecture: 'amd64', variant: 'v1' }, 'linux/amd64', 'and here'],
    [{ os: 'linux', architecture: 'amd64', variant: 'v3' }, 'linux/amd64/v3', 'another one is not'],
    [{ os: 'linux', architecture: 'arm', variant: 'v6' }, 'linux/arm/v6', 'nor is this'],
    [{ os: 'linux', architecture: 's390x' }, 'linux/s390x', 'there may be none'],
  ])('%j is printed %s', (platform, expected, _reason) => {
    expect(printPlatform(platform)).toBe(expected);
  });

  test('is read as it is printed', () => {
    const word = fc.oneof(
      fc.stringMatching(/^[A-Za-z0-9_.-]{1,8}$/),
      fc.constantFrom('arm', 'arm64', 'armhf', 'v7', 'v8'),
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), (words) => {
        const platform = parsePlatform(words.join('/'));
        const again = platform && parsePlatform(printPlatform(platform));
        expect(platform && again && isSamePlatform(platform, again)).toBe(true);
      }),
    );
  });

  test.each<[string, string, boolean, string]>([
    ['arm64', 'linux/aarch64/v8', true, 'Linux and a variant that is meant anyway'],
    ['linux/arm/v6', 'linux/arm', false, 'a variant that is not'],
    ['linux/amd64', 'windows/amd64', false, 'another system'],
    ['linux/arm/v8', 'linux/arm64', false, 'the variant of another architecture'],
  ])('%s and %s mean the same: %s', (a, b, expected, _reason) => {
    const [one, two] = [parsePlatform(a), parsePlatform(b)];
    expect(one && two && isSamePlatform(one, two)).toBe(expected);
  });
});
