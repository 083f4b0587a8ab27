import fc from 'fast-check';
import { ImageFault } from '../../../src/image/image-fault';
import { parseDescriptor } from '../../../src/image/oci/descriptor';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const TYPE = 'application/vnd.oci.image.manifest.v1+json';
const PLAIN = { mediaType: TYPE, digest: DIGEST, size: 7 };

function faultOf(value: unknown): string {
  try {
    return JSON.stringify(parseDescriptor(value, 'the manifest'));
  } catch (error) {
    if (error instanceof ImageFault) return `${error.kind}: ${error.why}`;
    throw error;
  }
}

describe('a descriptor', () => {
  test.each<[unknown, unknown, string]>([
    [PLAIN, PLAIN, 'what is required'],
    [{ ...PLAIN, data: 'e30=', newField: {} }, PLAIN, 'fields that are not known are passed over'],
    [{ ...PLAIN, size: 0 }, { ...PLAIN, size: 0 }, 'empty content'],
    [
      { ...PLAIN, digest: `sha512:${'0'.repeat(128)}` },
      { ...PLAIN, digest: `sha512:${'0'.repeat(128)}` },
      'the other algorithm',
    ],
    [{ ...PLAIN, urls: ['https://a'] }, { ...PLAIN, urls: ['https://a'] }, 'a foreign layer'],
    [{ ...PLAIN, urls: null, annotations: null, platform: null }, PLAIN, 'null is as if it was not there'],
    [
      { ...PLAIN, annotations: { a: 'b' }, artifactType: 'x/y' },
      { ...PLAIN, annotations: { a: 'b' }, artifactType: 'x/y' },
      'words about it',
    ],
    [
      { ...PLAIN, platform: { os: 'linux', architecture: 'arm', variant: 'v7', 'os.version': '1' } },
      { ...PLAIN, platform: { os: 'linux', architecture: 'arm', variant: 'v7' } },
      'a platform',
    ],
    [
      { ...PLAIN, platform: { os: 'Linux', architecture: 'x86_64' } },
      { ...PLAIN, platform: { os: 'linux', architecture: 'amd64' } },
      'other names of a platform',
    ],
    [{ ...PLAIN, platform: { os: '', architecture: '' } }, PLAIN, 'a platform that is not said'],
    [{ ...PLAIN, platform: { os: 'linux' } }, PLAIN, 'a platform that is half said'],
  ])('is read from %j', (value, expected, _reason) => {
    expect(parseDescriptor(value, 'the manifest')).toEqual(expected);
  });

  test.each<[unknown, string, string]>([
    [null, 'broken: the manifest is null, not an object', 'nothing'],
    [[PLAIN], 'broken: the manifest is a list, not an object', 'a list'],
    ['x', 'broken: the manifest is a text, not an object', 'a text'],
    [{ ...PLAIN, digest: undefined }, "broken: 'digest' of the manifest is not there", 'no digest'],
    [{ ...PLAIN, digest: 7 }, "broken: 'digest' of the manifest is a number, not a text", 'a number for digest'],
    [
      { ...PLAIN, digest: 'sha256:../../etc/passwd' },
      "broken: 'digest' of the manifest has something else than lower case hexadecimal digits",
      'a digest that would be a path',
    ],
    [{ ...PLAIN, digest: 'sha256:ab' }, "broken: 'digest' of the manifest has 2 digits; sha256 has 64", 'a short one'],
    [
      { ...PLAIN, digest: '\u001b[31m:ab' },
      "broken: 'digest' of the manifest is no digest",
      'words that steer a terminal are not shown',
    ],
    [{ ...PLAIN, mediaType: null }, "broken: 'mediaType' of the manifest is not there", 'no media type'],
    [{ ...PLAIN, size: -1 }, "broken: 'size' of the manifest is -1, not a whole number from 0", 'a negative size'],
    [{ ...PLAIN, size: 1.5 }, "broken: 'size' of the manifest is 1.5, not a whole number from 0", 'half a byte'],
    [
      { ...PLAIN, size: 2 ** 53 },
      "broken: 'size' of the manifest is 9007199254740992, not a whole number from 0",
      'more than a number holds',
    ],
    [{ ...PLAIN, size: '7' }, "broken: 'size' of the manifest is a text, not a number", 'a text for size'],
    [{ ...PLAIN, urls: 'x' }, "broken: 'urls' of the manifest is a text, not a list", 'no list of addresses'],
    [
      { ...PLAIN, urls: [1] },
      "broken: 'urls[0]' of the manifest is a number, not a text",
      'an address that is a number',
    ],
    [
      { ...PLAIN, annotations: { a: 1 } },
      "broken: 'annotations.a' of the manifest is a number, not a text",
      'an annotation that is a number',
    ],
    [
      { ...PLAIN, platform: 'linux' },
      "broken: 'platform' of the manifest is a text, not an object",
      'a platform as text',
    ],
    [
      { ...PLAIN, platform: { os: 'lin ux', architecture: 'amd64' } },
      "broken: 'platform' of the manifest is none",
      'a platform with a space',
    ],
  ])('is refused: %j', (value, fault, _reason) => {
    expect(faultOf(value)).toBe(fault);
  });

  test('keeps an annotation that is called like a part of JavaScript', () => {
    const value: unknown = JSON.parse(
      `{"mediaType":"a/b","digest":"${DIGEST}","size":1,"annotations":{"__proto__":"x"}}`,
    );
    expect(Object.entries(parseDescriptor(value, 'it').annotations ?? {})).toEqual([['__proto__', 'x']]);
  });

  test('has no fault but one of images, whatever it is read from', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.record({
        mediaType: fc.jsonValue(),
        digest: fc.constant(DIGEST),
        size: fc.jsonValue(),
        platform: fc.jsonValue(),
      }),
    );
    fc.assert(fc.property(value, (any) => expect(typeof faultOf(any)).toBe('string')));
  });
});
