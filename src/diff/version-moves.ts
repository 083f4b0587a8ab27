import { findContainers } from '../manifest/containers';
import type { Manifest } from '../manifest/manifest';
import { canonicalRepository } from '../release/canonical-repository';
import { ImageReference } from '../release/image-reference';
import type { FieldChange } from './compare-fields';
import { type ObjectRef, refOf } from './object-ref';

/** All containers of a repository that went from one version to another. */
export interface VersionMove {
  /** As the newer manifests write it. */
  readonly repository: string;
  /** Tag, `tag@digest` or digest; the whole image reference where the repository is another one. */
  readonly from: string;
  readonly to: string;
  /** How many objects it moves in, at least one. */
  readonly workloads: number;
}

/** A workload of a repository that moves, which does not move and is at another version. */
export interface Stay {
  readonly object: ObjectRef;
  readonly repository: string;
  readonly version: string;
}

/** An object before and after, under whatever name. */
export interface ObjectPair {
  readonly before: Manifest;
  readonly after: Manifest;
  readonly fields: readonly FieldChange[];
}

/** The moves of all containers, by repository. A variant, `1.2-debug` beside `1.2`, moves along with its version. */
export function findVersionMoves(pairs: readonly ObjectPair[]): VersionMove[] {
  const found = new Map<string, { move: Omit<VersionMove, 'workloads'>; objects: Set<ObjectPair> }>();
  for (const pair of pairs) {
    for (const { part, change, before, after } of pair.fields) {
      const move = part === 'image' && change === 'changed' ? moveOf(before, after) : undefined;
      if (!move) continue;
      const key = JSON.stringify([canonicalRepository(move.repository), move.from, move.to]);
      const entry = found.get(key) ?? { move, objects: new Set() };
      found.set(key, entry);
      entry.objects.add(pair);
    }
  }
  const moves = [...found.values()];
  const main = moves.filter((each) => {
    const along = moves.find((other) => isVariant(each.move, other.move));
    for (const object of along ? each.objects : []) along?.objects.add(object);
    return along === undefined;
  });
  return main
    .map(({ move, objects }) => ({ ...move, workloads: objects.size }))
    .sort((a, b) => compareText(`${a.repository}\0${a.from}\0${a.to}`, `${b.repository}\0${b.from}\0${b.to}`));
}

/** Who stays at another version while its repository moves, one entry for each object and version. */
export function findStays(pairs: readonly ObjectPair[], moves: readonly VersionMove[]): Stay[] {
  const targets = new Map<string, Set<string>>();
  for (const { repository, to } of moves) {
    const key = canonicalRepository(repository);
    targets.set(key, (targets.get(key) ?? new Set()).add(to));
  }
  if (targets.size === 0) return [];
  return pairs.flatMap(({ before, after }) => {
    const stays = new Map<string, Stay>();
    const images = new Set(findContainers(before).map(({ container }) => container.image));
    for (const { container } of findContainers(after)) {
      const image = images.has(container.image) ? parseImage(container.image) : undefined;
      const reached = image && targets.get(canonicalRepository(image.repository));
      if (!image || !reached || reached.has(versionText(image))) continue;
      stays.set(String(image), { object: refOf(after), repository: image.repository, version: versionText(image) });
    }
    return [...stays.values()];
  });
}

/** The label of a version is that of its tag, so a digest behind a tag is left out. */
export function tagOf(version: string): string | undefined {
  const tag = version.split('@')[0] ?? '';
  return tag.includes(':') ? undefined : tag;
}

function moveOf(before: unknown, after: unknown): Omit<VersionMove, 'workloads'> | undefined {
  const [old, now] = [parseImage(before), parseImage(after)];
  if (!old || !now) return undefined;
  if (canonicalRepository(old.repository) !== canonicalRepository(now.repository)) {
    return { repository: now.repository, from: String(old), to: String(now) };
  }
  const [from, to] = [versionText(old), versionText(now)];
  // the same image in another spelling
  return from === to ? undefined : { repository: now.repository, from, to };
}

/** `1.2-debug` to `1.3-debug` beside `1.2` to `1.3`. */
function isVariant(move: Omit<VersionMove, 'workloads'>, of: Omit<VersionMove, 'workloads'>): boolean {
  if (move === of || canonicalRepository(move.repository) !== canonicalRepository(of.repository)) return false;
  const suffix = move.from.slice(of.from.length);
  return suffix.startsWith('-') && move.from === of.from + suffix && move.to === of.to + suffix;
}

function parseImage(image: unknown): ImageReference | undefined {
  if (typeof image !== 'string') return undefined;
  try {
    return ImageReference.parse(image);
  } catch {
    return undefined;
  }
}

function versionText({ tag, digest }: ImageReference): string {
  return [tag, digest].filter((part) => part !== undefined).join('@') || 'latest';
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
