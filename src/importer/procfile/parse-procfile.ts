import { type Problem, requireNone } from '../../errors';
import { parseShellCommand } from './shell-command';

/** One process type of a Procfile. */
export interface ProcfileProcess {
  /** Letters, digits, `_` and `-`. */
  readonly name: string;
  /** What a shell is to run, as it is written; not empty. */
  readonly command: string;
  /** From 1. */
  readonly line: number;
  /** The comment lines above it, without `#`. */
  readonly comments: readonly string[];
}

// https://man7.org/linux/man-pages/man2/execve.2.html: no argument may be longer, with the zero behind it
const MAX_COMMAND_BYTES = 131_071;
const PROCESS = /^[ \t]*([A-Za-z0-9_-]+):(.*)$/;

/**
 * The process types of a Procfile in their order: `name: command` in a line each, empty lines, and comments.
 *
 * @param file for messages only
 * @throws UserError PROCFILE_INVALID, all problems of the file at once
 * @see https://devcenter.heroku.com/articles/procfile#procfile-format
 */
export function parseProcfile(text: string, file: string): ProcfileProcess[] {
  if (text.includes('\0')) requireNone([invalid(file, 'this is not text', 'it has zero bytes', 'name a Procfile')]);
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  const problems: Problem[] = [];
  const processes = new Map<string, ProcfileProcess>();
  let comments: string[] = [];
  for (const [index, line] of lines.entries()) {
    const place = `${file}:${index + 1}`;
    const [, comment] = /^\s*#+ ?(.*)$/.exec(line) ?? [];
    if (comment !== undefined) {
      comments.push(comment.trimEnd());
    } else if (line.trim() !== '') {
      const process = parseProcess(line, index + 1, comments);
      const first = process && processes.get(process.name);
      problems.push(...(process ? findProblems(process, first, place) : [garbage(line, place)]));
      if (process && !first) processes.set(process.name, process);
      comments = [];
    }
  }
  if (processes.size === 0 && problems.length === 0) {
    problems.push(
      invalid(
        `${file}:1`,
        'no process type is in it',
        'a Procfile says what to run, one process type in a line',
        'write a line like web: bin/server',
      ),
    );
  }
  requireNone(problems);
  return [...processes.values()];
}

function parseProcess(text: string, line: number, comments: readonly string[]): ProcfileProcess | undefined {
  const [, name, command] = PROCESS.exec(text) ?? [];
  return name === undefined || command === undefined ? undefined : { name, command: command.trim(), line, comments };
}

function findProblems(
  { name, command }: ProcfileProcess,
  first: ProcfileProcess | undefined,
  place: string,
): Problem[] {
  const problem = (what: string, why: string, fix: string) => invalid(place, `the process '${name}' ${what}`, why, fix);
  return [
    ...(first ? [problem('is there twice', `line ${first.line} has it too`, 'rename one of them, or delete it')] : []),
    ...findCommandFaults(command).map(([what, why, fix]) => problem(what, why, fix)),
  ];
}

function findCommandFaults(command: string): [what: string, why: string, fix: string][] {
  if (command === '' || command.startsWith('#')) {
    return [['has no command', 'there is nothing to run', 'write the command behind the colon, or delete the line']];
  }
  if (Buffer.byteLength(command) > MAX_COMMAND_BYTES) {
    const why = `Linux takes at most ${MAX_COMMAND_BYTES} bytes`;
    return [['has a command that is too long', why, 'put it in a script, and run the script']];
  }
  const backslashes = /\\*$/.exec(command)?.[0].length ?? 0;
  if (backslashes % 2 === 1) {
    const why = 'a Procfile has one line for each process type, and no continuation lines';
    return [['ends in a backslash', why, 'write the command in one line, or put it in a script']];
  }
  if (parseShellCommand(command)) return [];
  return [['has a quote or a bracket that does not end', 'no shell could run it', 'end it in the same line']];
}

/** The line is not shown: where a file of variables was named by mistake, it may be a secret. */
function garbage(line: string, place: string): Problem {
  const why = 'a line is name: command, where the name has letters, digits, _ and -, or it begins with #';
  const [, name, space] = /^\s*([^\s:=]{1,60})(\s*):/.exec(line) ?? [];
  if (name === undefined) return invalid(place, 'this is no process type', why, 'mend the line, or delete it');
  return space === ''
    ? invalid(place, `'${name}' is no name of a process type`, why, 'rename it')
    : invalid(place, `a space stands between '${name}' and its colon`, why, `write ${name}: and the command`);
}

function invalid(place: string, what: string, why: string, fix: string): Problem {
  return { code: 'PROCFILE_INVALID', what: `${place}: ${what}`, why, fix };
}
