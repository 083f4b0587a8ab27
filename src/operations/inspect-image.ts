import { checkLaunches } from '../checks/image/check-launches';
import { type ConfigObjects, configObjects } from '../checks/image/find-volume-file';
import type { ImageView } from '../checks/image/image-view';
import { mountsOf } from '../checks/image/mounts-of';
import { startOf } from '../checks/image/start-of';
import { findSubjects, type Subject } from '../checks/image/subject';
import { findPlatform } from '../checks/image/wanted-platforms';
import { UserError } from '../errors';
import { ImageFault } from '../image/image-fault';
import type { ImageSource, PlatformImage } from '../image/image-source';
import type { LayerEntry, LayerIndex } from '../image/layers/layer-index';
import type { LayerStore } from '../image/layers/layer-store';
import { type Platform, printPlatform } from '../image/platform';
import type { PlacedManifest } from '../manifest/manifest';
import { repositoryOf } from './gather-manifests';
import type { ImageReader, ReadPlatform } from './image-reader';

/** One layer's size. */
export interface LayerSize {
  readonly digest: string;
  /** As it is pulled. */
  readonly bytes: number;
  /** As a tar. */
  readonly unpackedBytes: number;
  /** Links and the like too; folders are not counted. */
  readonly files: number;
}

/** A program that a service starts. */
export interface ServiceProgram {
  /** `deployment 'web'`. */
  readonly workload: string;
  readonly container: string;
  /** Absolute. */
  readonly path: string;
  readonly bytes: number;
  readonly linkage: 'static' | 'dynamic' | 'script';
}

/** One platform of an image. */
export interface PlatformSize {
  readonly platform: string;
  /** What a node without any of it pulls: layers and configuration. */
  readonly bytes: number;
  readonly unpackedBytes: number;
  /** Lowest first. */
  readonly layers: readonly LayerSize[];
  /** At most ten, the biggest first. */
  readonly biggest: readonly { readonly path: string; readonly bytes: number }[];
  readonly programs: readonly ServiceProgram[];
}

const MOST_FILES = 10;

/**
 * Sizes of an image, of its layers and its biggest files, and of the programs that the services of the manifests start.
 *
 * @param platforms none: all that the image has
 * @throws UserError IMAGE_MISSING, IMAGE_UNREADABLE and the like when it cannot be read
 */
export async function inspectImage(
  image: string,
  reader: ImageReader,
  store: LayerStore,
  manifests: readonly PlacedManifest[],
  platforms: readonly Platform[],
): Promise<PlatformSize[]> {
  const repository = repositoryOf(image);
  const subjects = findSubjects(manifests).filter((subject) => repositoryOf(subject.image ?? '') === repository);
  const objects = configObjects(manifests);
  const sizes: PlatformSize[] = [];
  for (const each of await readPlatforms(image, reader, platforms)) {
    const view = reader.view(image, each.image);
    try {
      sizes.push(await inspectPlatform(each, store, view, subjects, objects));
    } catch (error) {
      if (error instanceof ImageFault) throw unreadable(image, error, each.source);
      throw error;
    }
  }
  return sizes;
}

/** One platform of an image, as messages name it, and where it comes from. */
export interface NamedPlatform {
  readonly name: string;
  readonly image: PlatformImage;
  readonly source: ImageSource;
}

/** The platforms of an image that are asked for, each with its manifest. */
export async function readPlatforms(
  image: string,
  reader: ImageReader,
  platforms: readonly Platform[],
): Promise<NamedPlatform[]> {
  const read = await reader.read(image);
  if (read.kind === 'invalid') throw read.error;
  if (read.kind === 'fault') throw unreadable(image, read.fault, read.source);
  if (read.kind !== 'read') throw unreadable(image, new ImageFault('unknown', 'it is not looked at'), undefined);
  const chosen =
    platforms.length === 0 ? read.platforms : platforms.map((wanted) => requirePlatform(image, read.platforms, wanted));
  return chosen.map(({ name, image: each }) => {
    if (each instanceof ImageFault) throw unreadable(image, each, read.source);
    return { name, image: each, source: read.source };
  });
}

