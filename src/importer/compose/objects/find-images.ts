import { posix } from 'node:path';
import { UserError } from '../../../errors';
import { ImageReference } from '../../../release/image-reference';
import { repositoryFault } from '../../../release/reference-grammar';
import type { ComposeFile, ComposeService } from '../compose-file';
import { type ComposeNode, findField, mapOf, textOf, textsOf } from '../yaml/compose-node';
import type { NoteBook } from './note-book';

/** An image whose reference has a variable without a value, so that a part of it is not known. */
export interface UnresolvedImage {
  readonly place: string;
  readonly variable: string;
  /** The reference without that part: `repo` for `repo:${TAG}`. */
  readonly image: string;
}

/** What every service runs. */
export interface FoundImages {
  /** By the service's name as written. */
  readonly images: ReadonlyMap<string, string>;
  readonly unresolved: readonly UnresolvedImage[];
}

/**
 * The image of every service: as written, or the name that Compose gives to what it builds. Services that are built in
 * the same way run one image, which has the project's name.
 *
 * @param project the name of the project
 */
export function findImages(compose: ComposeFile, project: string, notes: NoteBook): FoundImages {
  const images = new Map<string, string>();
  const unresolved: UnresolvedImage[] = [];
  const builds = new Map<string, ComposeService[]>();
  for (const service of compose.services) {
    const entry = service.fields.entries.get('image');
    const build = service.fields.entries.get('build');
    const written = textOf(entry?.value);
    const unset = entry?.value.kind === 'scalar' ? (entry.value.unset ?? []) : [];
    if (entry && (unset.length > 0 || (written ?? '') !== '')) {
      const image = unset.length > 0 ? repaired(written ?? '', unset[0] ?? service.name) : (written ?? '');
      images.set(service.name, image);
      for (const variable of unset) {
        const isKnown = unresolved.some((known) => known.place === entry.place && known.variable === variable);
        if (!isKnown) unresolved.push({ place: entry.place, variable, image });
      }
    } else if (build) {
      const key = buildKey(build.value);
      builds.set(key, [...(builds.get(key) ?? []), service]);
    }
    if (!build) continue;
    notes.add({
      place: build.place,
      service: service.name,
      topic: 'build',
      why: 'a cluster builds nothing: build the image, push it to a registry that the cluster can pull from, and name it in release.yaml',
    });
  }
  let shared = 0;
  for (const services of builds.values()) {
    const [first] = services;
    if (!first) continue;
    shared += services.length > 1 ? 1 : 0;
    const isShared = services.length > 1 && shared === 1;
    const image = toRepository(isShared ? project : `${project}-${first.name}`);
    for (const service of services) images.set(service.name, image);
    if (services.length > 1) noteShared(services, image, notes);
  }
  return { images, unresolved };
}

function noteShared(services: readonly ComposeService[], image: string, notes: NoteBook): void {
  for (const service of services) {
    notes.add({
      place: service.fields.entries.get('build')?.place ?? service.place,
      service: service.name,
      topic: 'image',
      why: `they are built in the same way, so they run one image, '${image}', where docker compose builds one for each`,
    });
  }
}

/** What decides which image a build makes. */
function buildKey(build: ComposeNode): string {
  const map = mapOf(build);
  const context = map ? textOf(findField(map, 'context')) : textOf(build);
  const args = findField(map, 'args');
  const argList =
    args?.kind === 'map' ? [...args.entries].map(([key, { value }]) => `${key}=${textOf(value) ?? ''}`) : textsOf(args);
  return JSON.stringify([
    posix.normalize(`${context ?? '.'}/`),
    textOf(findField(map, 'dockerfile')) ?? 'Dockerfile',
    textOf(findField(map, 'dockerfile_inline')) ?? null,
    textOf(findField(map, 'target')) ?? null,
    argList.sort(),
  ]);
}

/** The nearest name of a repository. */
function toRepository(name: string): string {
  if (repositoryFault(name) === undefined) return name;
  const nearest = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return nearest === '' ? 'app' : nearest;
}

/** What is left of a reference in which a part is missing; the variable's name where that is nothing. */
function repaired(written: string, variable: string): string {
  const left = written.replace(/:(?=$|@)|@(?:sha\d*:?)?$/g, '').replace(/^[/:.-]+|[/:.-]+$/g, '');
  for (const candidate of [left, left.replace(/\/{2,}/g, '/')]) if (isReference(candidate)) return candidate;
  return toRepository(variable.toLowerCase().replaceAll('_', '-'));
}

function isReference(text: string): boolean {
  try {
    ImageReference.parse(text);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
