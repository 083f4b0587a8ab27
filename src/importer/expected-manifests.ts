import { asFields, type Fields, type Manifest } from '../manifest/manifest';
import type { ImportedObject } from './imported-object';
import type { ImportPlan, MovedContainer } from './plan/import-plan';
import { stepsOf } from './pointer';

/** The objects that the app has to synthesize: those of the input, with the images that the plan moves. */
export function expectedManifests(objects: readonly ImportedObject[], { releases }: ImportPlan): Manifest[] {
  const moved = new Map<ImportedObject, MovedContainer[]>();
  for (const each of releases.flatMap((release) => release.moved)) {
    moved.set(each.object, [...(moved.get(each.object) ?? []), each]);
  }
  return objects.map((object) =>
    (moved.get(object) ?? []).reduce(
      (manifest, { pointer, to }) => withImage(manifest, stepsOf(pointer), to),
      object.manifest,
    ),
  );
}

function withImage<T>(value: T, steps: readonly string[], image: string): T {
  const [step, ...more] = steps;
  if (step === undefined) return { ...asFields(value), image } as T;
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === Number(step) ? withImage(item, more, image) : item)) as T;
  }
  return { ...(value as Fields), [step]: withImage((value as Fields)[step], more, image) } as T;
}
