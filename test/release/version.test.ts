import fc from 'fast-check';
import { ImageReference } from '../../src/release/image-reference';
import { toLabelValue, toNameSuffix, versionOf } from '../../src/release/version';
import { digest, tag } from '../arbitraries/reference';

const LABEL_VALUE = /^(?=.{1,63}$)[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/;
const DIGEST = `sha256:${'ab12'.repeat(16)}`;

describe('a version', () => {
  test.each([
    [{ tag: '0.0.5' }, '0.0.5'],
    [{ tag: '0.0.5', digest: DIGEST }, '0.0.5'],
    [{ digest: DIGEST }, 'sha256-ab12ab12ab12'],
    [{}, 'latest'],
  ])('of %j is %s', (parts, version) => {
    expect(versionOf(new ImageReference({ repository: 'app', ...parts }))).toBe(version);
  });

  test.each([
    ['0.0.5', '0.0.5'],
    ['V1_2', 'V1_2'],
    ['__TAG__', 'TAG-0b56dbd7'],
    ['1.0-', '1.0-ce988784'],
    ['_', 'd2e2adf7'],
    ['t'.repeat(64), `${'t'.repeat(54)}-3a33722b`],
  ])('%s as a label value is %s', (text, value) => {
    expect(toLabelValue(text)).toBe(value);
  });

  test('is always a valid label value, the same one for the same version only', () => {
    fc.assert(
      fc.property(tag, tag, (a, b) => {
        expect(toLabelValue(a)).toMatch(LABEL_VALUE);
        expect(toLabelValue(a) === toLabelValue(b)).toBe(a === b);
      }),
    );
  });

  test.each([
    ['0.0.5', '0-0-5'],
    ['2024', '2024'],
    ['v1.4.2', 'v1-4-2'],
  ])('%s ends a name as %s', (text, suffix) => {
    expect(toNameSuffix({ repository: 'app', tag: text }, 20)).toBe(suffix);
  });

  test('ends names that differ when the image differs, and that are DNS labels', () => {
    const image = fc.record({ tag: fc.option(tag, { nil: undefined }), digest: fc.option(digest, { nil: undefined }) });
    fc.assert(
      fc.property(image, image, fc.integer({ min: 8, max: 40 }), (a, b, maxLength) => {
        const [x, y] = [a, b].map((parts) => toNameSuffix({ repository: 'app', ...parts }, maxLength));
        expect(x).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
        expect(x?.length).toBeLessThanOrEqual(maxLength);
        expect(x === y).toBe(a.tag === b.tag && a.digest === b.digest);
      }),
    );
  });

  test('ends names that differ where dots and dashes would look alike', () => {
    const suffixes = ['1.10', '1-10', '1_10', '1.10-'].map((t) => toNameSuffix({ repository: 'app', tag: t }, 20));
    expect(new Set(suffixes).size).toBe(4);
  });
});
