import { posix } from 'node:path';
import type { FileFacts } from '../../facts/file-facts';
import { findInterpreter } from '../find-interpreter';
import { isReadable } from '../is-readable';
import type { StartAnswer, StartFault, StartQuestion } from '../start-question';
import { findEnvStart } from './find-env-start';
import { fixInterpreter } from './fix-interpreter';
import { lineEndFault } from './line-end-fault';
import { parseShebang } from './parse-shebang';
import type { AskStart, ScriptQuestion } from './script-question';

// the kernel gives up after this many, with ELOOP
const MOST_SCRIPTS = 5;
// an argument with a carriage return is an unknown option to these, or the name of no file
const STRICT = /^(?:sh|bash|dash|ash|ksh|zsh|busybox|python[\d.]*|node|nodejs|env)$/;

/** Whether a script can start: its interpreter has to be there and to start itself. */
export async function findScriptStart(
  question: ScriptQuestion,
  script: FileFacts & { readonly kind: 'script' },
  ask: AskStart,
): Promise<StartAnswer> {
  const { path, entry, user, scripts = [] } = question;
  const { line, hasCarriageReturn, isCut } = script;
  const shebang = parseShebang(hasCarriageReturn ? `${line}\r` : line);
  if (shebang === undefined) return formatFault("its first line is '#!' and names no interpreter");
  const { interpreter, argument } = shebang;
  if (scripts.length >= MOST_SCRIPTS) {
    return loopFault(`it is script number ${scripts.length + 1} in a row, and the kernel follows ${MOST_SCRIPTS}`);
  }
  if (isCut && !/[^ \t][ \t]/.test(line)) return formatFault('the interpreter in its first line is too long a path');
  if (user && !isReadable(entry, user)) return unreadable(question);
  if (interpreter.includes('\r') && !(await isThere(question, interpreter))) {
    return lineEndFault(
      path,
      `the kernel looks for '${printReturn(interpreter)}', and says "no such file or directory" about '${path}' itself`,
    );
  }
  const it = `its interpreter '${printReturn(interpreter)}'`;
  const found = await findInterpreter(question, interpreter, {
    it,
    explain: async (isLink) => ({
      why: `'${path}' is a script with the first line '#!${printReturn(line)}'; the kernel says "no such file or directory" about the script itself`,
      fix: await fixInterpreter(question, interpreter, isLink),
    }),
  });
  if (found.outcome !== 'found') return found;
  const passed = [...scripts, path];
  if (passed.includes(found.path)) return loopFault(`${it} leads back to it`);
  const answer = await ask({ ...question, path: found.path, entry: found.entry, scripts: passed });
  if (answer.outcome === 'fail') return { ...answer, what: `cannot start: ${it} ${answer.what}` };
  if (answer.outcome === 'unknown') return answer;
  if (posix.basename(interpreter) === 'env') {
    return await findEnvStart(question, { line, env: interpreter, envPath: found.path, argument }, ask);
  }
  if (argument?.endsWith('\r')) {
    const handed = `the kernel hands '${printReturn(argument)}' to '${interpreter}'`;
    if (!STRICT.test(posix.basename(interpreter))) {
      return { outcome: 'unknown', why: `${handed}, with the carriage return of a Windows line end` };
    }
    return lineEndFault(path, `${handed}, which knows no such option or file`);
  }
  return { outcome: 'pass', how: 'script', interpreter };
}

async function isThere({ files, workingDirectory }: StartQuestion, path: string): Promise<boolean> {
  const { outcome } = await files.resolve(path, workingDirectory === undefined ? {} : { from: workingDirectory });
  return outcome !== 'missing' && outcome !== 'not-a-folder' && outcome !== 'loop';
}

function formatFault(reason: string): StartFault {
  return {
    outcome: 'fail',
    code: 'IMAGE_BINARY_FORMAT',
    what: `cannot start: ${reason}`,
    why: 'the kernel reads the first 256 bytes to find the interpreter of a script, and refuses it without one',
    fix: "let its first line name a program by its absolute path: '#!/bin/sh'",
  };
}

function loopFault(reason: string): StartFault {
  return {
    outcome: 'fail',
    code: 'IMAGE_BINARY_FORMAT',
    what: `cannot start: ${reason}`,
    why: 'the kernel gives up with "too many levels of symbolic links"',
    fix: "let its first line name a program: '#!/bin/sh'",
  };
}

function unreadable({ path, entry, user }: StartQuestion): StartFault {
  const mode = (entry.mode & 0o7777).toString(8).padStart(4, '0');
  return {
    outcome: 'fail',
    code: 'IMAGE_BINARY_NOT_EXECUTABLE',
    what: "cannot start: the container's user may execute it, but not read it",
    why: `a script is read by its interpreter; '${path}' has mode ${mode} and belongs to ${entry.uid}:${entry.gid}, and the container runs as uid ${user?.uid}`,
    fix: `set its permissions where the image is built: RUN chmod a+rx ${path}`,
  };
}

/** A text with its carriage returns to be seen. */
function printReturn(text: string): string {
  return text.replaceAll('\r', '\\r');
}
