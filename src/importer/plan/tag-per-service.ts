import { UserError } from '../../errors';
import type { ImportNote } from '../imported-object';
import type { ImageGroup } from './image-groups';

/** IMPORT_TAG_PER_SERVICE: the image of the release is several images. */
export function tagPerService(group: ImageGroup): UserError {
  const { what, why } = tellTagPerService(group);
  return new UserError({
    code: 'IMPORT_TAG_PER_SERVICE',
    what,
    why,
    fix: 'build them into one image first, or import another image (--image), or keep all but one as exceptions (--keep-drift)',
  });
}

/** What there is to say of a repository with one tag per service. */
export function tellTagPerService({ repository, uses }: ImageGroup): ImportNote {
  const tags = [...new Set(uses.map(({ image }) => image.tag ?? 'latest'))];
  const shown = tags.slice(0, 3).join(', ');
  return {
    place: uses[0]?.object.place ?? '',
    what: `${repository} has one tag per service: ${shown}${tags.length > 3 ? ` and ${tags.length - 3} more` : ''}`,
    why: `these are ${tags.length} images in one repository, run by ${uses.length} containers, and a release is one image that moves as one`,
  };
}
