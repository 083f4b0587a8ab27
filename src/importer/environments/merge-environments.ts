import { findContainers } from '../../manifest/containers';
import { asFields, asText, type Manifest, nameOf } from '../../manifest/manifest';
import type { ImportedObject } from '../imported-object';
import type { ImportPlan } from '../plan/import-plan';
import { replaceImages } from '../replace-images';
import type { Environment, MergedObject } from './environment';
import { mergeValues } from './merge-values';

/** One environment and the plan of its images. */
export interface PlannedEnvironment extends Environment {
  readonly plan: ImportPlan;
}

/**
 * The objects of several environments, each once: those of one kind whose names are the same but for the name of the
 * environment in them. The image of the release is no difference, since each environment has a release file for it.
 */
export function mergeEnvironments(environments: readonly PlannedEnvironment[]): MergedObject[] {
  const groups = new Map<string, (ImportedObject | undefined)[]>();
  environments.forEach(({ name, objects }, index) => {
    const seen = new Map<string, number>();
    for (const object of objects) {
      const key = keyOf(object.manifest, name);
      // what stands there twice is matched in its order
      const count = seen.get(key) ?? 0;
      seen.set(key, count + 1);
      const group = groups.get(`${key} ${count}`) ?? environments.map(() => undefined);
      group[index] = object;
      groups.set(`${key} ${count}`, group);
    }
  });
  return [...groups.values()].flatMap((originals) => {
    const merged = merge(originals, environments);
    return hasImageInDifference(merged, environments)
      ? // one object each: a release's image has to stay where a bump moves it
        originals.flatMap((object, index) =>
          object
            ? [
                merge(
                  originals.map((_each, other) => (other === index ? object : undefined)),
                  environments,
                ),
              ]
            : [],
        )
      : [merged];
  });
}

/** Whether a container of a release's repository stands in what differs. */
function hasImageInDifference({ differences }: MergedObject, environments: readonly PlannedEnvironment[]): boolean {
  const repositories = environments.flatMap(({ plan }) => plan.releases.map(({ image }) => image.repository));
  const isOwn = (text: unknown) =>
    typeof text === 'string' &&
    repositories.some((name) => text === name || (/^[:@]/.test(text.slice(name.length)) && text.startsWith(name)));
  return [...differences].some(([at, values]) =>
    values.some(
      (value) =>
        (at.endsWith('/image') && isOwn(value)) ||
        findContainers(value).some(({ container }) => isOwn(container.image)) ||
        listsOwn(value, isOwn),
    ),
  );
}

/** A list of containers, or one, that stands alone as a difference. */
function listsOwn(value: unknown, isOwn: (text: unknown) => boolean): boolean {
  const items = Array.isArray(value) ? value : [value];
  return items.some((item) => isOwn(asFields(item).image));
}

function keyOf({ apiVersion, kind, metadata }: Manifest, environment: string): string {
  const name = nameOf({ apiVersion, kind, metadata: metadata ?? {} });
  return [apiVersion, kind, name.split(environment).join('\0')].join(' ');
}

function merge(
  originals: readonly (ImportedObject | undefined)[],
  environments: readonly PlannedEnvironment[],
): MergedObject {
  const present = originals.flatMap((object, index) => (object ? [{ object, environment: environments[index] }] : []));
  const [first] = present;
  if (!first) throw new Error('an object of no environment');
  const image = first.environment?.plan.releases[0]?.image.toString() ?? '';
  const manifests = present.map(({ object, environment }) =>
    sameImage(object.manifest, environment?.plan.releases[0]?.image.toString() ?? '', image),
  );
  const { value, differences } = mergeValues(manifests);
  const perEnvironment = new Map(
    [...differences].map(([at, values]) => {
      const rest = [...values];
      return [at, originals.map((object) => (object ? rest.shift() : undefined))] as const;
    }),
  );
  return {
    object: { ...first.object, manifest: value as Manifest, comments: commentsOf(present.map(({ object }) => object)) },
    originals,
    differences: perEnvironment,
  };
}

/** Comments that every environment has. */
function commentsOf(objects: readonly ImportedObject[]): ImportedObject['comments'] {
  const [first, ...others] = objects;
  return new Map(
    [...(first?.comments ?? [])].filter(([at, comments]) =>
      others.every((other) => JSON.stringify(other.comments.get(at)) === JSON.stringify(comments)),
    ),
  );
}

/** The manifest with the first environment's image where its own release's stands in a container. */
function sameImage(manifest: Manifest, own: string, image: string): Manifest {
  const hasOwn = findContainers(manifest).some(({ container }) => asText(container.image) === own);
  return own === image || !hasOwn
    ? manifest
    : (replaceImages(manifest, (each) => (each === own ? image : each)) as Manifest);
}
