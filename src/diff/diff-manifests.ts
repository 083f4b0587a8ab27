import { type Manifest, nameOf, namespaceOf } from '../manifest/manifest';
import { podTemplateOf } from '../manifest/pod-template';
import { Belonging } from './belongs-to';
import { findRenames } from './find-renames';
import { headlinesOf } from './headline';
import { diffOfAddition, diffOfChange, diffOfRemoval, diffOfRename, type ObjectDiff } from './object-diff';
import { groupKindOf } from './object-ref';
import { findStays, findVersionMoves, type ObjectPair, type Stay, type VersionMove } from './version-moves';

/** What would change between two sets of manifests. Plain data: `--json` prints it as it is. */
export interface Diff {
  /** The whole in a sentence, or a few where several images move. */
  readonly headlines: readonly string[];
  /** Nothing changes but images of containers, version labels, and names of Jobs that end in the version. */
  readonly onlyImage: boolean;
  readonly versions: readonly VersionMove[];
  /** Workloads of these images that do not move along. */
  readonly stays: readonly Stay[];
  /** By workload, the workload first; the others at the end. */
  readonly objects: readonly ObjectDiff[];
  /** How many objects are the same before and after. */
  readonly unchanged: number;
}

/**
 * Compares two sets of manifests as `kubectl apply` would take them: objects are the same when their API group (in
 * whatever version), kind, namespace and name are; of two with the same the last one counts.
 */
export function diffManifests(before: readonly Manifest[], after: readonly Manifest[]): Diff {
  const [old, now] = [byIdentity(before), byIdentity(after)];
  const pairs: ObjectPair[] = [];
  const objects: { readonly diff: ObjectDiff; readonly manifest: Manifest }[] = [];
  let unchanged = 0;
  for (const [identity, manifest] of now) {
    const earlier = old.get(identity);
    if (!earlier) continue;
    const diff = diffOfChange(earlier, manifest);
    pairs.push({ before: earlier, after: manifest, fields: diff?.fields ?? [] });
    if (diff) objects.push({ diff, manifest });
    else unchanged++;
  }
  const removed = [...old].filter(([identity]) => !now.has(identity)).map(([, manifest]) => manifest);
  const added = [...now].filter(([identity]) => !old.has(identity)).map(([, manifest]) => manifest);
  const paired = new Set<Manifest>();
  for (const rename of findRenames(removed, added)) {
    const diff = diffOfRename(rename);
    paired.add(rename.before).add(rename.after);
    pairs.push({ ...rename, fields: diff.fields });
    objects.push({ diff, manifest: rename.after });
  }
  for (const manifest of added) if (!paired.has(manifest)) objects.push({ diff: diffOfAddition(manifest), manifest });
  for (const manifest of removed) if (!paired.has(manifest)) objects.push({ diff: diffOfRemoval(manifest), manifest });
  const belonging = new Belonging([...before, ...after]);
  const sorted = objects
    .map(({ diff, manifest }) => {
      const workload = belonging.workloadOf(manifest);
      return { diff: workload === undefined ? diff : { ...diff, workload }, key: sortKey(diff, manifest, workload) };
    })
    .sort((a, b) => compareText(a.key, b.key) || compareText(JSON.stringify(a.diff), JSON.stringify(b.diff)))
    .map(({ diff }) => diff);
  const versions = findVersionMoves(pairs);
  return {
    headlines: headlinesOf(sorted, versions),
    onlyImage: sorted.every(isOnlyImage),
    versions,
    stays: findStays(pairs, versions).sort((a, b) => compareText(JSON.stringify(a), JSON.stringify(b))),
    objects: sorted,
    unchanged,
  };
}

function isOnlyImage({ change, reason, fields }: ObjectDiff): boolean {
  const isSameObject = change === 'changed' || (change === 'renamed' && reason === 'version');
  return isSameObject && fields.every(({ part }) => part !== 'rest');
}

/** Objects without a name are made anew each time, so only an equal one is the same. */
function byIdentity(manifests: readonly Manifest[]): Map<string, Manifest> {
  const found = new Map<string, Manifest>();
  for (const manifest of manifests) {
    const name = nameOf(manifest);
    const identity = [groupKindOf(manifest), namespaceOf(manifest), name, ...(name === '' ? [manifest] : [])];
    found.set(JSON.stringify(identity), manifest);
  }
  return found;
}

function sortKey({ object, change }: ObjectDiff, manifest: Manifest, workload: string | undefined): string {
  const isWorkload = podTemplateOf(manifest) !== undefined;
  const group =
    workload === undefined ? ['1', object.namespace] : ['0', object.namespace, workload, isWorkload ? '0' : '1'];
  return [...group, object.kind, object.name, change].join('\0');
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
