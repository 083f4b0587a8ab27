import type { Build } from '../build';
import { flagValues, type Instruction } from '../grammar/instruction';
import { findStageIndex } from '../outline-stages';
import type { Stage } from '../stage';
import { KNOWN_INSTRUCTIONS } from './known-instructions';
import { imageFault } from './start-stage';
import { Step } from './step';

/** Applies to a stage what its base kept for it with ONBUILD, and then its own instructions. */
export function applyInstructions(build: Build, stage: Stage, instructions: readonly Instruction[]): void {
  const kept = stage.start.kind === 'stage' ? stage.start.stage.onBuild : [];
  for (const instruction of [...kept, ...instructions]) {
    const step = new Step(build, stage, instruction);
    const apply = KNOWN_INSTRUCTIONS.get(instruction.keyword);
    if (apply === undefined) {
      step.changes(instruction.keyword).mayAdd('/');
      step.refuse({
        what: `unknown instruction '${instruction.word}'`,
        why: `a Dockerfile knows only: FROM, ${[...KNOWN_INSTRUCTIONS.keys()].join(', ')}`,
        fix: 'correct the word; a line that goes on below ends in a backslash',
      });
      continue;
    }
    if (instruction.keyword === 'COPY') checkFrom(step);
    apply(step);
  }
}

/** What `--from` names has to be a stage above, or an image. */
function checkFrom(step: Step): void {
  const from = flagValues(step.instruction, 'from').at(-1);
  if (from === undefined || from === '' || from.includes('$')) return;
  const { outline, stages } = step.build;
  const index = findStageIndex(outline, from);
  const own = stages.length - 1;
  if (index === undefined) {
    const why = /^\d+$/.test(from) ? undefined : imageFault(from);
    if (why !== undefined) {
      const fix = 'name a stage above by its name, or an image';
      step.refuse({ what: `COPY --from=${from} names neither a stage nor an image`, why, fix });
    }
  } else if (index === own) {
    const fix = 'leave --from out to copy from the build context, or name another stage';
    step.refuse({ what: `COPY --from=${from} names its own stage`, why: 'a stage cannot copy from itself', fix });
  } else if (index > own) {
    const why = `line ${outline[index]?.from.line} starts it, and a stage copies only from those above`;
    step.refuseReached({ what: `COPY --from=${from} names a later stage`, why, fix: 'move that stage up' });
  }
}
