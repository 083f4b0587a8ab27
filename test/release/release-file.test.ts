import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { UserError } from '../../src/errors';
import { parseReleaseFile, readReleaseFile } from '../../src/release/release-file';
import { releaseFile } from '../arbitraries/release-file';

const DIGEST = `sha256:${'0'.repeat(64)}`;

describe('a release file', () => {
  test.each([
    ['tag: 1.10', '1.10', 'is not the number 1.1'],
    ['tag: 0123', '0123', 'is not an octal number'],
    ['tag: 1e3', '1e3', 'is not a float'],
    ['tag: true', 'true', 'is not a boolean'],
    ['tag: null', 'null', 'is not nothing'],
    ['tag: 2024-01-01', '2024-01-01', 'is not a date'],
    ['tag: "1.10"', '1.10', 'may be quoted'],
    ["tag: '1.10'", '1.10', 'may be quoted otherwise'],
    ['tag: __IMAGE_TAG__', '__IMAGE_TAG__', 'may be a placeholder that the grammar takes'],
    ['tag:\n    1.10', '1.10', 'may stand in the next line'],
  ])('%s %s', (line, tag, _reason) => {
    expect(parseReleaseFile(`image:\n  repository: app\n  ${line}\n`, 'release.yaml').image.tag).toBe(tag);
  });

  test.each([
    ['a byte order mark', '\ufeffimage:\n  repository: app\n  tag: 1\n'],
    ['CRLF', 'image:\r\n  repository: app\r\n  tag: 1\r\n'],
    ['braces', '{image: {repository: app, tag: 1}}'],
    ['a document marker', '---\nimage:\n  repository: app\n  tag: 1\n'],
    ['comments anywhere', '# a\nimage: # b\n  # c\n  repository: app # d\n\n  tag: 1\n# e'],
    ['a tab before a comment', 'image:\n  repository: app\t# x\n  tag: 1\n'],
    ['quoted keys', '"image":\n  "repository": app\n  \'tag\': 1\n'],
  ])('may have %s', (_what, text) => {
    expect(String(parseReleaseFile(text, 'release.yaml').image)).toBe('app:1');
  });

  test('reads which tags move and whether they may', () => {
    const text = 'image:\n  repository: app\nallowMovingTag: true\nmovingTags: [main, "edge"]\n';
    expect(parseReleaseFile(text, 'release.yaml')).toMatchObject({
      movingTags: ['main', 'edge'],
      allowMovingTag: true,
    });
  });

  test('a digest pins an image whatever its tag', () => {
    const text = `image:\n  repository: app\n  tag: latest\n  digest: ${DIGEST}\n`;
    expect(String(parseReleaseFile(text, 'release.yaml').image)).toBe(`app:latest@${DIGEST}`);
  });

  test('is read in every shape that people and bots write', () => {
    fc.assert(
      fc.property(releaseFile, ({ text, image }) => {
        expect(parseReleaseFile(text, 'release.yaml').image).toMatchObject(image);
      }),
      { numRuns: 300 },
    );
  });

  test('is understood or refused with a line, whatever is in it', () => {
    const soup = fc.array(
      fc.constantFrom(
        'image',
        ':',
        ' ',
        '\n',
        '  ',
        'tag',
        'repository',
        'app',
        '-',
        '[',
        '{',
        '}',
        ',',
        '"',
        '#',
        '&a',
        '*a',
        '|',
        '!!str',
        '\t',
        '---',
        '<<',
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          soup.map((parts) => parts.join('')),
        ),
        (text) => {
          try {
            parseReleaseFile(text, 'release.yaml');
          } catch (error) {
            expect(error).toBeInstanceOf(UserError);
            for (const problem of (error as UserError).problems) expect(problem.what).toMatch(/^release\.yaml:\d+: /);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('a release file is refused', () => {
  const only = (line: string) => `image:\n  repository: app\n  tag: 1\n${line}\n`;
  const refused: [string, string, string[]][] = [
    [
      'when it is empty',
      '',
      [
        'RELEASE_EMPTY: release.yaml:1: there is nothing in it',
        'a release file names the image that every workload runs',
        "write 'image:', and below it 'repository:' and 'tag:'",
      ],
    ],
    [
      'when it has comments only',
      '# soon\n',
      [
        'RELEASE_EMPTY: release.yaml:1: there is nothing in it',
        'a release file names the image that every workload runs',
        "write 'image:', and below it 'repository:' and 'tag:'",
      ],
    ],
    [
      'with an unknown key',
      `image:\n  repository: app\n  tags: 1\n  digest: ${DIGEST}`,
      [
        "RELEASE_UNKNOWN_KEY: release.yaml:3: unknown key 'tags'",
        'the release file names one image, so it knows only: repository, tag, digest',
        "rename 'tags' to 'tag' and give it one value",
      ],
    ],
    [
      'with an unknown key at the top',
      only('replicas: 3'),
      [
        "RELEASE_UNKNOWN_KEY: release.yaml:4: unknown key 'replicas'",
        'a release file is a map, and it knows only: image, movingTags, allowMovingTag',
        "delete 'replicas'",
      ],
    ],
    [
      'with the same key twice',
      'image:\n  repository: app\n  tag: 1\n  tag: 2\n',
      [
        "RELEASE_DUPLICATE_KEY: release.yaml:4: 'tag' stands here again",
        'it already stands in line 3, and which of them counts would be a guess',
        'keep one of them',
      ],
    ],
    [
      'with several documents',
      only('---\nimage: {}'),
      [
        'RELEASE_SEVERAL_DOCUMENTS: release.yaml:4: a second YAML document begins here',
        'a release file names one image, and which document counts would be a guess',
        'keep one document, and a file for each release',
      ],
    ],
    [
      'when it is a list',
      '- image\n',
      [
        'RELEASE_WRONG_TYPE: release.yaml:1: the release file is a list, not a map',
        'a release file is a map, and it knows only: image, movingTags, allowMovingTag',
        "begin with 'image:' and put 'repository:' and 'tag:' below it",
      ],
    ],
    [
      'when it is text',
      'app:1\n',
      [
        'RELEASE_WRONG_TYPE: release.yaml:1: the release file is text, not a map',
        'a release file is a map, and it knows only: image, movingTags, allowMovingTag',
        "begin with 'image:' and put 'repository:' and 'tag:' below it",
      ],
    ],
    [
      'when the image is a list',
      'image:\n  - repository: app\n',
      [
        "RELEASE_WRONG_TYPE: release.yaml:1: 'image' is a list, not a map",
        'the release file names one image, so it knows only: repository, tag, digest',
        "put 'repository:' and 'tag:' below 'image:', indented",
      ],
    ],
    [
      'when the image is one string',
      'image: app:1\n',
      [
        "RELEASE_WRONG_TYPE: release.yaml:1: 'image' is text, not a map",
        'the release file names one image, so it knows only: repository, tag, digest',
        "put 'repository:' and 'tag:' below 'image:', indented",
      ],
    ],
    [
      'without an image',
      'movingTags: [main]\n',
      [
        "RELEASE_KEY_MISSING: release.yaml:1: there is no 'image'",
        'the image is what a release file is for',
        "add 'image:', and below it 'repository:' and 'tag:'",
      ],
    ],
    [
      'without a repository',
      'image:\n  tag: 1\n',
      [
        "RELEASE_KEY_MISSING: release.yaml:1: 'image' has no 'repository'",
        'without a repository there is no image to run',
        "add 'repository:' below 'image:'",
      ],
    ],
    [
      'when a tag is a list',
      'image:\n  repository: app\n  tag: [1, 2]\n',
      [
        "RELEASE_WRONG_TYPE: release.yaml:3: 'tag' is a list, not one value",
        'the release file names one image',
        "write one value behind 'tag:'",
      ],
    ],
    [
      'when a tag is empty',
      'image:\n  repository: app\n  tag:\n',
      [
        "RELEASE_VALUE_MISSING: release.yaml:3: 'tag' has no value",
        'an empty value would be left out of the image reference without a word',
        "give 'tag' a value or delete the line",
      ],
    ],
    [
      'when a tag is a block of text',
      'image:\n  repository: app\n  tag: |\n    1\n',
      [
        "RELEASE_NOT_PLAIN: release.yaml:3: 'tag' is a block of text",
        'bump and bots change the value in its line',
        "write the value behind 'tag:', in the same line",
      ],
    ],
    [
      'with an anchor',
      'image:\n  repository: app\n  tag: &v 1\n',
      [
        "RELEASE_NOT_PLAIN: release.yaml:3: 'tag' has an anchor",
        'bump and bots change a value where it stands, so it has to stand in one place',
        'write the value itself',
      ],
    ],
    [
      'with an explicit type',
      'image:\n  repository: app\n  tag: !!str 1\n',
      [
        "RELEASE_NOT_PLAIN: release.yaml:3: 'tag' has the YAML tag tag:yaml.org,2002:str",
        'bump and bots change a value where it stands, so it has to stand in one place',
        'write the value itself',
      ],
    ],
    [
      'without tag and digest',
      'image:\n  repository: app\n',
      [
        'RELEASE_NO_VERSION: release.yaml:2: the image app has no tag and no digest',
        'Kubernetes would take the tag latest, so the same YAML runs another program tomorrow and nothing can be rolled back',
        'add the tag of a version (or allowMovingTag: true to run whatever latest is)',
      ],
    ],
    [
      'with the tag latest',
      'image:\n  repository: app\n  tag: latest\n',
      [
        "RELEASE_MOVING_TAG: release.yaml:3: the tag 'latest' moves",
        'a tag that is pushed again and again names no version: bumping changes nothing and rolling back is impossible',
        'use the tag of a version, add a digest, or say allowMovingTag: true',
      ],
    ],
    [
      'with a tag that is listed as moving',
      'image:\n  repository: app\n  tag: main\nmovingTags: [main]\n',
      [
        "RELEASE_MOVING_TAG: release.yaml:3: the tag 'main' moves",
        'a tag that is pushed again and again names no version: bumping changes nothing and rolling back is impossible',
        'use the tag of a version, add a digest, or say allowMovingTag: true',
      ],
    ],
    [
      'with upper case in the repository',
      'image:\n  repository: team/App\n  tag: 1\n',
      [
        "RELEASE_REPOSITORY_INVALID: release.yaml:2: the repository 'team/App' has upper case in 'App'",
        'this is the OCI distribution grammar of a repository',
        'write the repository without tag and digest, for example registry.example.com/team/app',
      ],
    ],
    [
      'with a tag in the repository',
      'image:\n  repository: app:1\n  tag: 1\n',
      [
        "RELEASE_REPOSITORY_INVALID: release.yaml:2: the repository 'app:1' has 'app:1'; a part is lower case letters and digits, joined by one of . _ __ or dashes",
        'this is the OCI distribution grammar of a repository',
        'write the repository without tag and digest, for example registry.example.com/team/app',
      ],
    ],
    [
      'with a placeholder that is no tag',
      'image:\n  repository: app\n  tag: "{{ tag }}"\n',
      [
        "RELEASE_TAG_INVALID: release.yaml:3: the tag '{{ tag }}' may only have letters, digits, _ . and -, and begins with a letter, a digit or _",
        'this is the OCI distribution grammar of a tag',
        'write the tag alone, for example 1.4.2',
      ],
    ],
    [
      'with half a digest',
      'image:\n  repository: app\n  digest: sha256:abc\n',
      [
        "RELEASE_DIGEST_INVALID: release.yaml:3: the digest 'sha256:abc' has 3 digits; sha256 has 64",
        'this is the OCI distribution grammar of a digest',
        'copy the whole digest from the registry, or delete the line',
      ],
    ],
    [
      'with a maybe where a yes or no belongs',
      only('allowMovingTag: yes'),
      ["RELEASE_WRONG_TYPE: release.yaml:4: 'allowMovingTag' is 'yes'", 'it is a yes or a no', 'write true or false'],
    ],
    [
      'with moving tags that are no list',
      only('movingTags: main'),
      [
        "RELEASE_WRONG_TYPE: release.yaml:4: 'movingTags' is text, not a list",
        'it lists the tags that move',
        'write movingTags: [main, edge]',
      ],
    ],
  ];

  test.each(refused)('%s', (_law, text, [what, why, fix]) => {
    expect(() => parseReleaseFile(text, 'release.yaml')).toThrow(new Error(`${what}\n  why: ${why}\n  fix: ${fix}`));
  });

  test('with a tab as indentation', () => {
    expect(() => parseReleaseFile('image:\n\trepository: app\n', 'release.yaml')).toThrow(
      expect.objectContaining({
        code: 'RELEASE_NOT_YAML',
        what: expect.stringMatching(/^release\.yaml:2: this is not YAML: /),
        fix: 'indent with spaces',
      }),
    );
  });

  test('with all its problems at once', () => {
    expect(() =>
      parseReleaseFile('image:\r\n  repository: App\r\n  tag: -1\r\n  tga: 2\r\nimages: 1\r\n', 'r.yaml'),
    ).toThrow(
      expect.objectContaining({
        problems: [
          expect.objectContaining({ code: 'RELEASE_REPOSITORY_INVALID' }),
          expect.objectContaining({ code: 'RELEASE_TAG_INVALID' }),
          expect.objectContaining({ what: "r.yaml:4: unknown key 'tga'", fix: "delete 'tga'" }),
          expect.objectContaining({
            what: "r.yaml:5: unknown key 'images'",
            fix: "rename 'images' to 'image' and give it one value",
          }),
        ],
      }),
    );
  });
});

describe('reading a release file from disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'release-'));
  const write = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  const loop = (name: string) => {
    symlinkSync(name, join(folder, name));
    return join(folder, name);
  };

  test('gives what is in it', () => {
    expect(String(readReleaseFile(write('good.yaml', 'image: {repository: app, tag: 1}')).image)).toBe('app:1');
  });

  test.each([
    ['a file that is not there', () => join(folder, 'none.yaml'), 'RELEASE_FILE_MISSING'],
    ['a symbolic link to itself', () => loop('loop.yaml'), 'RELEASE_FILE_UNREADABLE'],
    ['a folder', () => folder, 'RELEASE_FILE_UNREADABLE'],
    ['Latin-1', () => write('latin1.yaml', Buffer.from([0x23, 0xe9, 0x0a])), 'RELEASE_NOT_UTF8'],
    ['something huge', () => write('huge.yaml', Buffer.alloc(1024 * 1024 + 1, '#')), 'RELEASE_TOO_LARGE'],
  ])('refuses %s', (_what, path, code) => {
    expect(() => readReleaseFile(path())).toThrow(expect.objectContaining({ code }));
  });
});
