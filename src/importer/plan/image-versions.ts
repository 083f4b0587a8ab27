import type { ImageReference } from '../../release/image-reference';
import { objectsOf } from './image-groups';
import type { ImageUse } from './read-images';

/** The containers that run one version of a repository. */
export interface ImageVersion {
  readonly image: ImageReference;
  /** At least one. */
  readonly uses: readonly ImageUse[];
}

/**
 * The versions of one repository, the most used first: the one of the most containers, then of the most objects, then
 * the first in the input. A tag alone and the same tag with a digest are two; so are no tag and `latest`, since their
 * YAML differs.
 *
 * @param uses all of one spelling
 */
export function listVersions(uses: readonly ImageUse[]): ImageVersion[] {
  const byText = new Map<string, ImageUse[]>();
  for (const use of uses) {
    const text = use.image.toString();
    const version = byText.get(text);
    if (version) version.push(use);
    else byText.set(text, [use]);
  }
  return [...byText.values()]
    .map((own) => ({ image: (own[0] as ImageUse).image, uses: own, objects: objectsOf(own).size }))
    .sort((a, b) => b.uses.length - a.uses.length || b.objects - a.objects)
    .map(({ image, uses: own }) => ({ image, uses: own }));
}

/** A version as `--tag` and `pinnedTag` take it: `0.0.4`, `0.0.4@sha256:…`, `@sha256:…`; empty for neither. */
export function printVersion({ tag, digest }: ImageReference): string {
  return `${tag ?? ''}${digest === undefined ? '' : `@${digest}`}`;
}
