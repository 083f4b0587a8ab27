import { asText, nameOf } from '../../manifest/manifest';
import type { ImageGroup } from './image-groups';
import type { ImageUse } from './read-images';

/** Two tags are as likely two environments. */
const MIN_SERVICES = 3;

/**
 * Whether one repository holds an image for each service, told apart by the tag: `3.0.0-accounting` for the workload or
 * container `accounting`. True when more than half of the containers have a tag that names their own service, and there
 * are at least three such tags.
 */
export function isTagPerService({ uses }: ImageGroup): boolean {
  const tags = uses.map(({ image }) => wordsOf(image.tag ?? ''));
  const first = countShared(tags);
  const last = countShared(tags.map((words) => words.slice(first).reverse()));
  const named = uses.flatMap((use, index) => {
    const tag = tags[index] ?? [];
    // what is left when the version, which all of them have, is taken away
    const own = tag.slice(first, tag.length - last);
    return namesOf(use).some((name) => contains(own, name) || contains(name, own)) ? [tag.join('-')] : [];
  });
  return named.length * 2 > uses.length && new Set(named).size >= MIN_SERVICES;
}

function namesOf({ object, placed }: ImageUse): string[][] {
  return [nameOf(object.manifest), asText(placed.container.name) ?? ''].map(wordsOf);
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** How many words all lists begin with. */
function countShared(lists: readonly (readonly string[])[]): number {
  const [first = []] = lists;
  const end = first.findIndex((word, index) => lists.some((list) => list[index] !== word));
  return end === -1 ? first.length : end;
}

/** Whether these words stand in a row in the others. Numbers alone name no service. */
function contains(words: readonly string[], part: readonly string[]): boolean {
  return part.some((word) => /[a-z]/.test(word)) && `-${words.join('-')}-`.includes(`-${part.join('-')}-`);
}
