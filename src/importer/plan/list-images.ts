import { type ImageGroup, objectsOf } from './image-groups';

const MAX_LISTED = 20;

/** A line for each image, with how many containers and objects run it. */
export function listImages(groups: readonly ImageGroup[]): string {
  const lines = groups
    .slice(0, MAX_LISTED)
    .map(
      ({ repository, uses }) =>
        `\n    ${repository}: ${count(uses.length, 'container')} of ${count(objectsOf(uses).size, 'object')}`,
    );
  const more = groups.length - lines.length;
  return `${lines.join('')}${more > 0 ? `\n    and ${more} more` : ''}`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
