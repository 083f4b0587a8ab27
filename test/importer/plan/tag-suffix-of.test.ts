import { tagSuffixOf } from '../../../src/importer/plan/tag-suffix-of';
import { ImageReference } from '../../../src/release/image-reference';

const SHA = `sha256:${'ab12'.repeat(16)}`;
const find = (image: string, release: string) =>
  tagSuffixOf(ImageReference.parse(`app${image}`), ImageReference.parse(`app${release}`));

describe('the suffix of a variant', () => {
  test.each([
    [':1.4.2-debug', ':1.4.2', '-debug', 'a build with a shell'],
    [':1.4.2-alpine3.20', ':1.4.2', '-alpine3.20', 'another base'],
    [':1.4.2-windows-hp', ':1.4.2', '-windows-hp', 'another system'],
    [':1.4.2-PRO', ':1.4.2', '-PRO', 'tags may have upper case'],
    [':1.4.2-pg10', ':1.4.2', '-pg10', 'it only begins like -p1'],
    [':main-debug', ':main', '-debug', 'the release may be any tag'],
  ])('of %s beside %s is %s: %s', (image, release, suffix, _reason) => {
    expect(find(image, release)).toBe(suffix);
  });

  test.each([
    [':1.32.10-windows-hp', ':1.32.10-2', 'one is not the beginning of the other'],
    [':1.4.2-2', ':1.4.2', 'it is another build'],
    [':1.4.2-20240131', ':1.4.2', 'it is a date'],
    [':1.4.2-rc1', ':1.4.2', 'it came before'],
    [':1.4.2-beta.3', ':1.4.2', 'it came before'],
    [':1.4.2-SNAPSHOT', ':1.4.2', 'it came before'],
    [':1.4.2-g1a2b3c4', ':1.4.2', 'it is a commit'],
    [':1.4.2-deadbeef', ':1.4.2', 'it is a commit'],
    [':1.4.21', ':1.4.2', 'it is another version'],
    [':1.4.2.1', ':1.4.2', 'it is another version'],
    [':1.4.2_debug', ':1.4.2', 'it does not begin with a dash'],
    [':1.4.2-', ':1.4.2', 'nothing follows the dash'],
    [':1.4.2-debug-', ':1.4.2', 'nothing follows the last dash'],
    [':1.4.2', ':1.4.2', 'it is the same'],
    [':1.4.2', ':1.4.2-debug', 'the release is the variant'],
    ['', ':1.4.2', 'there is no tag'],
    [':1.4.2', '', 'the release has no tag'],
    [`:1.4.2-debug@${SHA}`, ':1.4.2', 'a digest would stay behind'],
    [':1.4.2-debug', `:1.4.2@${SHA}`, 'the digest is that of the release'],
  ])('is none for %s beside %s: %s', (image, release, _reason) => {
    expect(find(image, release)).toBeUndefined();
  });
});
