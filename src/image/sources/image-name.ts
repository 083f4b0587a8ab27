import { canonicalRepository } from '../../release/canonical-repository';
import { type ImageParts, ImageReference } from '../../release/image-reference';
import { showName } from '../layers/show-name';

const SHOWN_NAMES = 5;

/** Whether two references name the same image, as Docker reads them; their digests are not looked at. */
export function isSameName(a: ImageParts, b: ImageParts): boolean {
  const isSameTag = (a.tag ?? 'latest') === (b.tag ?? 'latest');
  return isSameTag && canonicalRepository(a.repository) === canonicalRepository(b.repository);
}

/** The reference that stands in an archive; undefined when it is none. */
export function findReference(text: string): ImageReference | undefined {
  try {
    return ImageReference.parse(text);
  } catch {
    return undefined;
  }
}

/** `'app:1.0', 'app:1.1' and 3 more`. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN_NAMES).map(showName);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}
