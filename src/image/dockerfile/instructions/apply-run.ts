import { posix } from 'node:path';
import { goPrograms } from '../context/go-programs';
import { UNKNOWN_PART } from '../files/path-pattern';
import { isBelow } from '../files/trace';
import { flagValues, type Instruction } from '../grammar/instruction';
import { parseJsonStrings } from '../grammar/parse-words';
import { isKnown } from '../known';
import { runProgram, runShell, type ShellStart } from '../shell/run-shell';
import { refuseMixedArray } from './apply-command';
import { findKnownVariable } from './known-images';
import type { Step } from './step';

/** A RUN may do anything; what it surely does is read from its text. */
export function applyRun(step: Step): void {
  const { instruction } = step;
  const strings = parseJsonStrings(instruction.rest);
  if (strings === 'invalid') {
    refuseMixedArray(step);
    return;
  }
  const start = shellStart(step);
  if (strings) runProgram(strings.words, start);
  else if (!isPosixShell(step.stage.shell)) start.changes.mayAdd('/');
  else {
    const script = shellText(instruction);
    if (script === undefined) start.changes.mayAdd('/');
    else runShell(script, start);
  }
}

/** What the shell is given; undefined when another program is. */
function shellText({ rest, heredocs }: Instruction): string | undefined {
  const [first] = heredocs;
  // a heredoc alone is the script itself
  if (first === undefined || !/^\d*<<\S+$/.test(rest)) return rest;
  const [, program] = /^#!\s*(?:\S*\/env\s+(?:-S\s+)?)?(\S+)/.exec(first.content) ?? [];
  if (program !== undefined && !isShellName(program)) return undefined;
  return first.content;
}

function isPosixShell(shell: readonly string[]): boolean {
  return isShellName(shell[0] ?? '') && shell.slice(1).some((option) => /^-[a-z]*c$/.test(option));
}

function isShellName(program: string): boolean {
  return /^(?:sh|bash|ash|dash|zsh|busybox)$/.test(posix.basename(program));
}

interface Mount {
  readonly path: string;
  /** The folder of the build context that is there. */
  readonly contextFolder: string | undefined;
}

function shellStart(step: Step): ShellStart {
  const { stage, build } = step;
  const mounts = flagValues(step.instruction, 'mount').flatMap((value) => readMount(step, value) ?? []);
  const folder = step.folder;
  const variable = (name: string): string | undefined => {
    const found = stage.variables.get(name);
    if (found) return isKnown(found) ? found.value : UNKNOWN_PART;
    const known = findKnownVariable(stage.baseImage, name);
    if (known !== undefined) return known;
    // the shell's home is that of the user
    if (name === 'HOME')
      return isKnown(stage.user) && /^(?:root|0)?(?::|$)/.test(stage.user.value) ? '/root' : UNKNOWN_PART;
    return stage.baseImage === undefined ? undefined : UNKNOWN_PART;
  };
  const { context } = build.options;
  const findContextFolder = (path: string): string | undefined => {
    const mount = mounts.findLast((each) => each.path === path || isBelow(path, each.path));
    if (mount) {
      return mount.contextFolder && posix.join(mount.contextFolder, posix.relative(mount.path, path));
    }
    return stage.files.findContextFolder(path, (source) => source === context);
  };
  return {
    folder,
    changes: step.changes(
      'RUN',
      mounts.map(({ path }) => path),
    ),
    variable,
    goPrograms: (path, pattern) => {
      const from = context && findContextFolder(path);
      return context && from !== undefined ? goPrograms(context, from.replace(/^\/+/, ''), pattern) : undefined;
    },
  };
}

/** @see https://docs.docker.com/reference/dockerfile/#run---mount */
function readMount(step: Step, value: string): Mount | undefined {
  const fields = new Map<string, string>();
  for (const field of value.split(',')) {
    const [name = '', ...rest] = field.trim().split('=');
    fields.set(name.toLowerCase(), rest.join('='));
  }
  const target = fields.get('target') ?? fields.get('dst') ?? fields.get('destination');
  if (target === undefined) return undefined;
  const isContext = (fields.get('type') ?? 'bind') === 'bind' && !fields.has('from');
  const source = fields.get('source') ?? fields.get('src') ?? '.';
  return {
    path: step.pathOf(step.expandPattern(target)).replace(/(.)\/$/, '$1'),
    contextFolder: isContext ? posix.resolve('/', source) : undefined,
  };
}
