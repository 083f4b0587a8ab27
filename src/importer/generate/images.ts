import { asFields, type Fields } from '../../manifest/manifest';
import type { Code, MapEntry } from '../code/code';
import type { ImportedObject } from '../imported-object';
import type { PlannedRelease } from '../plan/import-plan';
import { stepsOf } from '../pointer';

/** How the images of one release are said in code. */
export interface Images {
  /** Whether the container at this pointer runs the release's image, or a variant of it. */
  readonly isOwn: (object: ImportedObject, at: string) => boolean;
  /** In the props of a workload: nothing for the image itself. */
  readonly fields: (object: ImportedObject, at: string, container: Fields, mainAt: string | undefined) => MapEntry[];
  /** In Kubernetes' own words, where the image has to be named; undefined for another image. */
  readonly reference: (object: ImportedObject, at: string) => Code | undefined;
}

/**
 * @param identifier of the constant that holds the Release
 */
export function imagesOf(release: PlannedRelease, identifier: string): Images {
  const text = release.image.toString();
  const strays = byPlace(release.strays);
  const moved = byPlace(release.moved);
  const variantAt = (object: ImportedObject, at: string) => strays.get(object)?.get(at);
  const isRelease = (object: ImportedObject, at: string) =>
    imageAt(object, at) === text || moved.get(object)?.has(at) === true;
  const variantEntry = (object: ImportedObject, at: string): MapEntry[] => {
    const stray = variantAt(object, at);
    if (!stray) return [];
    const [key, value] =
      stray.tagSuffix === undefined ? ['pinnedTag', stray.pinnedTag] : ['tagSuffix', stray.tagSuffix];
    return [{ key, value: { kind: 'literal', value } }];
  };
  return {
    isOwn: (object, at) => isRelease(object, at) || variantAt(object, at) !== undefined,
    fields: (object, at, container, mainAt) => {
      const variant = variantEntry(object, at);
      if (variant.length > 0) return variant;
      if (!isRelease(object, at)) return [{ key: 'image', value: { kind: 'literal', value: String(container.image) } }];
      // a container beside the main one runs what the main one runs, unless it says otherwise
      const isVariantInherited = mainAt !== undefined && at !== mainAt && variantAt(object, mainAt) !== undefined;
      return isVariantInherited ? [{ key: 'tagSuffix', value: { kind: 'literal', value: '' } }] : [];
    },
    reference: (object, at) => {
      if (isRelease(object, at)) return { kind: 'source', text: `${identifier}.image.toString()` };
      const stray = variantAt(object, at);
      if (!stray) return undefined;
      const variant =
        stray.tagSuffix === undefined
          ? { field: 'pinnedTag', text: stray.pinnedTag ?? '' }
          : { field: 'tagSuffix', text: stray.tagSuffix };
      return { kind: 'call', callee: `${identifier}.container`, ...variant, member: 'image' };
    },
  };
}

/** What is known of containers by their object and pointer. */
function byPlace<Placed extends { readonly object: ImportedObject; readonly pointer: string }>(
  list: readonly Placed[],
): Map<ImportedObject, Map<string, Placed>> {
  const found = new Map<ImportedObject, Map<string, Placed>>();
  for (const each of list) {
    const own = found.get(each.object) ?? new Map<string, Placed>();
    found.set(each.object, own.set(each.pointer, each));
  }
  return found;
}

/** The image of the container at this pointer. */
function imageAt({ manifest }: ImportedObject, at: string): unknown {
  return asFields(valueAt(manifest, at)).image;
}

/** What stands at a JSON pointer; undefined where there is nothing. */
export function valueAt(value: unknown, at: string): unknown {
  let found = value;
  for (const key of stepsOf(at)) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Fields)[key];
  }
  return found;
}
