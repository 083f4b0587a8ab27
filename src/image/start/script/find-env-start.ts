import { posix } from 'node:path';
import { findInPath } from '../../files/find-in-path';
import { explainDoubt } from '../explain-absence';
import type { Found, StartAnswer, StartDoubt, StartFault } from '../start-question';

import { findAlternative } from './fix-interpreter';
import { lineEndFault } from './line-end-fault';
import { type EnvRequest, parseEnvArgument } from './parse-env-argument';
import type { AskStart, ScriptQuestion } from './script-question';

/** The first line of a script that names `env`. */
interface EnvLine {
  readonly line: string;
  /** As it stands there: `/usr/bin/env`. */
  readonly env: string;
  /** Without links. */
  readonly envPath: string;
  readonly argument: string | undefined;
}
type Command = EnvRequest & { readonly outcome: 'command' };

/** What container runtimes set where an image sets none. */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** What C libraries go by where there is none at all. */
const BARE_PATH = '/bin:/usr/bin';
const MOST_LAUNCHES = 5;

/** Whether the program that `env` starts for a script is in PATH and can start. `env` itself can. */
export async function findEnvStart(question: ScriptQuestion, line: EnvLine, ask: AskStart): Promise<StartAnswer> {
  const request = parseEnvArgument(line.argument);
  const said = `the first line of '${question.path}' is '#!${line.line}'`;
  if (request.outcome === 'unknown') return { outcome: 'unknown', why: `${said}: ${request.why}` };
  if (request.isSplit && posix.basename(line.envPath) === 'busybox') {
    return { outcome: 'unknown', why: `${said}: whether the env of BusyBox knows -S depends on how it is built` };
  }
  const launches = (question.launches ?? 0) + 1;
  if (launches > MOST_LAUNCHES) return { outcome: 'unknown', why: `${said}: env starts one script after the other` };
  const found = await findCommand(question, line, request);
  if (found.outcome !== 'found') return found;
  const { path, entry } = found;
  const answer = await ask({ ...question, path, entry, env: changeEnv(question, request), scripts: [], launches });
  if (answer.outcome === 'pass') return { outcome: 'pass', how: 'script', interpreter: path };
  if (answer.outcome === 'unknown') return answer;
  if (answer.code === 'IMAGE_BINARY_FORMAT') {
    return { outcome: 'unknown', why: `'${path}' has no '#!' line, and env may let /bin/sh read it` };
  }
  return { ...answer, what: `cannot start: '${path}', which env starts for it, ${answer.what}` };
}

async function findCommand(
  question: ScriptQuestion,
  { line, env, argument = '' }: EnvLine,
  request: Command,
): Promise<Found | StartFault | StartDoubt> {
  const { files, workingDirectory, mayExecute } = question;
  const { command } = request;
  const path = command.includes('/') ? '' : findPath(question, request);
  if (path === undefined) {
    return { outcome: 'unknown', why: `PATH, in which env looks for '${command}', is only known when it runs` };
  }
  const from = request.folder === undefined ? workingDirectory : posix.resolve(workingDirectory ?? '/', request.folder);
  const folders = path === '' ? [] : path.split(':');
  const isRelative = folders.length > 0 ? folders.some((each) => !each.startsWith('/')) : !command.startsWith('/');
  if (isRelative && from === undefined) {
    const where = folders.length > 0 ? `in PATH (${path})` : 'on the way';
    return {
      outcome: 'unknown',
      why: `env looks for '${command}', and the working directory, which is ${where}, is only known when it runs`,
    };
  }
  let refusal: { readonly path: string; readonly why: string } | undefined;
  const found = await findInPath(files, command, path, from, (each) => {
    const why = mayExecute?.(each);
    if (why !== undefined) refusal ??= { path: each.path, why };
    return why === undefined;
  });
  if (found.outcome === 'found') return found;
  if (found.outcome !== 'missing') {
    return { outcome: 'unknown', why: `env looks for '${command}': ${explainDoubt(found)}` };
  }
  if (refusal !== undefined) {
    return {
      outcome: 'fail',
      code: 'IMAGE_BINARY_NOT_EXECUTABLE',
      what: `cannot start: '${env}' starts '${command}' for it, which may not be executed`,
      why: refusal.why,
      fix: `set its permissions where the image is built: RUN chmod a+x ${refusal.path}`,
    };
  }
  if (path === BARE_PATH) {
    return { outcome: 'unknown', why: `where env looks for '${command}' without PATH depends on its C library` };
  }
  if (command.endsWith('\r')) {
    const shown = command.replaceAll('\r', '\\r');
    return lineEndFault(question.path, `env looks for '${shown}', and says "No such file or directory" about it`);
  }
  return {
    outcome: 'fail',
    code: 'IMAGE_INTERPRETER_MISSING',
    what: `cannot start: '${env}' starts '${command}' for it, which is not in ${path === '' ? 'the image' : `PATH (${path})`}`,
    why: `its first line is '#!${line}', and env says "${command}: No such file or directory"`,
    fix: await fixCommand(question, { command, env, argument }, folders),
  };
}

async function fixCommand(
  question: ScriptQuestion,
  { command, env, argument }: { readonly command: string; readonly env: string; readonly argument: string },
  folders: readonly string[],
): Promise<string> {
  if (/[ \t]/.test(command))
    return `the kernel hands over all words as one; let env split them: '#!${env} -S ${argument}'`;
  if (command.includes('/')) return `put '${command}' into the image, or name a program that it has in the first line`;
  const other = await findAlternative(question, command, folders);
  if (other === undefined) return `install ${command} in the image, or set PATH to the folder that has it`;
  return `install ${command} in the image, or write '#!${env} ${posix.basename(other)}': the image has it`;
}

/** PATH as the program of `env` sees them; undefined when it is only known later. */
function findPath(question: ScriptQuestion, request: Command): string | undefined {
  const env = changeEnv(question, request);
  if (env.has('PATH')) return env.get('PATH');
  return request.isClean || request.changes.has('PATH') ? BARE_PATH : DEFAULT_PATH;
}

function changeEnv({ env }: ScriptQuestion, { isClean, changes }: Command): ReadonlyMap<string, string | undefined> {
  const changed = new Map(isClean ? [] : env);
  for (const [name, value] of changes) {
    if (value === undefined) changed.delete(name);
    else changed.set(name, value);
  }
  return changed;
}
