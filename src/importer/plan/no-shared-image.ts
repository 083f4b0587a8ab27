import { UserError } from '../../errors';
import type { ImageGroup } from './image-groups';
import { listImages } from './list-images';

/** IMPORT_NO_SHARED_IMAGE: what there is instead of an image that several containers run. */
export function noSharedImage(groups: readonly ImageGroup[]): UserError {
  const [first] = groups;
  if (!first) {
    return new UserError({
      code: 'IMPORT_NO_SHARED_IMAGE',
      what: 'no container here has an image',
      why: 'an import makes a release of the image that several containers run',
      fix: 'give it the manifests of your workloads too, for example: lockstep import k8s/',
    });
  }
  return new UserError({
    code: 'IMPORT_NO_SHARED_IMAGE',
    what: `no image is run by two containers:${listImages(groups)}`,
    why: 'an import makes a release of the image that several containers run, and which of these is yours would be a guess',
    fix: `name it: --image ${first.repository}`,
  });
}
