import { posix } from 'node:path';
import { findExecuteFault } from '../../image/files/can-execute';
import { findInPath } from '../../image/files/find-in-path';
import type { Resolution } from '../../image/files/image-files';
import { printBytes } from '../../image/print-bytes';
import { findStart } from '../../image/start/find-start-fault';
import type { Finding } from '../finding';
import type { Launch } from '../launch/launch';
import { explainMissing } from './explain-missing';
import { findInVolume } from './find-in-volume';
import { findingOf, type LaunchContext, printLaunch } from './launch-context';
import { suggestProgram } from './suggest-program';

type Found = Extract<Resolution, { outcome: 'found' }>;

/** What a check says of one program, before it becomes a finding. */
export type LaunchAnswer =
  | { readonly outcome: 'pass'; readonly how: string; readonly path: string }
  | {
      readonly outcome: 'fail';
      readonly code: string;
      readonly what: string;
      readonly why: string;
      readonly fix: string;
    }
  | { readonly outcome: 'unknown'; readonly why: string };

/** A finding about a program, and the program's path in the image where it is known to start. */
export interface LaunchCheck {
  readonly finding: Finding;
  readonly path: string | undefined;
}

/**
 * Whether a program that a container starts is there, can be executed by the container's user, and can start.
 *
 * @throws ImageFault when a layer that decides cannot be read
 */
export async function checkLaunch(context: LaunchContext, launch: Launch): Promise<LaunchCheck> {
  const answer = await answerLaunch(context, launch);
  const path = answer.outcome === 'pass' ? answer.path : undefined;
  return { finding: findingOf(context, wordsOf(context, launch, answer)), path };
}

type Words = Pick<Finding, 'outcome' | 'code' | 'what' | 'why' | 'fix'>;

function wordsOf(context: LaunchContext, launch: Launch, answer: LaunchAnswer): Words {
  const runs = printLaunch(context, launch.argv[0] ?? '', launch.via);
  if (answer.outcome === 'pass') {
    return { outcome: 'pass', code: 'IMAGE_BINARY_STARTS', what: `${runs}: ${answer.how}`, why: '', fix: '' };
  }
  const unknown = (why: string): Words => ({
    outcome: 'unknown',
    code: 'IMAGE_BINARY_UNKNOWN',
    what: `${runs}, which cannot be checked`,
    why,
    fix: 'look at it by hand, or start the image once where it may fail',
  });
  if (answer.outcome === 'unknown') return unknown(answer.why);
  const { code, what, why, fix } = answer;
  if (!launch.isCertain) return unknown(`it ${what}; whether that matters depends on the commands around it`);
  return { outcome: 'fail', code, what: `${runs}, which ${what}`, why, fix };
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
  const found = await findInPath(
    context.files,
    program,
    path,
    launch.workingDirectory,
    (each) => mayExecute(context, each) === undefined,
  );
  if (found.outcome !== 'missing' || !('tried' in found)) {
    return await answerResolution(context, launch, found as Resolution, program);
  }
  return explainMissing(context, { program, path: undefined, tried: found.tried, notExecutable: found.notExecutable });
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
      return explainMissing(context, { program, path, resolution });
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
  const fault = mayExecute(context, found);
  if (fault !== undefined && launch.via === undefined && isLetPast(context, found)) {
    const why = `${fault}; runc starts it all the same, since CAP_DAC_OVERRIDE is not dropped, and other runtimes may not`;
    return { outcome: 'unknown', why };
  }
  if (fault !== undefined) {
    return {
      outcome: 'fail',
      code: 'IMAGE_BINARY_NOT_EXECUTABLE',
      what: 'the container may not execute',
      why: fault,
      fix: `set its permissions where the image is built: COPY --chmod=755, or RUN chmod a+x ${path}`,
    };
  }
  const { platform } = context.view;
  if (platform === undefined || entry.facts === undefined) {
    return { outcome: 'unknown', why: `'${path}' is there; whether it can start, only the built image tells` };
  }
  const answer = await findStart({
    files: context.files,
    platform,
    path,
    entry,
    user: context.user,
    env: launch.env,
    workingDirectory: launch.workingDirectory,
    mayExecute: (each) => mayExecute(context, each),
  });
  if (answer.outcome === 'pass') {
    return { outcome: 'pass', how: printHow(found, answer.how, answer.interpreter), path };
  }
  // a shell, and execvp of most C libraries, runs a file that the kernel refuses as a shell script
  if (answer.outcome === 'fail' && answer.code === 'IMAGE_BINARY_FORMAT' && launch.via !== undefined) {
    return { outcome: 'unknown', why: `'${path}' has no #! line, and ${launch.via} may run it as a shell script` };
  }
  return answer;
}

function mayExecute({ user }: LaunchContext, found: Found): string | undefined {
  return user === undefined ? undefined : findExecuteFault(found, user, { hasOverride: user.hasOverride })?.why;
}

/** Whether the runtime may start it all the same, before it takes the capability away from a user that is not root. */
function isLetPast({ user }: LaunchContext, found: Found): boolean {
  return user?.isStartedWithOverride === true && findExecuteFault(found, user, { hasOverride: true }) === undefined;
}

function printHow({ path, entry, links }: Found, how: string, interpreter: string | undefined): string {
  const by = interpreter === undefined ? '' : ` by ${interpreter}`;
  const words = how === 'script' ? `script, run${by}` : how === 'dynamic' ? `dynamic, loaded${by}` : 'static';
  return `${links.length > 0 ? `${path}, ` : ''}${words}, ${printBytes(entry.size)}`;
}
