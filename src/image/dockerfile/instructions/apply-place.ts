import { posix } from 'node:path';
import { parseJsonStrings, splitAtSpaces } from '../grammar/parse-words';
import { isKnown } from '../known';
import { refuseMixedArray } from './apply-command';
import { needsArgument } from './needs-argument';
import type { Step } from './step';

export function applyUser(step: Step): void {
  const { rest } = step.instruction;
  if (rest === '') needsArgument(step);
  else step.stage.user = step.expand(rest);
}

export function applyWorkdir(step: Step): void {
  const { rest } = step.instruction;
  if (rest === '') {
    needsArgument(step);
    return;
  }
  const path = step.expand(rest);
  const before = step.stage.workingDir;
  if (!isKnown(path)) step.stage.workingDir = path;
  else if (path.value.startsWith('/')) step.stage.workingDir = { value: cleanPath(path.value) };
  else if (isKnown(before)) step.stage.workingDir = { value: cleanPath(posix.join(before.value, path.value)) };
  const now = step.stage.workingDir;
  if (isKnown(now)) step.changes(`WORKDIR ${now.value}`).putFolder(now.value);
}

function cleanPath(path: string): string {
  return posix.resolve('/', path.replaceAll('\0', '\ufffd'));
}

export function applyVolume(step: Step): void {
  const strings = parseJsonStrings(step.instruction.rest);
  if (strings === 'invalid') {
    refuseMixedArray(step);
    return;
  }
  const words = strings?.words ?? splitAtSpaces(step.instruction.rest);
  if (words.length === 0 || words.some((word) => word.trim() === '')) needsArgument(step);
  for (const word of words) {
    const path = step.expand(word.trim());
    if (isKnown(path)) step.stage.volumes.add(path.value);
    else step.stage.volumesGap ??= `line ${step.line} has a volume whose path is not known: ${path.unknown}`;
  }
}
