import { UserError } from '../../errors';
import type { DockerfileOptions, StageOutline } from './build';
import { findStageIndex } from './outline-stages';

/**
 * The number of the stage that is built; undefined when the file has none.
 *
 * @throws UserError DOCKERFILE_TARGET_MISSING
 */
export function findTarget({ target, file }: DockerfileOptions, outline: readonly StageOutline[]): number | undefined {
  if (outline.length === 0) return undefined;
  if (target === undefined || target === '') return outline.length - 1;
  const index = findStageIndex(outline, target);
  if (index !== undefined) return index;
  const names = outline.flatMap(({ name }) => name ?? []);
  throw new UserError({
    code: 'DOCKERFILE_TARGET_MISSING',
    what: `${file} has no stage '${target}'`,
    why: names.length === 0 ? 'its stages have no names' : `its stages are: ${names.join(', ')}`,
    fix: 'name one of them, or add the stage: FROM image AS name',
  });
}
