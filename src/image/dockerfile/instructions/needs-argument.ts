import type { Step } from './step';

/** Refuses an instruction without anything after its keyword. */
export function needsArgument(step: Step): void {
  const { keyword } = step.instruction;
  step.refuse({
    what: `${keyword} has nothing after it`,
    why: `builders need an argument`,
    fix: `write what ${keyword} is to set, or delete the line`,
  });
}
