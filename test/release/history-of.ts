import type { History, HistoryEntry } from '../../src/release/history';
import { ImageReference } from '../../src/release/image-reference';

/** A history of these tags, oldest first; `!` is a version that cannot be read. The last may not be committed yet. */
export function historyOf(tags: readonly string[], { isCommitted = true, isComplete = true } = {}): History {
  const images = tags.map((tag) => (tag === '!' ? undefined : ImageReference.parse(`acme/shop:${tag}`)));
  const entries = images
    .map(
      (image, i): HistoryEntry => ({
        commit: String(i).padStart(40, '0'),
        when: '2024-01-01T00:00:00Z',
        who: 'Ann Ott',
        subject: `${tags[i]}`,
        path: 'release.yaml',
        image,
      }),
    )
    .filter(({ image }, i) => i === 0 || String(image) !== String(images[i - 1]));
  const present = images.filter((image) => image !== undefined).at(-1) as ImageReference;
  return { entries: (isCommitted ? entries : entries.slice(0, -1)).reverse(), present, isCommitted, isComplete };
}
