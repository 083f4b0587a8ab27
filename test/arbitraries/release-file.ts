import fc from 'fast-check';
import { digest, repository, tag } from './reference';

const quote = fc.constantFrom('', '"', "'");
const comment = fc.constantFrom('', ' # the version', '  # {"$imagepolicy": "flux-system:app:tag"}', ' # größe ✓');
const filler = fc.constantFrom('', '\n', '# a comment\n', '\n# two\n\n');

export interface ReleaseFileText {
  readonly text: string;
  readonly image: { repository: string; tag?: string; digest?: string };
}

/** A valid release file in any of the shapes that people and bots write. */
export const releaseFile: fc.Arbitrary<ReleaseFileText> = fc
  .record({
    image: fc
      .record({ repository, tag: fc.option(tag, { nil: undefined }), digest: fc.option(digest, { nil: undefined }) })
      .filter((image) => image.digest !== undefined || (image.tag !== undefined && image.tag !== 'latest')),
    order: fc.shuffledSubarray(['repository', 'tag', 'digest'] as const, { minLength: 3, maxLength: 3 }),
    quotes: fc.array(quote, { minLength: 3, maxLength: 3 }),
    comments: fc.array(comment, { minLength: 3, maxLength: 3 }),
    fillers: fc.array(filler, { minLength: 4, maxLength: 4 }),
    indent: fc.constantFrom('  ', '    ', ' '),
    space: fc.constantFrom(' ', '   '),
    policy: fc.constantFrom('', 'movingTags: [main, edge]\n', 'allowMovingTag: false\n'),
    policyFirst: fc.boolean(),
    flow: fc.boolean(),
    crlf: fc.boolean(),
    mark: fc.boolean(),
    lastLineEnd: fc.boolean(),
  })
  .map((shape) => {
    const keys = shape.order.filter((key) => shape.image[key] !== undefined);
    const written = (key: keyof typeof shape.image, i: number) => {
      const q = shape.quotes[i] || (shape.image[key]?.startsWith('[') ? '"' : '');
      return `${key}:${shape.space}${q}${shape.image[key]}${q}`;
    };
    const image = shape.flow
      ? `image: {${keys.map(written).join(', ')}}${shape.comments[0]}\n`
      : `image:${shape.comments[0]}\n${keys.map((key, i) => `${shape.fillers[i]}${shape.indent}${written(key, i)}${shape.comments[i]}\n`).join('')}`;
    let text = shape.policyFirst ? shape.policy + image : image + shape.policy;
    text = shape.fillers[3] + text;
    if (!shape.lastLineEnd) text = text.replace(/\n+$/, '');
    if (shape.crlf) text = text.replaceAll('\n', '\r\n');
    return { text: (shape.mark ? '\ufeff' : '') + text, image: shape.image as ReleaseFileText['image'] };
  });
