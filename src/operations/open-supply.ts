import { UserError } from '../errors';
import type { ImageSource } from '../image/image-source';
import { repositoryOf } from './gather-manifests';
import type { ImageSupply } from './image-reader';

/** Where images are to be looked for: `--image` and `--dockerfile`. */
export interface SupplyOptions {
  /** As `--image` has it: `docker-archive:app.tar`. */
  readonly image?: string | undefined;
  readonly dockerfile?: string | undefined;
  /** How long a registry may take for one answer. 30000 when not given. */
  readonly timeoutMilliseconds?: number | undefined;
  /** The stage that is built, by name or number; the last one when not given. */
  readonly target?: string | undefined;
  /** `--build-arg`, by name. */
  readonly buildArgs?: ReadonlyMap<string, string> | undefined;
  /** The folder that the Dockerfile copies from; what it holds is unknown when not given. */
  readonly context?: string | undefined;
}

/** What gives the checks their images. */
export interface Supply {
  supplyOf(image: string): ImageSupply;
  close(): Promise<void>;
}

/**
 * Opens what `--image` or `--dockerfile` names: it stands for the images of the user's own repositories, and other images
 * are passed over. Without either, every image is looked for in its registry.
 *
 * @param own canonical repositories
 * @throws UserError IMAGE_LOCATION_INVALID, IMAGE_LOCATION_UNREADABLE, CHECK_IMAGE_AMBIGUOUS, DOCKERFILE_…
 */
export async function openSupply(options: SupplyOptions, own: readonly string[]): Promise<Supply> {
  const { image, dockerfile } = options;
  if (dockerfile !== undefined) {
    requireOne(own, '--dockerfile');
    const { dockerfileView } = require('./dockerfile-view') as typeof import('./dockerfile-view');
    const view = await dockerfileView(dockerfile, options);
    return only(own, '--dockerfile', { kind: 'view', view }, async () => {});
  }
  const { parseImageLocation } =
    require('../image/sources/parse-image-location') as typeof import('../image/sources/parse-image-location');
  const location = parseImageLocation(image ?? 'registry');
  if (location.kind === 'registry') {
    const { RegistrySource } =
      require('../image/sources/registry-source') as typeof import('../image/sources/registry-source');
    const source: ImageSource = new RegistrySource({ timeoutMilliseconds: options.timeoutMilliseconds });
    return { supplyOf: () => ({ kind: 'source', source }), close: () => source.close() };
  }
  requireOne(own, '--image');
  const { openImageSource } =
    require('../image/sources/open-image-source') as typeof import('../image/sources/open-image-source');
  const source = await openImageSource(location);
  return only(own, '--image', { kind: 'source', source }, () => source.close());
}

function only(own: readonly string[], flag: string, supply: ImageSupply, close: () => Promise<void>): Supply {
  return {
    supplyOf: (image) => {
      const repository = repositoryOf(image);
      if (repository === undefined || own.includes(repository)) return supply;
      return {
        kind: 'skipped',
        why: `${flag} stands for ${own[0]} alone; without it, each image is looked for in its registry`,
      };
    },
    close,
  };
}

function requireOne(own: readonly string[], flag: string): void {
  if (own.length <= 1) return;
  throw new UserError({
    code: 'CHECK_IMAGE_AMBIGUOUS',
    what: `${flag} stands for one image, and it may be ${own.join(' or ')}`,
    why: 'what is found there must not be taken for another image',
    fix: 'say which one it is: check takes --only <repository>, image takes the image itself',
  });
}
