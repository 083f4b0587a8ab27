import { UserError } from '../../../errors';
import { ImageReference } from '../../../release/image-reference';
import type { Build, StageOutline } from '../build';
import type { Instruction } from '../grammar/instruction';
import { parseQuotedWords, splitAtSpaces } from '../grammar/parse-words';
import { isKnown, type Known } from '../known';
import { Stage, type StageStart } from '../stage';
import { splitArg } from './apply-variables';
import { findPlatformArgument } from './platform-arguments';

/** FROM. @see https://docs.docker.com/reference/dockerfile/#from */
export function startStage(build: Build, outline: StageOutline): Stage {
  const { line, rest } = outline.from;
  const words = splitAtSpaces(rest);
  const isNamed = words.length === 3 && words[1]?.toLowerCase() === 'as';
  if (words.length !== 1 && !isNamed) {
    const what = words.length === 0 ? 'FROM names no image' : `FROM has ${words.length} words`;
    build.refuse(line, {
      what,
      why: 'builders take an image, and a name for the stage',
      fix: 'write it as FROM image AS name',
    });
  }
  if (isNamed && !/^[a-z][a-z0-9-_.]*$/.test(outline.name ?? '')) {
    const fix = 'begin with a letter, and use letters, digits, - _ and . only';
    build.refuse(line, { what: `'${words[2]}' is no name for a stage`, why: 'builders refuse it', fix });
  }
  const base = build.expand(line, outline.base ?? '', (name) => findGlobal(build, name));
  return new Stage(outline.name, line, startOf(build, line, outline.base ?? '', base));
}

function startOf(build: Build, line: number, written: string, base: Known<string>): StageStart {
  if (!isKnown(base)) return { kind: 'image', name: written };
  if (base.value === 'scratch') return { kind: 'scratch' };
  const stage = build.findStage(base.value);
  if (stage) return { kind: 'stage', stage };
  const why = base.value === '' ? (written === '' ? undefined : 'its variables are empty') : imageFault(base.value);
  if (why !== undefined) {
    build.refuse(line, {
      what: `FROM ${written} names no image`,
      why,
      fix: 'name an image, or a stage above by its name',
    });
  }
  return { kind: 'image', name: base.value || written };
}

/** Why this cannot be the name of an image; undefined when it can. */
export function imageFault(name: string): string | undefined {
  try {
    ImageReference.parse(name);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.why;
    throw error;
  }
}

function findGlobal(build: Build, name: string): Known<string> | undefined {
  const platform = findPlatformArgument(name);
  const given = platform && build.options.buildArgs?.get(name);
  return given === undefined ? (build.globals.get(name) ?? platform) : { value: given };
}

/** ARG before the first FROM. */
export function applyGlobalArg(build: Build, instruction: Instruction): void {
  for (const word of parseQuotedWords(instruction.rest, build.escapeChar)) {
    const { name, standard } = splitArg(word);
    const given = build.options.buildArgs?.get(name);
    if (given !== undefined) build.globals.set(name, { value: given });
    else if (standard !== undefined) {
      build.globals.set(
        name,
        build.expand(instruction.line, standard, (each) => findGlobal(build, each)),
      );
    } else build.globals.set(name, findPlatformArgument(name) ?? { unknown: `ARG ${name} has no value` });
  }
}
