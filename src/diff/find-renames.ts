import { findContainers } from '../manifest/containers';
import { asText, type Manifest, nameOf, namespaceOf } from '../manifest/manifest';
import { podTemplateOf } from '../manifest/pod-template';
import { ImageReference } from '../release/image-reference';
import { versionedName } from '../release/version';
import { likeness, traitsOf } from './likeness';
import { groupKindOf } from './object-ref';

/**
 * Why an object has another name:
 * - `version`: a Job whose name ends in the version
 * - `content`: a ConfigMap or Secret whose name ends in a hash of its content
 * - `namespace`: the same name in another namespace
 * - `name`: somebody named it anew
 */
export type RenameReason = 'version' | 'content' | 'namespace' | 'name';

/** One object under its old and its new name. */
export interface Rename {
  readonly before: Manifest;
  readonly after: Manifest;
  readonly reason: RenameReason;
}

/** The least that two workloads have in common to be one. */
const LIKE_ENOUGH = 0.8;
/** To compare each with each is only worth its time while they are few. */
const MAX_COMPARED = 10_000;
// 10 hexadecimal digits are Lockstep's; kustomize writes its 10 in another alphabet
const CONTENT_HASH = /^(.+)-(?:[0-9a-f]{10}|[2456789bcdfghkmt]{10})$/;

/** Pairs of a removed and an added object that are the same one under another name. Each is in one pair at most. */
export function findRenames(removed: readonly Manifest[], added: readonly Manifest[]): Rename[] {
  const pairing = new Pairing(removed, added);
  pairing.byKey('version', (each) => withNamespace(each, baseOfVersionedJob(each)));
  pairing.byKey('content', (each) => withNamespace(each, baseOfHashedConfig(each)));
  pairing.byKey('namespace', (each) => nameOf(each) || undefined);
  pairing.byKey('name', (each) => (each.spec === undefined ? undefined : withNamespace(each, printTraits(each))));
  pairing.byLikeness();
  return pairing.found;
}

class Pairing {
  readonly found: Rename[] = [];
  private readonly removed: Set<Manifest>;
  private readonly added: Set<Manifest>;

  /** In the order of their names, so that the order of the files does not matter. */
  constructor(removed: readonly Manifest[], added: readonly Manifest[]) {
    this.removed = new Set(inOrder(removed));
    this.added = new Set(inOrder(added));
  }

  /** Objects of one kind with the same key, the first with the first. */
  byKey(reason: RenameReason, keyOf: (manifest: Manifest) => string | undefined): void {
    if (this.removed.size === 0 || this.added.size === 0) return;
    const [old, now] = [group(this.removed, keyOf), group(this.added, keyOf)];
    for (const [key, befores] of old) {
      const afters = now.get(key) ?? [];
      for (const [index, before] of befores.entries()) this.pair(before, afters[index], reason);
    }
  }

  /** Workloads that do nearly the same, the most alike first. */
  byLikeness(): void {
    const kindOf = (each: Manifest) => (podTemplateOf(each) ? withNamespace(each, '') : undefined);
    const [old, now] = [group(this.removed, kindOf), group(this.added, kindOf)];
    for (const [key, befores] of old) {
      const afters = now.get(key) ?? [];
      if (befores.length * afters.length > MAX_COMPARED) continue;
      const traits = new Map([...befores, ...afters].map((each) => [each, traitsOf(each)]));
      const of = (each: Manifest) => traits.get(each) ?? [];
      const candidates = befores
        .flatMap((before) => afters.map((after) => ({ before, after })))
        .filter(({ before, after }) => commandsIn(of(before)) === commandsIn(of(after)))
        .map(({ before, after }) => ({
          before,
          after,
          likeness: likeness(of(before), of(after)),
          names: [nameOf(before), nameOf(after)].sort().join(' '),
        }))
        .filter((candidate) => candidate.likeness >= LIKE_ENOUGH)
        .sort((a, b) => b.likeness - a.likeness || compareText(a.names, b.names));
      for (const { before, after } of candidates) this.pair(before, after, 'name');
    }
  }

  private pair(before: Manifest, after: Manifest | undefined, reason: RenameReason): void {
    if (!after || !this.removed.has(before) || !this.added.has(after)) return;
    this.removed.delete(before);
    this.added.delete(after);
    this.found.push({ before, after, reason });
  }
}

/** Another program is another workload, however much alike they are; without a command, args name the program. */
function commandsIn(traits: readonly string[]): string {
  return traits.filter((trait) => /\.(?:command|args)\[\]=/.test(trait)).join();
}

/** The name of a Job without the version, where its name ends in the version of an image that it runs. */
function baseOfVersionedJob(manifest: Manifest): string | undefined {
  if (groupKindOf(manifest) !== 'Job.batch') return undefined;
  const name = nameOf(manifest);
  const dashes = [...name.matchAll(/-/g)].map(({ index }) => index).filter((index) => index > 0);
  for (const { container } of findContainers(manifest)) {
    const image = parseImage(container.image);
    const end = dashes.find((index) => image !== undefined && name === versionedName(name.slice(0, index), image));
    if (end !== undefined) return name.slice(0, end);
  }
  return undefined;
}

function baseOfHashedConfig(manifest: Manifest): string | undefined {
  const isConfig = ['ConfigMap', 'Secret'].includes(groupKindOf(manifest));
  return isConfig ? CONTENT_HASH.exec(nameOf(manifest))?.[1] : undefined;
}

function parseImage(image: unknown): ImageReference | undefined {
  try {
    return ImageReference.parse(asText(image) ?? '');
  } catch {
    return undefined;
  }
}

/** Nothing for an object that does nothing. */
function printTraits(manifest: Manifest): string | undefined {
  const traits = traitsOf(manifest);
  return traits.length === 0 ? undefined : JSON.stringify(traits);
}

function withNamespace(manifest: Manifest, key: string | undefined): string | undefined {
  return key === undefined ? undefined : `${namespaceOf(manifest)}\0${key}`;
}

function group(manifests: Iterable<Manifest>, keyOf: (manifest: Manifest) => string | undefined) {
  const groups = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    const key = keyOf(manifest);
    if (key === undefined) continue;
    const full = `${groupKindOf(manifest)}\0${key}`;
    const members = groups.get(full);
    if (members) members.push(manifest);
    else groups.set(full, [manifest]);
  }
  return groups;
}

function inOrder(manifests: readonly Manifest[]): Manifest[] {
  const keys = new Map(manifests.map((each) => [each, `${nameOf(each)}\0${namespaceOf(each)}`]));
  return [...manifests].sort((a, b) => compareText(keys.get(a) ?? '', keys.get(b) ?? ''));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
