import { posix } from 'node:path';
import type { Resolution } from '../../image/files/image-files';
import type { LaunchAnswer } from './check-launch';
import type { LaunchContext } from './launch-context';
import { printNames, suggestProgram } from './suggest-program';

type Missing = Extract<Resolution, { outcome: 'missing' | 'not-a-folder' | 'loop' }>;

const RUNTIME_FOLDERS: ReadonlySet<string> = new Set(['dev', 'proc', 'sys']);

interface Question {
  readonly program: string;
  /** Absolute; undefined for a bare name, which is looked for in PATH. */
  readonly path: string | undefined;
  readonly resolution?: Missing;
  /** Folders of PATH, for a bare name. */
  readonly tried?: readonly string[];
  readonly notExecutable?: string | undefined;
}

/** Says that a program is not in the image, what stands in its place, and which one may be meant. */
export async function explainMissing(context: LaunchContext, question: Question): Promise<LaunchAnswer> {
  const { view } = context;
  if (question.notExecutable !== undefined) {
    return {
      outcome: 'fail',
      code: 'IMAGE_BINARY_NOT_EXECUTABLE',
      what: 'the container may not execute',
      why: `'${question.notExecutable}' is in PATH, but its permissions do not let the container's user execute it`,
      fix: `set its permissions where the image is built: RUN chmod a+x ${question.notExecutable}`,
    };
  }
  const programs = await view.programs();
  return {
    outcome: 'fail',
    code: 'IMAGE_BINARY_MISSING',
    what: `is not in ${view.name}`,
    why: await printWhy(context, question),
    fix: printFix(question, programs),
  };
}

async function printWhy({ files, view }: LaunchContext, { path, resolution, tried }: Question): Promise<string> {
  if (resolution === undefined || path === undefined) {
    return `no folder of PATH has it: ${(tried ?? []).join(', ') || 'PATH is empty'}`;
  }
  const { at, links } = resolution;
  const by = links.length > 0 && at !== path ? `'${links.at(-1)}' is a link that leads to '${at}', which ` : '';
  if (resolution.outcome === 'loop') return `'${at}' is a link that leads back to itself`;
  if (resolution.outcome === 'not-a-folder') return `${by || `'${at}' `}is a file, and nothing can be in it`;
  const folder = posix.dirname(at);
  // the runtime makes these folders in every container
  const names = (await files.list(folder))?.filter((name) => folder !== '/' || !RUNTIME_FOLDERS.has(name));
  const holds = names === undefined ? '' : printContent(folder, names, view.platform === undefined);
  if (by !== '') return `${by}is not there${holds && `; ${holds}`}`;
  if (at !== path) return `there is no folder '${at}'${holds && `; ${holds}`}`;
  return holds || `${view.name} has nothing at '${at}'`;
}

/** @param isPartial whether there may be more in it: a base image that is not read */
function printContent(folder: string, names: readonly string[], isPartial: boolean): string {
  if (isPartial) return names.length === 0 ? '' : `the Dockerfile puts ${printNames(names)} into '${folder}'`;
  return names.length === 0 ? `'${folder}' is empty` : `'${folder}' holds ${printNames(names)}`;
}

function printFix({ program, path, tried = [] }: Question, programs: readonly string[]): string {
  const [first = ''] = program.trim().split(/\s+/);
  if (first !== program) {
    const words = program.trim().split(/\s+/);
    const isThere = programs.some((each) => each === first || posix.basename(each) === first);
    if (isThere) return `write each word as an item of its own: [${words.map((word) => `'${word}'`).join(', ')}]`;
  }
  const near = suggestProgram(path ?? program, programs, tried);
  if (near !== undefined) return `did you mean '${near}'?`;
  if (programs.length === 0) return 'name a program that is in the image, or put this one into it';
  return `put it into the image, or name one that is there: ${printNames(programs)}`;
}
