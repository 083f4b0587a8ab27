import { titleOfContainer } from '../../manifest/containers';
import { asFields, asList, asText, type Fields, titleOf } from '../../manifest/manifest';
import type { ImportNote } from '../imported-object';
import { containersWithPointer } from './containers-with-pointer';
import type { PlannedRelease } from './import-plan';

/**
 * Where the containers of a release have its image as text, in their command, args or environment: a bump would move the
 * container and leave that text behind. A repository of one word without a tag (`redis`) is too common to be looked for.
 */
export function findImageMentions({
  image,
  objects,
  moved,
}: Pick<PlannedRelease, 'image' | 'objects' | 'moved'>): ImportNote[] {
  const texts = [...new Set([image.toString(), ...moved.map(({ from }) => from)])].filter((text) => /[/:@]/.test(text));
  const patterns = texts.map((text) => ({ text, pattern: toPattern(text) }));
  return objects.flatMap(({ manifest, place }) =>
    containersWithPointer(manifest).flatMap((placed) =>
      listWords(placed.container).flatMap(({ field, word }): ImportNote[] => {
        const found = patterns.find(({ pattern }) => pattern.test(word));
        if (!found) return [];
        return [
          {
            place,
            what: `${titleOf(manifest)}: ${titleOfContainer(placed)} names ${found.text} in its ${field}`,
            why: 'a bump moves the image of the container and not this text; write the image of the release there, as in args: [`--image=${release.image}`]',
          },
        ];
      }),
    ),
  );
}

function listWords(container: Fields): { readonly field: string; readonly word: string }[] {
  const listed = (['command', 'args'] as const).flatMap((field) => {
    const words: unknown = container[field];
    return (Array.isArray(words) ? words : []).map((word) => ({ field, word: asText(word) ?? '' }));
  });
  const variables = asList(container.env).map((variable) => ({
    field: `environment variable ${asText(asFields(variable).name) ?? '?'}`,
    word: asText(variable.value) ?? '',
  }));
  return [...listed, ...variables];
}

/** The reference as a whole, and not as the beginning or the end of another one. */
function toPattern(text: string): RegExp {
  const literal = text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  return new RegExp(`(?<![A-Za-z0-9._/-])${literal}(?![A-Za-z0-9_/-]|[.:@][A-Za-z0-9_])`);
}
