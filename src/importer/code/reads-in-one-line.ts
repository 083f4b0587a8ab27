import type { Code, MapCode } from './code';

const MAX_LEVELS = 3;
const MAX_LEAVES = 4;

/**
 * Whether a map is easier to read as `{ a: 1, b: { c: 2 } }`: four values at most, three levels at most, and one way down
 * only. Whether it fits in the line is another question.
 */
export function readsInOneLine({ entries }: MapCode): boolean {
  if (entries.some(({ comments = [] }) => comments.length > 0)) return false;
  const values = entries.map((entry) => ('spread' in entry ? entry.spread : entry.value));
  const levels = values.map(countLevels);
  return (
    levels.filter((each) => each > 0).length <= 1 &&
    levels.every((each) => each < MAX_LEVELS) &&
    values.reduce((sum, value) => sum + countLeaves(value), 0) <= MAX_LEAVES
  );
}

function childrenOf(code: Code): readonly Code[] {
  if (code.kind === 'map') return code.entries.map((entry) => ('spread' in entry ? entry.spread : entry.value));
  return code.kind === 'list' ? code.items.map(({ value }) => value) : [];
}

/** How many maps stand in each other, at most. */
function countLevels(code: Code): number {
  return (
    childrenOf(code).reduce((most, child) => Math.max(most, countLevels(child)), 0) + (code.kind === 'map' ? 1 : 0)
  );
}

/** Values that are no maps; a list without maps counts as one. */
function countLeaves(code: Code): number {
  const isLeaf = countLevels(code) === 0;
  return isLeaf ? 1 : childrenOf(code).reduce((sum, child) => sum + countLeaves(child), 0);
}
