import { posix } from 'node:path';
import type { ImageFiles, Resolution } from '../../image/files/image-files';
import type { Finding } from '../finding';
import type { Launch, ScriptFile } from '../launch/launch';
import { findMaker } from '../launch/makers';
import { followScript } from '../launch/script/follow-script';
import { findMountedScript, type ScriptAnswer } from './find-mounted-script';
import { findReadFault } from './find-read-fault';
import { findingOf, type LaunchContext, printLaunch } from './launch-context';
import { suggestProgram } from './suggest-program';

/** What is said of a file that an interpreter is given, and what that file is known to start. */
export interface ScriptCheck {
  readonly findings: readonly Finding[];
  readonly launches: readonly Launch[];
}

/**
 * Whether a file that an interpreter is given to read is there, and may be read: `python app.py`, `sh /entrypoint.sh`.
 * Nothing is said of one that is as it should be.
 *
 * @throws ImageFault when a layer that decides cannot be read
 */
export async function checkScript(context: LaunchContext, launch: Launch, script: ScriptFile): Promise<ScriptCheck> {
  const from = launch.workingDirectory;
  if (!script.path.startsWith('/') && from === undefined) return { findings: [], launches: [] };
  const resolution = await context.files.resolve(script.path, from === undefined ? {} : { from });
  const isThere = resolution.outcome !== 'missing' && resolution.outcome !== 'not-a-folder';
  if (!isThere && script.isSearched && (await isInPath(context, launch, script.path))) {
    return { findings: [], launches: [] };
  }
  const answer = await answerScript(context, script, resolution, posix.resolve(from ?? '/', script.path), from);
  if (answer.outcome !== 'found')
    return { findings: [findingOf(context, wordsOf(context, launch, script, answer))], launches: [] };
  const { path, entry } = answer;
  if (entry === undefined || script.words === undefined) return { findings: [], launches: [] };
  const text = entry.facts?.kind === 'script' ? entry.facts.text : undefined;
  const launches = text === undefined ? [] : followScript(launch, { path, text, words: script.words }).launches;
  return { findings: [], launches };
}

async function answerScript(
  context: LaunchContext,
  script: ScriptFile,
  resolution: Resolution,
  path: string,
  from: string | undefined,
): Promise<ScriptAnswer> {
  const { user, view } = context;
  const where = script.path.startsWith('/') || from === undefined ? '' : `it starts in '${from}', and `;
  switch (resolution.outcome) {
    case 'found': {
      const fault = resolution.entry.type === 'file' && user ? findReadFault(resolution, user) : undefined;
      const what = "which the container's user may not read";
      if (fault) return { code: 'IMAGE_SCRIPT_NOT_READABLE', what, ...fault };
      const { path, entry } = resolution;
      return { outcome: 'found', path, entry: entry.type === 'file' ? entry : undefined };
    }
    case 'mounted':
      return await findMountedScript(context, resolution);
    case 'unknown':
      return { outcome: 'found', path, entry: undefined };
    case 'loop':
      return {
        outcome: 'fail',
        code: 'IMAGE_SCRIPT_MISSING',
        what: `which cannot be reached in ${view.name}`,
        why: `${where}'${resolution.at}' is a link that leads back to itself`,
        fix: 'let it lead to a file',
      };
    default: {
      const near = await suggestScript(context, path);
      return {
        outcome: 'fail',
        code: 'IMAGE_SCRIPT_MISSING',
        what: `which is not in ${view.name}`,
        why: `${where}there is no '${resolution.at}'`,
        fix: near ? `did you mean '${near}'?` : 'put it into the image, or name a file that is there',
      };
    }
  }
}

function wordsOf(
  context: LaunchContext,
  launch: Launch,
  script: ScriptFile,
  answer: Exclude<ScriptAnswer, { outcome: 'found' }>,
): Pick<Finding, 'outcome' | 'code' | 'what' | 'why' | 'fix'> {
  const { code, what, why, fix } = answer;
  const runs = `${printLaunch(context, launch.argv[0] ?? '', launch.via)} with '${script.path}'`;
  const maker = findMaker(launch.makers ?? [], script.path);
  const isCertain = (script.isCertain ?? launch.isCertain) && maker === undefined;
  const doubt = maker ? `'${maker.name}' before it may put it there` : launch.doubt;
  const isDoubtful = answer.outcome === 'fail' && !isCertain && doubt !== undefined;
  return {
    outcome: answer.outcome === 'fail' && isCertain ? 'fail' : 'unknown',
    code,
    what: `${runs}, ${what}`,
    why: isDoubtful ? `${why}; ${doubt}` : why,
    fix,
  };
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

async function isInPath({ files }: { readonly files: ImageFiles }, launch: Launch, name: string): Promise<boolean> {
  const path = launch.env.get('PATH');
  if (path === undefined) return true;
  for (const folder of path.split(':')) {
    const { outcome } = await files.resolve(posix.join(folder || '.', name), { from: launch.workingDirectory ?? '/' });
    if (outcome !== 'missing' && outcome !== 'not-a-folder') return true;
  }
  return false;
}
