import { existsSync } from 'node:fs';
import { findSubjects } from '../checks/image/subject';
import { UserError } from '../errors';
import type { LayerProgress, LayerStore } from '../image/layers/layer-store';
import type { Platform } from '../image/platform';
import { ImageReference } from '../release/image-reference';
import { compareImages, type PullDifference } from './compare-images';
import { type Gathered, gatherManifests, repositoryOf } from './gather-manifests';
import { ImageReader } from './image-reader';
import { inspectImage, type PlatformSize } from './inspect-image';
import { openSupply } from './open-supply';
import { openStore } from './run-check';

export interface ImageOptions {
  /** As `--image` has it: `docker-archive:app.tar`. */
  readonly image?: string | undefined;
  /** How long a registry may take for one answer. 30000 when not given. */
  readonly timeoutMilliseconds?: number | undefined;
  /** A version that nodes have: a tag, or a whole reference. */
  readonly from?: string | undefined;
  /** The version that they are to have; the image itself when not given. */
  readonly to?: string | undefined;
  readonly platforms: readonly Platform[];
  readonly onProgress?: ((progress: LayerProgress) => void) | undefined;
  readonly onNote?: ((note: string) => void) | undefined;
}

/** Sizes of an image, or what lies between two versions of it. */
export type ImageReportOf =
  | { readonly kind: 'sizes'; readonly image: string; readonly sizes: readonly PlatformSize[] }
  | {
      readonly kind: 'difference';
      readonly from: string;
      readonly to: string;
      readonly differences: readonly PullDifference[];
    };

/**
 * Looks at the size of an image: of the one that is named, or of those of the app of this folder.
 *
 * @param ref undefined for the images of the app
 * @throws UserError IMAGE_… when it cannot be read, IMAGE_REFERENCE_INVALID, PROJECT_… when there is neither
 */
export async function runImage(ref: string | undefined, options: ImageOptions): Promise<ImageReportOf[]> {
  // what the services run is said of an image of theirs, wherever the command is told the image's name
  const { manifests, own } =
    ref === undefined
      ? await gatherManifests([], { otherwise: 'name an image: lockstep image team/app:1.4.2' })
      : await gatherBeside(options);
  const images = ref === undefined ? ownImages({ manifests, own }) : [ImageReference.parse(ref).toString()];
  if (images.length === 0) {
    throw new UserError({
      code: 'CHECK_NOTHING',
      what: 'there is no image to look at',
      why: 'no container of the app runs an image of its releases',
      fix: 'name one: lockstep image team/app:1.4.2',
    });
  }
  const supply = await openSupply({ image: options.image, timeoutMilliseconds: options.timeoutMilliseconds }, [
    ...new Set(images.flatMap((image) => repositoryOf(image) ?? [])),
  ]);
  try {
    const store = openStore(options.onProgress);
    const reader = new ImageReader((image) => supply.supplyOf(image), store);
    const reports: ImageReportOf[] = [];
    for (const image of images) reports.push(await report(image, reader, store, manifests, options));
    return reports;
  } finally {
    await supply.close();
  }
}

/** The app of this folder, if there is one that works: of an image that is named, it is not needed. */
async function gatherBeside({ onNote }: ImageOptions): Promise<Gathered> {
  const nothing = { manifests: [], own: [] };
  if (!existsSync('cdk8s.yaml')) return nothing;
  try {
    return await gatherManifests([]);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    onNote?.(`the programs of the services are left out, since the app cannot be synthesized (${error.code})`);
    return nothing;
  }
}

async function report(
  image: string,
  reader: ImageReader,
  store: LayerStore,
  manifests: Gathered['manifests'],
  { from, to, platforms }: ImageOptions,
): Promise<ImageReportOf> {
  if (from === undefined) {
    return { kind: 'sizes', image, sizes: await inspectImage(image, reader, store, manifests, platforms) };
  }
  const [before, after] = [versionOf(image, from), to === undefined ? image : versionOf(image, to)];
  const differences = await compareImages(before, after, reader, platforms);
  return { kind: 'difference', from: before, to: after, differences };
}

/** The images of the app's own repositories, variants included. */
function ownImages({ manifests, own }: Gathered): string[] {
  const images = findSubjects(manifests).flatMap(({ image }) => image ?? []);
  return [...new Set(images.filter((image) => own.includes(repositoryOf(image) ?? '')))];
}

/** A version of an image by its tag or digest, or a whole reference. */
function versionOf(image: string, version: string): string {
  if (version.includes('/') || (version.includes(':') && !version.startsWith('sha'))) {
    return ImageReference.parse(version).toString();
  }
  const { repository } = ImageReference.parse(image);
  const isDigest = /^sha\d+:/.test(version);
  return new ImageReference(isDigest ? { repository, digest: version } : { repository, tag: version }).toString();
}
