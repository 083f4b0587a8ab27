import { printPlatform } from '../platform';
import { findElfStart } from './find-elf-start';
import { findScriptStart } from './script/find-script-start';
import type { StartAnswer, StartFault, StartQuestion } from './start-question';

/**
 * Whether the kernel and the dynamic loader can start a file, as far as the image tells.
 *
 * Libraries that a program opens while it runs (dlopen, plugins) are not looked at.
 *
 * @throws ImageFault when a layer that decides cannot be read
 */
export async function findStart(question: StartQuestion): Promise<StartAnswer> {
  const { path, platform } = question;
  if (platform.os !== 'linux') {
    return { outcome: 'unknown', why: `the image is for ${printPlatform(platform)}, and only Linux is understood` };
  }
  const { facts } = question.entry;
  switch (facts?.kind) {
    case undefined:
      return { outcome: 'unknown', why: `'${path}' is there, but the source does not say what it holds` };
    case 'elf':
      return await findElfStart(question, facts.elf);
    case 'script':
      return await findScriptStart(question, facts, findStart);
    case 'empty':
      return {
        ...refused('it is an empty file'),
        fix: `look at the step of the Dockerfile that builds or copies '${path}'`,
      };
    default:
      return {
        ...refused("it is neither a program nor a script with a '#!' line"),
        fix: `if it is a shell script, let '#!/bin/sh' be its first line; if not, build it for ${printPlatform(platform)}`,
      };
  }
}

function refused(reason: string): Omit<StartFault, 'fix'> {
  return {
    outcome: 'fail',
    code: 'IMAGE_BINARY_FORMAT',
    what: `cannot start: ${reason}`,
    why: 'the kernel refuses it with "exec format error"; only a shell would try to read it as a script',
  };
}
