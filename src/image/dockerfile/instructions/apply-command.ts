import { parseJsonStrings } from '../grammar/parse-words';
import type { Step } from './step';

export function applyEntrypoint(step: Step): void {
  const words = commandWords(step);
  if (words === undefined) return;
  step.stage.entrypoint = { value: words };
  // a CMD of the base was meant for the base's entrypoint
  if (!step.stage.hasCmd) step.stage.cmd = { value: [] };
}

export function applyCmd(step: Step): void {
  const words = commandWords(step);
  if (words === undefined) return;
  step.stage.cmd = { value: words };
  step.stage.hasCmd = true;
}

/** A text that is no JSON array is for the shell, as it stands. */
function commandWords(step: Step): readonly string[] | undefined {
  const { rest } = step.instruction;
  const strings = parseJsonStrings(rest);
  if (strings === 'invalid') refuseMixedArray(step);
  else return strings?.words ?? [...step.stage.shell, rest];
  return undefined;
}

export function refuseMixedArray(step: Step): void {
  step.refuse({
    what: `${step.instruction.keyword} has an array with something else than texts`,
    why: 'builders take only texts in it',
    fix: 'write every word in double quotes: ["program", "1"]',
  });
}

export function applyShell(step: Step): void {
  const strings = parseJsonStrings(step.instruction.rest);
  if (strings === 'invalid') refuseMixedArray(step);
  else if (strings === undefined || strings.words.length === 0) {
    const fix = 'write it as SHELL ["/bin/bash", "-c"]';
    step.refuse({ what: 'SHELL is no JSON array', why: 'builders take only that form, with a program in it', fix });
  } else step.stage.shell = strings.words;
}
