import { posix } from 'node:path';
import type { Resolution } from '../../image/files/image-files';
import { isShellWord } from './advise-shell';
import type { LaunchAnswer } from './check-launch';
import { findPermissionFault } from './find-permission-fault';
import { findUnsetVariable, fixMissing, isFirstOfArgs } from './fix-missing';
import type { LaunchContext } from './launch-context';
import { printNames } from './suggest-program';

type Missing = Extract<Resolution, { outcome: 'missing' | 'not-a-folder' | 'loop' }>;

const RUNTIME_FOLDERS: ReadonlySet<string> = new Set(['dev', 'proc', 'sys']);

/** A program that is not there, and how it was looked for. */
export interface MissingProgram {
  readonly program: string;
  /** Absolute; undefined for a bare name, which is looked for in PATH. */
  readonly path: string | undefined;
  readonly resolution?: Missing;
  /** Where a relative path starts. */
  readonly from?: string | undefined;
  /** Folders of PATH, for a bare name. */
  readonly tried?: readonly string[];
  readonly notExecutable?: string | undefined;
}

/** Says that a program is not in the image, what stands in its place, and which one may be meant. */
export async function explainMissing(context: LaunchContext, missing: MissingProgram): Promise<LaunchAnswer> {
  const { notExecutable, path } = missing;
  const passedOver = notExecutable === undefined ? undefined : await context.files.resolve(notExecutable);
  if (passedOver?.outcome === 'found' && passedOver.entry.type === 'file') {
    return {
      outcome: 'fail',
      code: 'IMAGE_BINARY_NOT_EXECUTABLE',
      what: 'the container may not execute',
      ...(findPermissionFault(passedOver, context.user) ?? {
        why: `'${notExecutable}' is in PATH, but its permissions do not let the container's user execute it`,
        fix: `set its permissions where the image is built: RUN chmod a+x ${notExecutable}`,
      }),
    };
  }
  return {
    outcome: 'fail',
    code: 'IMAGE_BINARY_MISSING',
    what: path === undefined ? 'is in no folder of PATH' : `is not in ${context.view.name}`,
    why: explainName(context, missing) ?? (await explainPlace(context, missing)),
    fix: await fixMissing(context, missing),
  };
}

/** What is wrong with the name before it is looked for. */
function explainName(context: LaunchContext, { program }: MissingProgram): string | undefined {
  if (program === '') return 'the name of the program is empty';
  if (isShellWord(program)) return `${program} is a command of the shell itself, and no program`;
  if (isFirstOfArgs(context, program)) {
    return `it has args and no command, and ${context.view.name} has no ENTRYPOINT, so the first of args is the program`;
  }
  const variable = findUnsetVariable(context, program);
  return variable && `the manifest sets no ${variable}, so $(${variable}) stays as it is`;
}

async function explainPlace(context: LaunchContext, missing: MissingProgram): Promise<string> {
  const { program, path, from } = missing;
  if (path === undefined) return whyNotInPath(missing);
  const why = await whyNotThere(context, { ...missing, path });
  if (from === undefined || program.startsWith('/')) return why;
  const subject = `'${from}' `;
  return `it starts in '${from}'${why.startsWith(subject) ? `, which ${why.slice(subject.length)}` : `; ${why}`}`;
}

function whyNotInPath({ tried = [], notExecutable }: MissingProgram): string {
  const folder = notExecutable === undefined ? '' : `; '${notExecutable}' is a folder`;
  return `${tried.length === 0 ? 'PATH is empty' : `PATH is ${tried.join(':')}`}${folder}`;
}

async function whyNotThere(
  { files, view }: LaunchContext,
  { path, resolution }: MissingProgram & { readonly path: string },
): Promise<string> {
  if (resolution === undefined) return `${view.name} has nothing at '${path}'`;
  const { at, links } = resolution;
  const by = links.length > 0 && at !== path ? `'${links.at(-1)}' is a link that leads to '${at}', which ` : '';
  if (resolution.outcome === 'loop') return `'${at}' is a link that leads back to itself`;
  if (resolution.outcome === 'not-a-folder') return `${by || `'${at}' `}is a file, and nothing can be in it`;
  const folder = posix.dirname(at);
  // the runtime makes these folders in every container
  const names = (await files.list(folder))?.filter((name) => folder !== '/' || !RUNTIME_FOLDERS.has(name));
  const holds = names === undefined ? '' : printContent(folder, names, view.platform === undefined);
  const isFolderLinked = links.at(-1) === posix.dirname(path) && posix.basename(at) === posix.basename(path);
  if (isFolderLinked && names !== undefined && holds !== '')
    return `'${links.at(-1)}' is a link to '${folder}'; ${holds}`;
  if (by !== '') return `${by}is not there${holds && `; ${holds}`}`;
  if (at !== path) return `there is no folder '${at}'${holds && `; ${holds}`}`;
  return holds || `${view.name} has nothing at '${at}'`;
}

/** @param isPartial whether there may be more in it: a base image that is not read */
function printContent(folder: string, names: readonly string[], isPartial: boolean): string {
  if (isPartial) return names.length === 0 ? '' : `the Dockerfile puts ${printNames(names)} into '${folder}'`;
  return names.length === 0 ? `'${folder}' is empty` : `'${folder}' holds ${printNames(names)}`;
}
