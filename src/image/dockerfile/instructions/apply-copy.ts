import { parseHeredocMark } from '../grammar/find-heredocs';
import { flagValues } from '../grammar/instruction';
import { parseJsonStrings, splitAtSpaces } from '../grammar/parse-words';
import { isKnown } from '../known';
import { refuseMixedArray } from './apply-command';
import { Copying, isFolderTarget } from './copying';
import { type CopySource, findSource } from './find-source';
import { showInstruction } from './show-instruction';
import type { Step } from './step';

/** What holds for all sources of a COPY or ADD. */
export interface CopyPlan {
  readonly source: CopySource;
  /** Absolute; may have unknown parts. */
  readonly target: string;
  /** Whether files come into the target; otherwise one takes its place. */
  readonly isFolder: boolean;
  /** Of `--chmod`. */
  readonly mode: number | undefined;
  /** `--exclude`, `--parents`: what is left or where it comes to lie is then not known. */
  readonly hasExcludes: boolean;
}

/** @see https://docs.docker.com/reference/dockerfile/#copy */
export function applyCopy(step: Step): void {
  const plan = planCopy(step);
  if (plan === undefined) return;
  const { copying, sources, parents } = plan;
  if (parents) copying.fillWith('copies with parent folders');
  else for (const source of sources) copying.copy(step.expandPattern(source));
}

/** @see https://docs.docker.com/reference/dockerfile/#add */
export function applyAdd(step: Step): void {
  const plan = planCopy(step);
  if (plan === undefined) return;
  const unpack = flagValues(step.instruction, 'unpack').at(-1);
  for (const written of plan.sources) {
    const source = step.expandPattern(written);
    if (isGit(source)) plan.copying.fillWith('copies a repository');
    else if (/^https?:\/\//i.test(source)) {
      const name = /\/([^/?#]+)(?:[?#].*)?$/s.exec(source.replace(/^https?:\/\//i, ''))?.[1] ?? '__unnamed__';
      if (unpack === 'true') plan.copying.fillWith('unpacks an archive');
      // builders keep downloads to their owner
      else plan.copying.putFile(name, 0o600);
    } else if (isArchive(source) && unpack !== 'false') plan.copying.fillWith('unpacks an archive');
    else plan.copying.copy(source);
  }
}

interface PlannedCopy {
  readonly copying: Copying;
  /** Without heredocs. */
  readonly sources: readonly string[];
  readonly parents: boolean;
}

function planCopy(step: Step): PlannedCopy | undefined {
  const { instruction, stage } = step;
  const strings = parseJsonStrings(instruction.rest);
  if (strings === 'invalid') {
    refuseMixedArray(step);
    return undefined;
  }
  const words = strings?.words ?? splitAtSpaces(instruction.rest);
  const to = words.at(-1);
  if (to === undefined || words.length < 2 || parseHeredocMark(to)) {
    step.refuse({
      what: `${instruction.keyword} has no destination`,
      why: 'builders need at least one source and, last, a destination',
      fix: `write it as ${instruction.keyword} source destination`,
    });
    return undefined;
  }
  const marks = words.slice(0, -1).map((word) => parseHeredocMark(word));
  const sources = words.slice(0, -1).filter((_, index) => marks[index] === undefined);
  const changes = step.changes(showInstruction(instruction));
  const written = step.expandPattern(to);
  const target = step.pathOf(written === '' ? '.' : written).replace(/(.)\/$/, '$1');
  const isMany = words.length > 2 || sources.some((source) => /[*?[]/.test(source));
  const plan: CopyPlan = {
    source: findSource(step.build, flagValues(instruction, 'from').at(-1)),
    target,
    isFolder: isMany || written === '' || isFolderTarget(changes, written, target, stage.baseImage !== undefined),
    mode: readMode(step),
    hasExcludes: flagValues(instruction, 'exclude').length > 0,
  };
  const copying = new Copying(plan, changes);
  for (const mark of marks) if (mark) copying.putFile(mark.name, 0o644);
  const parents = flagValues(instruction, 'parents').some((value) => value !== 'false');
  return { copying, sources, parents };
}

function readMode(step: Step): number | undefined {
  const written = flagValues(step.instruction, 'chmod').at(-1);
  if (written === undefined) return undefined;
  const mode = step.expand(written);
  if (!isKnown(mode)) return undefined;
  if (/^[0-7]{1,5}$/.test(mode.value)) return Number.parseInt(mode.value, 8) & 0o7777;
  // `+x`, of which the rest is not known
  return /^(?:[ugoa]*\+[rwX]*x[rwx]*,?)+$/.test(mode.value) ? 0o755 : undefined;
}

function isGit(source: string): boolean {
  return /^(?:git:\/\/|git@|ssh:\/\/)/.test(source) || /^https?:\/\/[^?]*\.git(?:[#?].*)?$/s.test(source);
}

function isArchive(source: string): boolean {
  return /\.(?:tar|tgz|tbz2?|txz|tzst|tar\.(?:gz|bz2|xz|zst|lzma))$/i.test(source);
}
