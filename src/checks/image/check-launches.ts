import { posix } from 'node:path';
import type { Finding } from '../finding';
import type { Launch, ScriptFile } from '../launch/launch';
import { unwrapLaunch } from '../launch/unwrap-launch';
import type { ContainerCheck } from './check-container';
import { checkLaunch } from './check-launch';
import { findLaunchUser } from './find-launch-user';
import { findingOf, type LaunchContext, printLaunch } from './launch-context';
import { suggestProgram } from './suggest-program';

// a script that starts more programs than this is no longer read on
const MOST_LAUNCHES = 100;

/** A program, and all that it is known to start in turn, as far as each of them can start. */
export async function checkLaunches(context: LaunchContext, first: Launch): Promise<ContainerCheck> {
  const findings: Finding[] = [];
  const programs: string[] = [];
  const queue = [first];
  for (let count = 0; queue.length > 0 && count < MOST_LAUNCHES; count += 1) {
    const launch = queue.shift() as Launch;
    const { runsAs } = launch;
    const own = runsAs === undefined ? context : { ...context, user: await findLaunchUser(context, runsAs) };
    const { finding, path } = await checkLaunch(own, launch);
    findings.push(finding);
    if (path !== undefined) programs.push(path);
    if (finding.outcome === 'fail') continue;
    const { launches, unknown, reads = [] } = unwrapLaunch(launch);
    for (const script of reads) findings.push(...(await checkScript(own, launch, script)));
    if (unknown !== undefined) findings.push(notFollowed(own, launch, unknown));
    // what one program starts is said before what stands beside it
    queue.unshift(...afterMakers(launches));
  }
  return { findings, programs };
}

/** Programs that may put others into a folder of PATH. */
const INSTALLERS = wordsOf(
  'cp mv ln install tar unzip cpio rsync git apk apt apt-get dpkg yum dnf microdnf pip pip3 npm yarn gem go cargo make',
);
/** Programs that write files, where they are told to. */
const WRITERS = wordsOf('curl wget tee dd touch chmod sed gunzip cc gcc');

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/** What is not in the image may be there all the same, once an earlier command of the shell has put it there. */
function afterMakers(launches: readonly Launch[]): Launch[] {
  const names = launches.map(({ argv }) => posix.basename(argv[0] ?? ''));
  return launches.map((launch, index) => {
    const isPath = launch.argv[0]?.includes('/') === true;
    const isMade = names.slice(0, index).some((name) => INSTALLERS.has(name) || (isPath && WRITERS.has(name)));
    return isMade ? { ...launch, isCertain: false } : launch;
  });
}

function notFollowed(context: LaunchContext, launch: Launch, why: string): Finding {
  return findingOf(context, {
    outcome: 'unknown',
    code: 'IMAGE_BINARY_UNKNOWN',
    what: `${printLaunch(context, launch.argv[0] ?? '', launch.via)}, and what that starts is not known in full`,
    why,
    fix: 'name the program itself as the command, where that is possible',
  });
}

/** A file that an interpreter is given to read: `python app.py`, `sh /entrypoint.sh`. */
async function checkScript(context: LaunchContext, launch: Launch, script: ScriptFile): Promise<Finding[]> {
  const from = launch.workingDirectory;
  if (!script.path.startsWith('/') && from === undefined) return [];
  const resolution = await context.files.resolve(script.path, from === undefined ? {} : { from });
  if (resolution.outcome !== 'missing' && resolution.outcome !== 'not-a-folder') return [];
  if (script.isSearched && !script.path.includes('/') && (await isInPath(context, launch, script.path))) return [];
  const path = posix.resolve(from ?? '/', script.path);
  const near = await suggestScript(context, path);
  const finding = {
    code: 'IMAGE_SCRIPT_MISSING',
    what: `${printLaunch(context, launch.argv[0] ?? '', launch.via)} with '${script.path}', which is not in ${context.view.name}`,
    why:
      path === script.path
        ? `there is no '${resolution.at}'`
        : `it starts in '${from}', and there is no '${resolution.at}'`,
    fix: near ? `did you mean '${near}'?` : 'put it into the image, or name a file that is there',
  };
  return [findingOf(context, { ...finding, outcome: launch.isCertain ? 'fail' : 'unknown' })];
}

/** A file of a like name in the same folder, or of the same name elsewhere. */
async function suggestScript({ files }: LaunchContext, path: string): Promise<string | undefined> {
  const folder = posix.dirname(path);
  const siblings = ((await files.list(folder)) ?? []).map((name) => posix.join(folder, name));
  const near = suggestProgram(path, siblings);
  if (near !== undefined) return near;
  const all = ((await files.files()) ?? []).map((file) => file.path);
  return suggestProgram(
    path,
    all.filter((each) => posix.basename(each) === posix.basename(path)),
  );
}

async function isInPath({ files }: LaunchContext, launch: Launch, name: string): Promise<boolean> {
  const path = launch.env.get('PATH');
  if (path === undefined) return true;
  for (const folder of path.split(':')) {
    const { outcome } = await files.resolve(posix.join(folder || '.', name), { from: launch.workingDirectory ?? '/' });
    if (outcome !== 'missing' && outcome !== 'not-a-folder') return true;
  }
  return false;
}
