import { UserError } from '../../errors';
import { titleOf } from '../../manifest/manifest';
import type { UnreadableImage } from './read-images';

/** IMPORT_IMAGE_UNREADABLE: a text that is no image reference stands in more containers than any image. */
export function unreadableImage(found: readonly UnreadableImage[]): UserError {
  const [{ text, why }] = found as [UnreadableImage];
  const objects = [...new Set(found.map(({ object }) => object))].map(
    ({ manifest, place }) => `${titleOf(manifest)} (${place})`,
  );
  return new UserError({
    code: 'IMPORT_IMAGE_UNREADABLE',
    what: `${found.length} containers run '${text}', which is not an image reference: ${objects.join(', ')}`,
    why,
    fix: 'import what is applied in the end (helm template, kubectl kustomize); a placeholder may stand as the tag: team/app:__TAG__',
  });
}

/** The container texts that are the same, the most frequent one; empty for none. */
export function mostFrequent(unreadable: readonly UnreadableImage[]): UnreadableImage[] {
  const byText = new Map<string, UnreadableImage[]>();
  for (const found of unreadable) {
    const same = byText.get(found.text);
    if (same) same.push(found);
    else byText.set(found.text, [found]);
  }
  return [...byText.values()].reduce((most, own) => (own.length > most.length ? own : most), []);
}
