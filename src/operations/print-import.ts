import type { ImportedObject } from '../importer/imported-object';
import { nameOf } from '../manifest/manifest';
import type { ImportResult } from './run-import';

/** Longer lists are cut, since main.ts and manifests/ show the rest. */
const MAX_NAMED = 5;

/** What became of the input, in the order of its importance. */
export function printImport(result: ImportResult): string {
  const { objects, plan: first, environments, app, notes } = result;
  const plans = environments?.map(({ name, plan }) => ({ environment: name, plan })) ?? [
    { environment: undefined, plan: first },
  ];
  const releases = plans.flatMap(({ plan }) => plan.releases);
  const lines = app.files.get('main.ts')?.split('\n').length ?? 0;
  return [
    ...plans.flatMap(({ environment, plan }) =>
      plan.releases.map(({ image, workloadsCount, containersCount, id }) =>
        `${environment ?? 'release'} ${environment === undefined ? id : ''}: ${image}, ${count(containersCount, 'container')} in ${count(workloadsCount, 'workload')}`.replace(
          ' :',
          ':',
        ),
      ),
    ),
    ...releases.flatMap(({ moved }) =>
      moved.map(({ object, from, to }) => `  moved: ${titleOf(object)} from ${from} to ${to}`),
    ),
    ...releases.flatMap(({ strays }) =>
      strays.map(({ object, pinnedTag, tagSuffix }) =>
        tagSuffix === undefined
          ? `  stays: ${titleOf(object)} on ${pinnedTag} (pinnedTag)`
          : `  variant: ${titleOf(object)} with ${tagSuffix} (tagSuffix)`,
      ),
    ),
    `code in main.ts (${count(lines - 1, 'line')}): ${countKinds(app.declared)}`,
    ...app.declared
      .filter(({ form, why }) => form === 'object' && why !== undefined)
      .map(({ object, why }) => `  ${titleOf(object)} in Kubernetes' own words: ${why}`),
    ...(app.configFiles.size === 0
      ? []
      : [`long texts of ConfigMaps: ${count(app.configFiles.size, 'file')} in config/`]),
    ...(app.kept.length === 0 ? [] : [`kept word for word in manifests/: ${countKinds(app.kept)}`]),
    ...printReasons(app.kept),
    ...notes.map(({ place, what, why }) => `note: ${what.includes(place) ? what : `${place}: ${what}`}; ${why}`),
    `proved: the app synthesizes the same ${count(objects.length, 'object')}${
      releases.some(({ moved }) => moved.length > 0) ? ', but for what was moved' : ''
    }`,
  ].join('\n');
}

/** Why objects stay YAML, those of one reason together. */
function printReasons(kept: ImportResult['app']['kept']): string[] {
  const reasons = new Map<string, ImportedObject[]>();
  for (const { object, why } of kept) {
    if (why !== undefined) reasons.set(why, [...(reasons.get(why) ?? []), object]);
  }
  return [...reasons].map(([why, objects]) => {
    const named = objects.slice(0, MAX_NAMED).map(titleOf);
    const more = objects.length - named.length;
    return `  ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}: ${why}`;
  });
}

/** `2 Deployments, 1 Service`, in the order of the input. */
function countKinds(objects: readonly { readonly object: ImportedObject }[]): string {
  const kinds = new Map<string, number>();
  for (const { object } of objects) kinds.set(object.manifest.kind, (kinds.get(object.manifest.kind) ?? 0) + 1);
  return [...kinds].map(([kind, number]) => count(number, kind)).join(', ') || 'nothing';
}

function titleOf({ manifest }: ImportedObject): string {
  return `${manifest.kind.toLowerCase()} '${nameOf(manifest)}'`;
}

/** `1 Service`, `2 Services`, `2 Ingresses`, `2 NetworkPolicies`. */
function count(number: number, noun: string): string {
  if (number === 1) return `1 ${noun}`;
  if (/[^aeiou]y$/.test(noun)) return `${number} ${noun.slice(0, -1)}ies`;
  return `${number} ${noun}${/(?:s|x|ch|sh)$/.test(noun) ? 'es' : 's'}`;
}
