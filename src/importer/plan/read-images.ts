import { UserError } from '../../errors';
import { printValue } from '../../manifest/manifest';
import { podTemplateOf } from '../../manifest/pod-template';
import { ImageReference } from '../../release/image-reference';
import type { ImportedObject } from '../imported-object';
import { containersWithPointer, type PointedContainer } from './containers-with-pointer';

/** A container that runs an image. */
export interface ImageUse {
  readonly object: ImportedObject;
  readonly placed: PointedContainer;
  readonly image: ImageReference;
}

/** A container whose image is no image reference, such as a placeholder of a template. */
export interface UnreadableImage {
  readonly object: ImportedObject;
  readonly placed: PointedContainer;
  readonly text: string;
  /** What is wrong with it: `the tag '{{ tag }}' may only have …`. */
  readonly why: string;
}

/** The images of all containers, in the order of the input. */
export interface ImagesFound {
  /** Only in objects that can be in a release. */
  readonly uses: readonly ImageUse[];
  readonly unreadable: readonly UnreadableImage[];
}

/**
 * Which container runs which image. A release refuses a pod with an image that is no reference, so that such an object
 * counts for none; a custom resource may hold a pattern or a placeholder there.
 */
export function readImages(objects: readonly ImportedObject[]): ImagesFound {
  const uses: ImageUse[] = [];
  const unreadable: UnreadableImage[] = [];
  for (const object of objects) {
    const own = readObject(object);
    const isRefused = own.unreadable.length > 0 && podTemplateOf(object.manifest) !== undefined;
    if (isRefused) unreadable.push(...own.unreadable);
    else uses.push(...own.uses);
  }
  return { uses, unreadable };
}

function readObject(object: ImportedObject): ImagesFound {
  const uses: ImageUse[] = [];
  const unreadable: UnreadableImage[] = [];
  for (const placed of containersWithPointer(object.manifest)) {
    const { image } = placed.container;
    // an admission webhook puts an image there; OpenShift does it where one space stands
    if (image === undefined || image === null || image === ' ') continue;
    try {
      uses.push({ object, placed, image: ImageReference.parse(image as string) });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      unreadable.push({ object, placed, text: printValue(image), why: error.why });
    }
  }
  return { uses, unreadable };
}
