import type { Instruction } from '../grammar/instruction';
import { splitInstruction } from '../grammar/split-instruction';
import { needsArgument } from './needs-argument';
import type { Step } from './step';

const REFUSED = new Set(['ONBUILD', 'FROM', 'MAINTAINER']);

/** Kept for the stages that start from this one. @see https://docs.docker.com/reference/dockerfile/#onbuild */
export function applyOnBuild(step: Step): void {
  const trigger = parseTrigger(step.instruction, step.build.escapeChar);
  if (trigger === undefined) needsArgument(step);
  else if (REFUSED.has(trigger.keyword)) {
    const fix = 'name an instruction that changes the image: ONBUILD COPY . /src';
    step.refuse({ what: `ONBUILD ${trigger.keyword} is not allowed`, why: 'builders refuse it', fix });
  } else step.stage.onBuild.push(trigger);
}

/** The instruction that ONBUILD keeps. */
export function parseTrigger(instruction: Instruction, escapeChar: string): Instruction | undefined {
  if (instruction.rest === '') return undefined;
  const split = splitInstruction(instruction.rest, escapeChar);
  return { ...split, keyword: split.word.toUpperCase(), line: instruction.line, heredocs: instruction.heredocs };
}
