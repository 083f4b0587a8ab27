import fc from 'fast-check';
import { printReleaseFile } from '../../src/project/print-release-file';
import { editReleaseFile } from '../../src/release/edit-release-file';
import { ImageReference } from '../../src/release/image-reference';
import { parseReleaseText } from '../../src/release/parse-release-file';
import { reference } from '../arbitraries/reference';

const SHA = `sha256:${'ab12'.repeat(16)}`;
const print = (image: string, extras?: Parameters<typeof printReleaseFile>[2]) =>
  printReleaseFile('shop', ImageReference.parse(image), extras);
/** What of a file is no comment about bots. */
const head = (text: string) => text.slice(0, text.indexOf('# Bots'));

describe('a printed release file', () => {
  test('has the image, and nothing else that is read', () => {
    expect(head(print('team/app:1.4.2'))).toBe(
      '# The one place where the image of shop stands: lockstep bump and lockstep rollback edit it.\n' +
        'image:\n  repository: team/app\n  tag: 1.4.2\n',
    );
  });

  test.each([
    [`team/app@${SHA}`, `  repository: team/app\n  digest: ${SHA}\n`, 'a digest needs no tag'],
    [`team/app:1@${SHA}`, `  repository: team/app\n  tag: 1\n  digest: ${SHA}\n`, 'both are kept'],
    ['[2001:db8::1]:5000/app:1', '  repository: "[2001:db8::1]:5000/app"\n  tag: 1\n', 'a bracket begins a list'],
    ['localhost:5000/app:1', '  repository: localhost:5000/app\n  tag: 1\n', 'a colon without a space is text'],
  ])('writes %s as it is: %j, since %s', (image, lines, _reason) => {
    expect(head(print(image)).split('image:\n')[1]).toBe(lines);
  });

  test.each([
    [
      'team/app:latest',
      '  tag: latest\n# The tag latest moves. It was so before: put the tag of a version there, and delete these two lines.\n',
    ],
    [
      'team/app',
      '  repository: team/app\n# Without a tag this runs whatever latest is. It was so before: give it the tag of a version, and delete these two lines.\n',
    ],
  ])('allows %s to move, and says why', (image, lines) => {
    const text = print(image, { allowMovingTag: true });
    expect(text).toContain(`${lines}allowMovingTag: true\n# Bots`);
    const parsed = parseReleaseText(text, 'release.yaml');
    expect(parsed).toMatchObject({ allowMovingTag: true, versionProblem: undefined });
    expect(String(parsed.image)).toBe(image);
  });

  test('that allows a moving tag can be bumped', () => {
    const bumped = editReleaseFile(print('team/app', { allowMovingTag: true }), 'release.yaml', { tag: '2' });
    expect(String(parseReleaseText(bumped, 'release.yaml').image)).toBe('team/app:2');
    expect(bumped).toContain('  repository: team/app\n  tag: 2\n# Without');
  });

  test('has each line of a comment as a comment', () => {
    expect(head(print('team/app:1', { comment: 'one\n\r\n  two\u2028three\rfour\u0007' }))).toBe(
      '# The one place where the image of shop stands: lockstep bump and lockstep rollback edit it.\n' +
        '# one\n#\n#   two\n# three\n# four?\nimage:\n  repository: team/app\n  tag: 1\n',
    );
  });

  test('is read back as the image that it is of, whatever is told in it', () => {
    const comment = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.constantFrom('\nimage: x', '\ud800', '\ufeff---\n...'),
    );
    fc.assert(
      fc.property(reference, fc.boolean(), comment, (image, allowMovingTag, told) => {
        const parsed = parseReleaseText(print(image, { allowMovingTag, comment: told }), 'release.yaml');
        expect(String(parsed.image)).toBe(image);
        expect(parsed.allowMovingTag).toBe(allowMovingTag);
      }),
    );
  });
});
