import { requireNone } from '../../errors';
import { Build, type DockerfileOptions } from './build';
import type { DockerfileImage } from './dockerfile-image';
import { findTarget } from './find-target';
import { parseInstructions } from './grammar/parse-instructions';
import { imageOf } from './image-of';
import { applyInstructions } from './instructions/apply-instructions';
import { applyGlobalArg, startStage } from './instructions/start-stage';
import { outlineStages, reachedStages } from './outline-stages';

/**
 * Reads a Dockerfile without building it: what the image would hold, as far as the file says so, and `unknown` with a
 * reason for the rest.
 *
 * Defaults of `ARG` count where `buildArgs` has no other value. A base image is not looked at; that its `SHELL` is
 * `/bin/sh -c`, and that it has the usual folders of a system, is taken for granted. What `RUN` surely does is read
 * from its text where the programs are known (Go, C and Rust compilers, cp, mv, install, ln, mkdir, chmod, …);
 * whatever else it runs may have written anything.
 *
 * @throws UserError DOCKERFILE_INVALID when a builder would refuse the file: all of it at once, each with its line
 * @throws UserError DOCKERFILE_TARGET_MISSING when there is no such stage
 * @see https://docs.docker.com/reference/dockerfile/
 */
export function parseDockerfile(text: string, options: DockerfileOptions): DockerfileImage {
  const parsed = parseInstructions(text);
  const { before, stages } = outlineStages(parsed.instructions);
  const build = new Build(options, parsed, stages);
  for (const instruction of before) {
    if (instruction.keyword === 'ARG') applyGlobalArg(build, instruction);
    else {
      build.refuse(instruction.line, {
        what: `${instruction.word} stands before the first FROM`,
        why: 'only ARG may stand there',
        fix: `move it below a FROM, or delete it`,
      });
    }
  }
  const target = findTarget(options, stages);
  const reached = reachedStages(stages, target ?? stages.length - 1);
  for (const [index, outline] of stages.entries()) {
    build.isReached = reached.has(index);
    const stage = startStage(build, outline);
    build.stages.push(stage);
    applyInstructions(build, stage, outline.instructions);
  }
  if (parsed.fault) {
    const { line, why } = parsed.fault;
    build.refuse(line, { what: 'the file cannot be read further', why, fix: 'correct the line' });
  } else if (stages.length === 0) {
    build.refuse(1, {
      what: 'there is no FROM',
      why: 'every image starts from another or from scratch',
      fix: 'begin with FROM',
    });
  }
  requireNone(build.problems);
  return imageOf(build, target);
}
