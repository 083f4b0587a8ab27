import { parsePairs, parseQuotedWords } from '../grammar/parse-words';
import { isKnown } from '../known';
import { needsArgument } from './needs-argument';
import { findPlatformArgument } from './platform-arguments';
import type { Step } from './step';

export function applyEnv(step: Step): void {
  const pairs = parsePairs(step.instruction.rest, step.build.escapeChar);
  if (typeof pairs === 'string') {
    step.refuse({ what: 'ENV cannot be read', why: pairs, fix: 'write it as ENV NAME=value' });
    return;
  }
  // all values see what was set before the instruction
  const values = pairs.map(([name, value]) => [step.expand(name), step.expand(value)] as const);
  for (const [name, value] of values) {
    if (isKnown(name)) {
      step.stage.variables.set(name.value, value);
      step.stage.env.set(name.value, value);
    } else step.stage.nameGap ??= `line ${step.line} sets a variable whose name is not known: ${name.unknown}`;
  }
}

export function applyLabel(step: Step): void {
  const pairs = parsePairs(step.instruction.rest, step.build.escapeChar);
  if (typeof pairs === 'string') {
    step.refuse({ what: 'LABEL cannot be read', why: pairs, fix: 'write it as LABEL name=value' });
  }
}

/** @see https://docs.docker.com/reference/dockerfile/#arg */
export function applyArg(step: Step): void {
  const { build, stage } = step;
  const words = parseQuotedWords(step.instruction.rest, build.escapeChar);
  if (words.length === 0) needsArgument(step);
  for (const word of words) {
    const { name, standard } = splitArg(word);
    if (name === '')
      step.refuse({ what: 'ARG has no name', why: `'${word}' has none`, fix: 'write it as ARG NAME=value' });
    const given = build.options.buildArgs?.get(name);
    const inherited = build.globals.get(name) ?? findPlatformArgument(name);
    if (given !== undefined) stage.variables.set(name, { value: given });
    else if (standard !== undefined) stage.variables.set(name, step.expand(standard));
    else if (inherited) stage.variables.set(name, inherited);
    else if (!stage.variables.has(name)) stage.variables.set(name, { unknown: `ARG ${name} has no value` });
  }
}

/** `NAME` or `NAME=default`. */
export function splitArg(word: string): { readonly name: string; readonly standard: string | undefined } {
  const equals = word.indexOf('=');
  if (equals === -1) return { name: word, standard: undefined };
  return { name: word.slice(0, equals), standard: word.slice(equals + 1) };
}
