import fc from 'fast-check';
import { UserError } from '../../src/errors';
import { editReleaseFile } from '../../src/release/edit-release-file';
import { parsePlainRelease } from '../../src/release/parse-plain-release';
import { type ParsedRelease, parseReleaseText } from '../../src/release/parse-release-file';
import { parseStrictRelease } from '../../src/release/parse-strict-release';

/** All of it that anybody looks at. */
function seen({ image, nodes, ...rest }: ParsedRelease) {
  const places = [...nodes].map(([key, { pair, value }]) => {
    const [from, to] = value.range ?? [];
    const [keyFrom, keyTo] = (pair.key as typeof value).range ?? [];
    return [key, { from, to, keyFrom, keyTo, value: value.value, type: value.type, same: pair.value === value }];
  });
  const { repository, tag, digest } = image;
  return { image: { repository, tag, digest }, places, ...rest };
}

function strict(text: string): ReturnType<typeof seen> | string {
  try {
    return seen(parseStrictRelease(text, 'release.yaml'));
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

const quote = fc.constantFrom('', '', '"', "'");
const comment = fc.constantFrom('', '', ' # why', '  #', ' # a: b');
const entry = (key: string, ...values: string[]) =>
  fc
    .tuple(fc.constantFrom(': ', ': ', ':  ', ':'), quote, fc.constantFrom(...values), comment)
    .map(([colon, q, each, end]) => `${key}${colon}${q}${each}${q}${end}`);
const line = fc.oneof(
  entry('repository', 'team/app', 'localhost:5000/a', 'a.b/c_d', 'app', 'true', '1e3', 'a/'),
  entry('tag', '1.4.2', '1.10', 'latest', '1_000', '0o7', '1e3', 'true', 'null', '1-a.b', 'a:b', '2024-01-01'),
  entry('digest', `sha256:${'0'.repeat(64)}`, `sha512:${'a'.repeat(128)}`),
);
const plainText = fc
  .record({
    head: fc.constantFrom('image:', 'image: ', 'image: # x', '# a\n\nimage:', '  \nimage:'),
    indent: fc.constantFrom(' ', '  ', '    '),
    lines: fc.uniqueArray(line, { minLength: 1, maxLength: 4, selector: (each) => each.slice(0, 3) }),
    filler: fc.constantFrom('', '', '#', '  # b', '    '),
    end: fc.constantFrom('\n', '\n', '\r\n'),
    tail: fc.constantFrom('', '\n', '\n\n', '\n# end', '\n  '),
  })
  .map(
    ({ head, indent, lines, filler, end, tail }) =>
      [head, filler, ...lines.map((each) => indent + each)].join('\n').replaceAll('\n', end) + tail,
  );
/** What makes something else of a line that looks plain. */
const pieces = fc.oneof(
  fc.constantFrom(...Array.from(' :#-?*&!|>\'"%@`{}[],\\\t\r\n~=<é\u0085\u2028\ufeff\u0000')),
  fc.constantFrom(
    ...['  ', ': ', ' #', '- ', '\n  ', '\n---\n', '\n...\n', '%YAML 1.1\n', '<<: ', '!!str ', '&a ', '*a', '\\n'],
  ),
);
const text = fc
  .record({
    plain: plainText,
    at: fc.nat(120),
    cut: fc.constantFrom(0, 0, 0, 1, 2),
    put: fc.option(pieces, { nil: '' }),
  })
  .map(({ plain, at, cut, put }) => {
    const from = at % (plain.length + 1);
    return plain.slice(0, from) + put + plain.slice(from + cut);
  });

describe('a release file that is read without a YAML parser', () => {
  test('says what it says to the parser, with the same places and problems', () => {
    let plainly = 0;
    fc.assert(
      fc.property(text, (each) => {
        const plain = parsePlainRelease(each, 'release.yaml');
        if (plain === undefined) return;
        plainly++;
        expect(seen(plain)).toEqual(strict(each));
      }),
      { numRuns: 5000 },
    );
    expect(plainly).toBeGreaterThan(100);
  });

  const plain = 'image:\n  repository: team/app\n  tag: 1.4.2\n';

  test.each([
    [plain, 'as everybody writes it'],
    [plain.replaceAll('\n', '\r\n'), 'with the line ends of Windows'],
    [plain.trimEnd(), 'with no end of its last line'],
    [
      '# what\n\nimage: # we run\n   # this\n    tag: "1.10" # of today\n\n    repository: \'localhost:5000/a\'\n  \n#',
      'with comments',
    ],
    [`image:\n repository: a\n digest: sha256:${'0'.repeat(64)}\n`, 'with a digest and no tag'],
    ['image:\n repository: a\n', 'with nothing that is a version, which is told'],
    ['image:\n repository: a\n tag: latest\n', 'with a tag that moves, which is told'],
  ])('is %j: %s', (each, _why) => {
    const found = parsePlainRelease(each, 'release.yaml');
    expect(found && seen(found)).toEqual(strict(each));
    expect(found).toBeDefined();
  });

  test.each([
    ['image: {repository: app, tag: 1}', 'braces'],
    ['---\nimage:\n  repository: app\n', 'a document marker'],
    ['image:\n  repository: app\n  tag:\n    1.4.2\n', 'a value in the next line'],
    ['image:\n  repository: app\n  tag: 1.4.2\n   more\n', 'a value of two lines'],
    ['image:\n  repository: app\n   tag: 1.4.2\n', 'another indent'],
    ['image:\n  repository: app\n  tag: 1\n  tag: 2\n', 'a key twice'],
    ['image:\n  repository: app\n  tags: 1\n', 'an unknown key'],
    ['image:\n  repository: app\nallowMovingTag: true\n', 'a key that few files have'],
    ['image:\n  tag: 1\n', 'no repository'],
    ['image:\n  repository: app\n  tag: a/b\n', 'no tag'],
    ['image:\n  repository:\tapp\n', 'a tab'],
    ['image:\n  repository: app # \u00e9\n', 'a letter beyond ASCII'],
    ['image:\n  repository: app\r  tag: 1\n', 'a line end of old'],
    ['', 'nothing'],
  ])('is not %j, which has %s', (each, _what) => {
    expect(parsePlainRelease(each, 'release.yaml')).toBeUndefined();
  });

  test('is edited like any other', () => {
    expect(
      editReleaseFile("image:\r\n  repository: app\r\n  tag: '1.0' # now\r\n", 'release.yaml', { tag: '1.1' }),
    ).toBe("image:\r\n  repository: app\r\n  tag: '1.1' # now\r\n");
    expect(editReleaseFile(plain, 'release.yaml', { tag: null, digest: `sha256:${'1'.repeat(64)}` })).toBe(
      `image:\n  repository: team/app\n  digest: sha256:${'1'.repeat(64)}\n`,
    );
  });

  test('is read in time that grows with its length', () => {
    const long = `${'# c\n'.repeat(200_000)}${plain}`;
    expect(parseReleaseText(long, 'release.yaml').image.tag).toBe('1.4.2');
  });
});
