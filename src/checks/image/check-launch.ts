import { posix } from 'node:path';
import { findInPath } from '../../image/files/find-in-path';
import type { Resolution } from '../../image/files/image-files';
import type { LayerEntry } from '../../image/layers/layer-index';
import { printBytes } from '../../image/print-bytes';
import { findStart } from '../../image/start/find-start-fault';
import type { Finding } from '../finding';
import type { Launch } from '../launch/launch';
import { mayKeep } from './capabilities';
import { explainMissing } from './explain-missing';
import { findCapabilityFault } from './find-capability-fault';
import { findInVolume } from './find-in-volume';
import { findPermissionFault, type PermissionFault } from './find-permission-fault';
import { findReadFault } from './find-read-fault';
import { findingOf, type LaunchContext, printLaunch } from './launch-context';
import { suggestProgram } from './suggest-program';

type Found = Extract<Resolution, { outcome: 'found' }>;

/** What lets a process past the permissions of files that it reads. */
const READING = 'DAC_OVERRIDE DAC_READ_SEARCH'.split(' ');

/** What a check says of one program, before it becomes a finding. */
export type LaunchAnswer =
  | { readonly outcome: 'pass'; readonly how: string; readonly path: string; readonly entry: LayerEntry }
  | {
      readonly outcome: 'fail';
      readonly code: string;
      readonly what: string;
      readonly why: string;
      readonly fix: string;
    }
  | {
      readonly outcome: 'unknown';
      readonly why: string;
      /** `cannot be checked` and to look at it by hand, when not given. */
      readonly what?: string;
      readonly fix?: string;
    };

/** A finding about a program, and the program's file where it is known to start. */
export interface LaunchCheck {
  readonly finding: Finding;
  readonly file: CheckedFile | undefined;
}

/** A program's file. */
export interface CheckedFile {
  /** Absolute, without links. */
  readonly path: string;
  readonly entry: LayerEntry;
}

/**
 * Whether a program that a container starts is there, can be executed by the container's user, and can start.
 *
 * @throws ImageFault when a layer that decides cannot be read
 */
export async function checkLaunch(context: LaunchContext, launch: Launch): Promise<LaunchCheck> {
  const answer = await answerLaunch(context, launch);
  const file = answer.outcome === 'pass' ? answer : undefined;
  return { finding: findingOf(context, wordsOf(context, launch, answer)), file };
}

type Words = Pick<Finding, 'outcome' | 'code' | 'what' | 'why' | 'fix'>;

function wordsOf(context: LaunchContext, launch: Launch, answer: LaunchAnswer): Words {
  const runs = printLaunch(context, launch.argv[0] ?? '', launch.via);
  if (answer.outcome === 'pass') {
    return { outcome: 'pass', code: 'IMAGE_BINARY_STARTS', what: `${runs}: ${answer.how}`, why: '', fix: '' };
  }
  const {
    why,
    what = 'cannot be checked',
    fix = 'look at it by hand, or start the image once where it may fail',
  } = answer;
  if (answer.outcome === 'fail' && launch.isCertain) {
    return { outcome: 'fail', code: answer.code, what: `${runs}, which ${what}`, why, fix };
  }
  const { doubt: known = 'whether that matters depends on the commands around it' } = launch;
  const doubt = answer.outcome === 'fail' ? `; ${known}` : '';
  return {
    outcome: 'unknown',
    code: 'IMAGE_BINARY_UNKNOWN',
    what: `${runs}, which ${what}`,
    why: `${why}${doubt}`,
    fix,
  };
}

async function answerLaunch(context: LaunchContext, launch: Launch): Promise<LaunchAnswer> {
  const [program = ''] = launch.argv;
  if (program.includes('/')) {
    const from = launch.workingDirectory;
    if (!program.startsWith('/') && from === undefined) {
      return { outcome: 'unknown', why: 'the folder that it is started in is only known when it runs' };
    }
    const resolution = await context.files.resolve(program, from === undefined ? {} : { from });
    return await answerResolution(context, launch, resolution, posix.resolve(from ?? '/', program));
  }
  const path = launch.env.get('PATH');
  if (path === undefined) return { outcome: 'unknown', why: 'PATH, which says where it is looked for, is not known' };
  const find = (isAllowed: (each: Found) => boolean) =>
    findInPath(context.files, program, path, launch.workingDirectory, isAllowed);
  const strict = await find((each) => findPermissionFault(each, context.user) === undefined);
  const isPassedOver = strict.outcome === 'missing' && strict.notExecutable !== undefined && launch.via === undefined;
  const found = isPassedOver ? await find((each) => isLetPast(context, each)) : strict;
  if (found.outcome !== 'missing' || !('tried' in found)) {
    return await answerResolution(context, launch, found as Resolution, program);
  }
  const { tried, notExecutable } = found;
  return await explainMissing(context, { program, path: undefined, tried, notExecutable });
}

