import type { ImageReference } from './image-reference';
import { type ParsedRelease, parseReleaseText } from './parse-release-file';

/** None of these values means anything to YAML but itself, in quotes or not. */
const PLAIN_VALUES = { tag: '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}', digest: 'sha256:[0-9a-f]{64}' } as const;

/**
 * The image that a release file named at some time. It may be one that is refused today: a moving tag, or none,
 * is history all the same.
 *
 * @param path for messages only
 * @throws UserError with all problems, when the file names no image
 */
export function parsePastRelease(text: string, path: string): ImageReference {
  return parseReleaseText(text, path).image;
}

/**
 * Reads one version of a release file after the other, as {@link parsePastRelease} does. A version that differs from
 * the one before in its tag and digest only is read without the YAML parser, ten times as fast.
 */
export class PastReleaseReader {
  private before: { image: ImageReference; shape: RegExp } | undefined;

  /** @throws UserError with all problems, when the file names no image */
  parse(text: string, path: string): ImageReference {
    const values = this.before?.shape.exec(text)?.groups;
    if (this.before && values) return this.before.image.with(values);
    const parsed = parseReleaseText(text, path);
    this.before = { image: parsed.image, shape: shapeOf(text, parsed) };
    return parsed.image;
  }
}

/** The text as it is, with any tag and digest in the place of these. */
function shapeOf(text: string, { nodes }: ParsedRelease): RegExp {
  const mark = text.startsWith('\ufeff') ? 1 : 0;
  const places = (['tag', 'digest'] as const)
    .flatMap((key) => {
      const [from, to] = nodes.get(key)?.value.range ?? [];
      return from === undefined || to === undefined ? [] : [{ key, from: from + mark, to: to + mark }];
    })
    .sort((a, b) => a.from - b.from);
  let shape = '';
  let done = 0;
  for (const { key, from, to } of places) {
    const quoted = /["']/.test(text[from] ?? '') ? 1 : 0;
    shape += `${literally(text.slice(done, from + quoted))}(?<${key}>${PLAIN_VALUES[key]})`;
    done = to - quoted;
  }
  return new RegExp(`^${shape}${literally(text.slice(done))}$`);
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
