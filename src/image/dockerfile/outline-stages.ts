import type { StageOutline } from './build';
import type { Instruction } from './grammar/instruction';
import { flagValues } from './grammar/instruction';
import { splitAtSpaces } from './grammar/parse-words';

/** The stages of a file, and what stands before the first of them. */
export function outlineStages(instructions: readonly Instruction[]): {
  readonly before: readonly Instruction[];
  readonly stages: readonly StageOutline[];
} {
  const starts = instructions.flatMap(({ keyword }, index) => (keyword === 'FROM' ? [index] : []));
  const stages = starts.flatMap((start, index) => {
    const from = instructions[start];
    if (from === undefined) return [];
    const [base, as, name] = splitAtSpaces(from.rest);
    const isNamed = as?.toLowerCase() === 'as';
    const inside = instructions.slice(start + 1, starts[index + 1]);
    return [{ from, base, name: isNamed ? name?.toLowerCase() : undefined, instructions: inside }];
  });
  return { before: instructions.slice(0, starts[0]), stages };
}

/** The number of a stage that `--from` or `FROM` names; undefined when it names none. */
export function findStageIndex(outline: readonly StageOutline[], name: string): number | undefined {
  if (/^\d+$/.test(name)) return Number(name) < outline.length ? Number(name) : undefined;
  const index = outline.findLastIndex((stage) => stage.name === name.toLowerCase());
  return index === -1 ? undefined : index;
}

/** The numbers of the stages that are built for one of them: it, what it starts from and what it copies from. */
export function reachedStages(outline: readonly StageOutline[], target: number): ReadonlySet<number> {
  const reached = new Set([target]);
  for (const index of reached) {
    const stage = outline[index];
    if (stage === undefined) continue;
    const base = outline.slice(0, index).findLastIndex(({ name }) => name !== undefined && name === stage.base);
    if (base !== -1) reached.add(base);
    for (const instruction of stage.instructions) {
      const mounts = flagValues(instruction, 'mount').map((value) => /(?:^|,)from=([^,]*)/.exec(value)?.[1] ?? '');
      for (const name of [...flagValues(instruction, 'from'), ...mounts]) {
        const found = findStageIndex(outline, name);
        if (found !== undefined) reached.add(found);
      }
    }
  }
  return reached;
}