async function answerResolution(
  context: LaunchContext,
  launch: Launch,
  resolution: Resolution,
  path: string,
): Promise<LaunchAnswer> {
  const [program = ''] = launch.argv;
  switch (resolution.outcome) {
    case 'found':
      return await answerFound(context, launch, resolution);
    case 'mounted':
      return await findInVolume(context, launch, resolution, (found) => answerFound(context, launch, found));
    case 'unknown':
      return { outcome: 'unknown', why: resolution.why };
    default:
      return await explainMissing(context, { program, path, resolution, from: launch.workingDirectory });
  }
}

/** The answer for a file that is there, in the image or in a volume. */
async function answerFound(context: LaunchContext, launch: Launch, found: Found): Promise<LaunchAnswer> {
  const { entry, path } = found;
  if (entry.type !== 'file') {
    const is = entry.type === 'directory' ? 'a folder' : 'no regular file';
    const near = suggestProgram(launch.argv[0] ?? '', await context.view.programs());
    return {
      outcome: 'fail',
      code: 'IMAGE_BINARY_NOT_A_FILE',
      what: `is ${is} in ${context.view.name}`,
      why: `'${path}' is ${is}, and only files can be executed: the kernel says "permission denied"`,
      fix: near ? `did you mean '${near}'?` : 'name the program in it',
    };
  }
  const fault = findPermissionFault(found, context.user);
  const isByRuntime = launch.via === undefined && context.user?.isStartedWithOverride === true;
  if (fault !== undefined && isByRuntime && isLetPast(context, found))
    return readByScript(context, found) ?? letPast(fault);
  if (fault !== undefined) {
    const what = 'the container may not execute';
    return { outcome: 'fail', code: 'IMAGE_BINARY_NOT_EXECUTABLE', what, ...fault };
  }
  const { platform } = context.view;
  if (platform === undefined || entry.facts === undefined) {
    return { outcome: 'unknown', why: `'${path}' is there; whether it can start, only the built image tells` };
  }
  const { files, user } = context;
  const { env, workingDirectory } = launch;
  const ask = (options?: { readonly hasOverride: boolean }) => {
    const mayExecute = (each: Found) => findPermissionFault(each, user, options)?.why;
    return findStart({ files, platform, path, entry, user, env, workingDirectory, mayExecute });
  };
  const refused = findCapabilityFault(context, found);
  if (refused) return refused;
  const answer = await ask();
  if (answer.outcome === 'pass') {
    return { outcome: 'pass', how: printHow(found, answer.how, answer.interpreter), path, entry };
  }
  // the kernel opens the interpreter before it takes the capability away
  if (answer.outcome === 'fail' && answer.code === 'IMAGE_BINARY_NOT_EXECUTABLE' && isByRuntime) {
    return (await ask({ hasOverride: true })).outcome === 'fail' ? answer : letPast(answer);
  }
  // a shell, and execvp of most C libraries, runs a file that the kernel refuses as a shell script
  if (answer.outcome === 'fail' && answer.code === 'IMAGE_BINARY_FORMAT' && launch.via !== undefined) {
    const why = `'${path}' has no #! line, and ${launch.via} may run it as a shell script`;
    return { outcome: 'unknown', why, fix: answer.fix };
  }
  return answer;
}

/** Whether the runtime may start it all the same, before it takes the capability away from a user that is not root. */
function isLetPast({ user }: LaunchContext, found: Found): boolean {
  return user?.isStartedWithOverride === true && findPermissionFault(found, user, { hasOverride: true }) === undefined;
}

/** A script is opened once more, by its interpreter, from which the runtime's capabilities are gone. */
function readByScript({ subject, user }: LaunchContext, found: Found): LaunchAnswer | undefined {
  if (found.entry.facts?.kind !== 'script' || user === undefined || mayKeep(subject.container, READING))
    return undefined;
  const fault = findReadFault(found, user);
  if (fault?.outcome !== 'fail') return undefined;
  const { why, fix } = fault;
  return {
    outcome: 'fail',
    code: 'IMAGE_BINARY_NOT_EXECUTABLE',
    what: 'cannot start: its interpreter may not read it',
    why: `${why}; a script is read by its interpreter, which has only the rights of that user`,
    fix: fix.replace('644', '755').replace('a+r ', 'a+rx '),
  };
}

function letPast({ why, fix }: PermissionFault): LaunchAnswer {
  const remark = 'runc starts it all the same, since CAP_DAC_OVERRIDE is not dropped, and others may not';
  return { outcome: 'unknown', what: 'not every runtime starts', why: `${why}; ${remark}`, fix };
}

function printHow({ path, entry, links }: Found, how: string, interpreter: string | undefined): string {
  const by = interpreter === undefined ? '' : ` by ${interpreter}`;
  const words = how === 'script' ? `script, run${by}` : how === 'dynamic' ? `dynamic, loaded${by}` : 'static';
  return `${links.length > 0 ? `${path}, ` : ''}${words}, ${printBytes(entry.size)}`;
}
