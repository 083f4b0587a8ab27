import { posix } from 'node:path';
import { asList } from '../../manifest/manifest';
import { adviseShell, isShellLine, isShellWord, SHELLS } from './advise-shell';
import type { MissingProgram } from './explain-missing';
import { findCandidates } from './find-candidates';
import type { LaunchContext } from './launch-context';
import { printList } from './print-list';
import { printNames, suggestProgram } from './suggest-program';

// a list of more helps nobody
const MOST_PROGRAMS = 8;

/** What to do about a program that is not there. */
export async function fixMissing(context: LaunchContext, missing: MissingProgram): Promise<string> {
  const { program, path, resolution, tried = [] } = missing;
  const candidates = await findCandidates(context, path === undefined ? tried : [posix.dirname(path)]);
  if (isShellWord(program) || isShellLine(program)) return await adviseShell(context, program, candidates);
  const words = program.trim().split(/\s+/);
  const isThere = candidates.some((each) => each === words[0] || posix.basename(each) === words[0]);
  if (words.length > 1 && isThere) return `write each word as an item of its own: ${printList(words)}`;
  const isArgs = isFirstOfArgs(context, program);
  if (program.startsWith('-')) return isArgs ? fixArgs(context, candidates) : fixOption(context, program);
  const near = program === '' ? undefined : suggestProgram(path ?? program, candidates, tried);
  const nearFirst = near ?? (words.length > 1 ? suggestProgram(words[0] ?? '', candidates, tried) : undefined);
  if (near === undefined && nearFirst !== undefined) {
    return `write each word as an item of its own, and the name of a program that is there: ${printList([nearFirst, ...words.slice(1)])}`;
  }
  const variable = findUnsetVariable(context, program);
  if (variable !== undefined) return `set ${variable} in its env, or write the path${near ? `: '${near}'` : ''}`;
  if (near !== undefined) return `did you mean '${near}'?`;
  if (isArgs) return fixArgs(context, candidates);
  if (SHELLS.has(posix.basename(program))) return fixShell(candidates, program);
  if (resolution?.outcome === 'loop') return `let '${resolution.at}' lead to a program`;
  if (resolution?.outcome === 'missing' && resolution.links.includes(path ?? '')) {
    return `copy '${resolution.at}' into the image too, or let the link lead to a program that is there`;
  }
  if (program === '') return 'name the program in its place';
  if (candidates.length === 0) return 'name a program that is in the image, or put this one into it';
  const programs = await context.view.programs();
  const shown = programs.length > 0 ? programs : candidates;
  if (shown.length > MOST_PROGRAMS) return 'put it into the image, or name a program that is there';
  return `put it into the image, or name one that is there: ${printNames(shown)}`;
}

/** Whether the container has `args` for a program that neither it nor its image names. */
export function isFirstOfArgs({ subject, view, purpose }: LaunchContext, program: string): boolean {
  const { command, args } = subject.container;
  const { entrypoint } = view.config;
  const hasEntrypoint = 'unknown' in entrypoint || entrypoint.value.length > 0;
  const isCommandEmpty = !Array.isArray(command) || command.length === 0;
  return purpose === undefined && !hasEntrypoint && isCommandEmpty && Array.isArray(args) && args[0] === program;
}

/** The variable of a `$(NAME)` that the manifest does not set, so that it was not replaced. */
export function findUnsetVariable({ subject, purpose }: LaunchContext, program: string): string | undefined {
  // hooks are given no variables at all
  if (purpose?.endsWith('hook')) return undefined;
  const [, variable] = /\$\(([^()]+)\)/.exec(program) ?? [];
  return asList(subject.container.env).some(({ name }) => name === variable) ? undefined : variable;
}

function fixArgs({ view }: LaunchContext, candidates: readonly string[]): string {
  const { cmd } = view.config;
  const [only, ...others] = candidates;
  const likely = others.length === 0 ? only : undefined;
  const program = ('value' in cmd ? cmd.value[0] : undefined) ?? likely ?? '/program';
  return `name the program too: command: ${printList([program])}`;
}

/** An option in the place of the program: mostly it was meant for the ENTRYPOINT of the image. */
function fixOption({ subject, view, purpose }: LaunchContext, option: string): string {
  const { command } = subject.container;
  const { entrypoint } = view.config;
  const isMain = purpose === undefined && Array.isArray(command) && command[0] === option;
  const program = 'value' in entrypoint ? entrypoint.value[0] : undefined;
  if (!isMain || program === undefined) return 'name the program in front of its options';
  return `write it under args: command takes the place of the image's ENTRYPOINT '${program}'`;
}

function fixShell(candidates: readonly string[], program: string): string {
  const other = candidates.find((path) => SHELLS.has(posix.basename(path)));
  if (other !== undefined) return `use '${other}', which the image has, or install ${posix.basename(program)}`;
  return 'name the program without a shell, each word as an item of its own, or use a base image that has a shell';
}
