import { findPlatform, mayRunOn, printPlatforms } from '../../../src/checks/image/wanted-platforms';
import { type Platform, parsePlatform } from '../../../src/image/platform';
import type { Fields } from '../../../src/manifest/manifest';

function platform(text: string): Platform {
  const parsed = parsePlatform(text);
  if (parsed === undefined) throw new Error(`the test has no platform ${text}`);
  return parsed;
}

describe('whether pods may run on nodes of a platform', () => {
  const arch = (value: unknown) => ({ 'kubernetes.io/arch': value });
  const os = (value: unknown) => ({ 'kubernetes.io/os': value });

  test.each<[unknown, string, boolean, string]>([
    [undefined, 'linux/amd64', true, 'anywhere, when nothing is said'],
    [null, 'linux/amd64', true, 'null says nothing'],
    ['amd64', 'linux/arm64', true, 'nor does text'],
    [{ pool: 'blue' }, 'linux/arm64', true, 'nor another label'],
    [arch('arm64'), 'linux/arm64', true, 'the architecture'],
    [arch('arm64'), 'linux/arm64/v8', true, 'of any variant'],
    [arch('arm'), 'linux/arm/v6', true, 'of any variant'],
    [arch('arm64'), 'linux/arm', false, 'another architecture'],
    [arch(386), 'linux/386', true, 'a number without quotes'],
    [arch('a b'), 'linux/amd64', false, 'a label that no node has'],
    [{ 'beta.kubernetes.io/arch': 'arm64' }, 'linux/amd64', false, 'by its old name'],
    [{ ...arch('amd64'), 'beta.kubernetes.io/arch': 'arm64' }, 'linux/amd64', true, 'the new name comes first'],
    [os('linux'), 'linux/amd64', true, 'the system'],
    [os('windows'), 'linux/amd64', false, 'another system'],
    [os('windows'), 'windows/amd64', true, 'Windows'],
    [{ 'beta.kubernetes.io/os': 'windows' }, 'linux/amd64', false, 'by its old name'],
    [{ ...os('linux'), ...arch('s390x') }, 'linux/amd64', false, 'both have to fit'],
  ])('%j on %s: %s', (nodeSelector, name, expected, _reason) => {
    expect(mayRunOn({ nodeSelector } as Fields, platform(name))).toBe(expected);
  });
});

describe('the platform that is wanted', () => {
  test.each<[string[], string, string | undefined, string]>([
    [['linux/amd64', 'linux/arm64'], 'linux/arm64', 'linux/arm64', 'is there'],
    [['linux/arm64/v8'], 'linux/arm64', 'linux/arm64/v8', 'under a name that means the same'],
    [['linux/arm64'], 'linux/arm64/v8', 'linux/arm64', 'and the other way round'],
    [['linux/arm/v6', 'linux/arm/v7'], 'linux/arm', 'linux/arm/v7', 'of the variant that is meant'],
    [['linux/arm/v5', 'linux/arm/v6'], 'linux/arm', 'linux/arm/v5', 'of any variant, when none is named'],
    [['linux/arm/v5', 'linux/arm/v6'], 'linux/arm/v7', 'linux/arm/v6', 'of the highest lower variant, which it runs'],
    [['linux/arm/v7'], 'linux/arm/v6', undefined, 'not of a higher variant than the one that is named'],
    [['windows/amd64'], 'linux/amd64', undefined, 'not of another system'],
    [[], 'linux/amd64', undefined, 'not among none'],
  ])('of %j, %s is %s', (names, wanted, expected, _reason) => {
    const entries = [
      { name: 'none', platform: undefined },
      ...names.map((name) => ({ name, platform: platform(name) })),
    ];
    expect(findPlatform(entries, platform(wanted))?.name).toBe(expected);
  });
});

test('platforms are named in their order', () => {
  expect(printPlatforms([platform('linux/arm64/v8'), undefined, platform('linux/arm/v6')])).toBe(
    'linux/arm64, one without a name, linux/arm/v6',
  );
});
