import { podTemplateOf } from '../../manifest/pod-template';
import { canonicalRepository } from '../../release/canonical-repository';
import { type ImageGroup, objectsOf, programsOf } from './image-groups';

/**
 * Whether a repository beside the most shared one is a release of its own: one image of many programs, and no database,
 * proxy or sidecar that several teams happen to use. It is when all of this is true:
 *
 * - it is the first container of at least two workloads;
 * - these have at least two different commands or arguments;
 * - it is no official image of Docker Hub.
 *
 * @see https://docs.docker.com/docker-hub/repos/manage/trusted-content/official-images/
 */
export function isProgramImage({ repository, uses }: ImageGroup): boolean {
  if (canonicalRepository(repository).startsWith('docker.io/library/')) return false;
  const mains = uses.filter(
    ({ object, placed }) =>
      placed.list === 'containers' && placed.index === 0 && podTemplateOf(object.manifest) !== undefined,
  );
  return objectsOf(mains).size >= 2 && programsOf(mains, ['command', 'args']) >= 2;
}