function requirePlatform(image: string, has: readonly ReadPlatform[], wanted: Platform): ReadPlatform {
  const match = findPlatform(has, wanted);
  if (match) return match;
  throw new UserError({
    code: 'IMAGE_PLATFORM_MISSING',
    what: `${image} is not for ${printPlatform(wanted)}`,
    why: `it is for ${has.map(({ name }) => name).join(', ')} only`,
    fix: 'name another platform, or build the image for it too',
  });
}

async function inspectPlatform(
  { name, image }: NamedPlatform,
  store: LayerStore,
  view: ImageView,
  subjects: readonly Subject[],
  objects: ConfigObjects,
): Promise<PlatformSize> {
  const layers: LayerSize[] = [];
  for (const layer of image.layers) {
    const index = await store.read(layer);
    const { digest, bytes } = layer;
    layers.push({ digest, bytes, unpackedBytes: index.unpackedBytes, files: countFiles(index) });
  }
  const biggest = findBiggest((await view.files([]).files()) ?? []);
  const programs: ServiceProgram[] = [];
  for (const subject of subjects) programs.push(...(await findServicePrograms(subject, view, objects)));
  const sum = (field: 'bytes' | 'unpackedBytes') => layers.reduce((total, layer) => total + layer[field], 0);
  return {
    platform: name,
    bytes: sum('bytes') + image.configBytes,
    unpackedBytes: sum('unpackedBytes'),
    layers,
    biggest,
    programs,
  };
}

/** The biggest files, each once, however many names hard links give it. */
function findBiggest(files: readonly { readonly path: string; readonly entry: LayerEntry }[]): PlatformSize['biggest'] {
  const biggest = new Map<string, { readonly path: string; readonly bytes: number }>();
  const sorted = [...files].sort((a, b) => b.entry.size - a.entry.size || (a.path < b.path ? -1 : 1));
  for (const { path, entry } of sorted) {
    if (biggest.size === MOST_FILES) break;
    const content = `${entry.size} ${entry.sharedPath ?? entry.path}`;
    if (!biggest.has(content)) biggest.set(content, { path, bytes: entry.size });
  }
  return [...biggest.values()];
}

function countFiles(index: LayerIndex): number {
  let files = 0;
  for (const { type } of index.entries()) if (type !== 'directory') files += 1;
  return files;
}

async function findServicePrograms(
  subject: Subject,
  view: ImageView,
  objects: ConfigObjects,
): Promise<ServiceProgram[]> {
  const { main } = startOf(subject, view, objects);
  if (main.outcome !== 'launch') return [];
  const files = view.files(mountsOf(subject));
  const findCopied = () => Promise.resolve(undefined);
  const context = { subject, view, files, user: undefined, objects, purpose: undefined, findCopied };
  const found: ServiceProgram[] = [];
  for (const path of (await checkLaunches(context, main.launch)).programs) {
    const resolution = await files.resolve(path);
    if (resolution.outcome !== 'found') continue;
    const { size, facts } = resolution.entry;
    const linkage = facts?.kind !== 'elf' ? 'script' : facts.elf.interpreter === undefined ? 'static' : 'dynamic';
    found.push({ workload: subject.workload, container: subject.title, path, bytes: size, linkage });
  }
  return found;
}

function unreadable(image: string, fault: ImageFault, source: ImageSource | undefined): UserError {
  const isPushed = source === undefined || source.name === 'registry';
  const words = {
    missing: ['IMAGE_MISSING', 'is not there', `${isPushed ? 'push' : 'save'} it, or name another one`],
    broken: ['IMAGE_BROKEN', 'is damaged', `build and ${isPushed ? 'push' : 'save'} it again`],
    unknown: ['IMAGE_UNREADABLE', 'could not be read', 'mend what stands in the way, and try again'],
  } as const;
  const [code, what, fix] = words[fault.kind];
  return new UserError({ code, what: `${image} ${what}`, why: fault.why, fix: fault.fix ?? fix });
}
