import fc from 'fast-check';
import { editReleaseFile } from '../../src/release/edit-release-file';
import { promoteImage } from '../../src/release/promote';
import { parseReleaseFile } from '../../src/release/release-file';
import { releaseFile } from '../arbitraries/release-file';

const DIGEST = `sha256:${'0'.repeat(64)}`;
const OTHER = `sha256:${'1'.repeat(64)}`;

function file(image: string, path = 'release.yaml') {
  return parseReleaseFile(`image: {${image}}`, path);
}

describe('promoting an image', () => {
  test.each<[string, string, object, string]>([
    ['repository: app, tag: 1', 'repository: app, tag: 1', {}, 'there is nothing to do'],
    ['repository: app, tag: 2', 'repository: app, tag: 1', { tag: '2' }, 'the tag moves'],
    [
      `repository: app, tag: 2, digest: ${OTHER}`,
      `repository: app, tag: 1, digest: ${DIGEST}`,
      { tag: '2', digest: OTHER },
      'the digest moves along',
    ],
    [`repository: app, tag: 1, digest: ${DIGEST}`, 'repository: app, tag: 1', { digest: DIGEST }, 'a digest is put in'],
    [
      'repository: app, tag: 2',
      `repository: app, tag: 1, digest: ${DIGEST}`,
      { tag: '2', digest: null },
      'a digest that would pin the old image is taken out',
    ],
    [`repository: app, digest: ${DIGEST}`, 'repository: app, tag: 1', { tag: null, digest: DIGEST }, 'so is a tag'],
    ['repository: redis, tag: 2', 'repository: docker.io/library/redis, tag: 2', {}, 'both name one repository'],
  ])('of {%s} into {%s} is %j: %s', (from, to, edit, _reason) => {
    expect(promoteImage(file(from), file(to))).toEqual(edit);
  });

  test('puts another repository in only when that is allowed', () => {
    const [from, to] = [
      file('repository: a/app, tag: 1', 'staging.yaml'),
      file('repository: b/app, tag: 1', 'prod.yaml'),
    ];
    expect(promoteImage(from, to, { allowOtherRepository: true })).toEqual({ repository: 'a/app' });
    expect(() => promoteImage(from, to)).toThrow(
      new Error(
        [
          'PROMOTE_OTHER_REPOSITORY: staging.yaml names a/app, and prod.yaml names b/app',
          '  why: promoting moves the version of one image; a version of another repository is another program',
          '  fix: give two files of the same release, or say --allow-other-repository to put a/app into prod.yaml',
        ].join('\n'),
      ),
    );
  });

  test('leaves the file with the image of the other, and then there is nothing to do', () => {
    fc.assert(
      fc.property(releaseFile, releaseFile, (a, b) => {
        const [from, to] = [parseReleaseFile(a.text, 'a'), parseReleaseFile(b.text, 'b')];
        // a repository in brackets cannot be put where none was
        fc.pre(!to.image.repository.startsWith('[') && !from.image.repository.startsWith('['));
        const text = editReleaseFile(b.text, 'b', promoteImage(from, to, { allowOtherRepository: true }));
        const promoted = parseReleaseFile(text, 'b');
        expect(promoteImage(from, promoted)).toEqual({});
        expect(promoted.image).toMatchObject({ tag: from.image.tag, digest: from.image.digest });
      }),
    );
  });
});
