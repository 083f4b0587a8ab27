import { posix } from 'node:path';
import { parseShebang } from '../../image/start/script/parse-shebang';
import type { Finding } from '../finding';
import { BUSYBOX_APPLETS } from '../launch/busybox-applets';
import type { Launch } from '../launch/launch';
import { findMaker, type Maker, makerOf } from '../launch/makers';
import { followScript } from '../launch/script/follow-script';
import { unwrapLaunch } from '../launch/unwrap-launch';
import type { ContainerCheck } from './check-container';
import { type CheckedFile, checkLaunch } from './check-launch';
import { checkScript } from './check-script';
import { findLaunchUser } from './find-launch-user';
import { findingOf, type LaunchContext, printLaunch } from './launch-context';

// a script that starts more programs than this is no longer read on
const MOST_LAUNCHES = 100;

/** Options of a shell in a first line: it reads other files first, or runs nothing. */
const STARTS_OTHERWISE = /[ \t](?:-[a-zA-Z]*[cilns]|--login)/;

/** A program, and all that it is known to start in turn, as far as each of them can start. */
export async function checkLaunches(context: LaunchContext, first: Launch): Promise<ContainerCheck> {
  const findings: Finding[] = [];
  const programs: string[] = [];
  const makers: Maker[] = [];
  const queue = [first];
  for (let count = 0; queue.length > 0 && count < MOST_LAUNCHES; count += 1) {
    const next = queue.shift() as Launch;
    const launch = { ...next, makers: [...makers, ...(next.makers ?? [])] };
    const { runsAs } = launch;
    const own = runsAs === undefined ? context : { ...context, user: await findLaunchUser(context, runsAs) };
    const { finding, file } = await checkLaunch(own, withDoubt(launch));
    if (launch.isGuess !== true || finding.outcome === 'pass') findings.push(finding);
    if (file !== undefined) programs.push(file.path);
    const maker = makerOf(launch.argv, launch.isCut === true);
    if (maker) makers.push(maker);
    if (finding.outcome === 'fail') continue;
    const { launches, unknown, reads = [] } = unwrapLaunch(launch);
    if (unknown !== undefined) findings.push(notFollowed(own, launch, unknown));
    // what one program starts is said before what stands beside it
    const started = [...launches];
    for (const script of reads) {
      const answer = await checkScript(own, launch, script);
      findings.push(...answer.findings);
      started.push(...answer.launches);
    }
    const { facts } = file?.entry ?? {};
    const isPlain = facts?.kind === 'script' && !STARTS_OTHERWISE.test(facts.line) && !launch.env.has('BASH_ENV');
    if (isPlain && facts.text !== undefined && file !== undefined) {
      const script = { path: file.path, text: facts.text, words: launch.argv.slice(1) };
      started.push(...followScript(launch, script).launches);
    }
    const isOfBusybox = started.length > 0 && file !== undefined && (await isBusybox(context, file));
    queue.unshift(...started.map((each) => (isOfBusybox ? { ...each, isOfBusybox } : each)));
  }
  return { findings, programs };
}

/** What is not in the image may be there all the same, once an earlier command has put it there, or need not be there. */
function withDoubt(launch: Launch): Launch {
  const [program = ''] = launch.argv;
  const maker = findMaker(launch.makers ?? [], program);
  const doubt =
    maker !== undefined
      ? `'${maker.name}' before it may put it there`
      : launch.isOfBusybox === true && BUSYBOX_APPLETS.has(program)
        ? 'the image has BusyBox for a shell, and some builds of it run their own applets without a file of that name'
        : undefined;
  return doubt === undefined ? launch : { ...launch, isCertain: false, doubt: launch.doubt ?? doubt };
}

/** Whether a file is BusyBox under one of its names: a link to it, or another name of the same file. */
async function isBusybox({ files }: Pick<LaunchContext, 'files'>, { path, entry }: CheckedFile): Promise<boolean> {
  if (entry.facts?.kind === 'script') {
    const shell = await files.resolve(parseShebang(entry.facts.line)?.interpreter ?? '/');
    return shell.outcome === 'found' && shell.entry.facts?.kind === 'elf' && (await isBusybox({ files }, shell));
  }
  if (/^busybox(?:[.-]|$)/.test(posix.basename(path))) return true;
  if (entry.facts?.kind !== 'elf') return false;
  for (const place of ['/bin/busybox', '/usr/bin/busybox']) {
    const other = await files.resolve(place);
    if (other.outcome === 'found' && other.entry.size === entry.size) return true;
  }
  return false;
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
