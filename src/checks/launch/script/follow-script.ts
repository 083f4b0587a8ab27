import { basename } from 'node:path/posix';
import { type Launch, startedBy, type Unwrapped } from '../launch';
import { type Budget, expandWords, MAX_EXPANDED } from '../shell/expand-words';
import { isBuiltin } from '../shell/run-command';
import { ShellState } from '../shell/shell-state';
import { traceLaunches } from '../trace-launches';
import { findDoubt, isOptionOnly } from './find-doubt';
import { type OutlinedCommand, outlineScript, type ScriptOutline } from './outline-script';

/** A script of a shell that is started, and the words that it is given. */
export interface GivenScript {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  /** `$1` and on. */
  readonly words: readonly string[];
}

const NOTHING: Unwrapped = { launches: [] };
/** `"$@"`, `$*`, `"$1"`, `"${@:2}"`. */
const OWN_WORDS = /^"?\$(?:[@*1]|\{[@*1](?::[^}]*)?\})"?$/;
/** Stands for the script's own words, and is the name of no program. */
const MARK = '\0';
/** What nobody calls a program. */
const NO_PROGRAM = /[^\w.+@:/-]|^[-:+@]|:\/\/|\.(?:conf|cfg|cnf|ini|json|ya?ml|toml|properties|xml|env|config|txt)$/;

/**
 * What a script starts in its own place, as the entrypoints of images do: `exec "$@"` at its end, or another program.
 * Nothing else that it runs on the way is looked at. It is certain where nothing before can change what is started; and
 * where something can, it is a guess that the first of its words is the program.
 */
export function followScript(launch: Launch, script: GivenScript): Unwrapped {
  const { scripts = [] } = launch;
  if (scripts.includes(script.path)) return NOTHING;
  return new ScriptFollower({ ...launch, scripts: [...scripts, script.path] }, script).follow();
}

class ScriptFollower {
  private readonly outline: ScriptOutline;
  private readonly state: ShellState;
  private readonly budget: Budget = { letters: MAX_EXPANDED };
  private readonly via: string;

  constructor(
    private readonly launch: Launch,
    private readonly script: GivenScript,
  ) {
    this.outline = outlineScript(script.text);
    this.via = basename(script.path);
    this.state = new ShellState(launch.env, script.words, launch.workingDirectory, script.path);
    for (const { assignments, words } of this.outline.commands) this.forget(assignments, words);
  }

  follow(): Unwrapped {
    const { commands, unread } = this.outline;
    const before: OutlinedCommand[] = [];
    for (const [index, command] of commands.entries()) {
      const name = command.words[0]?.source;
      const isLast = index === commands.length - 1 && unread === undefined;
      if (command.isPlain && (isLast || (name === 'exec' && command.words.length > 1))) {
        return this.followEnd(command, before);
      }
      if (!(command.isPlain && (name === 'shift' || name === 'set') && this.setWords(command))) before.push(command);
    }
    return this.guess(before);
  }

  /** The command that the script ends with. */
  private followEnd(command: OutlinedCommand, before: readonly OutlinedCommand[]): Unwrapped {
    const isExec = command.words[0]?.source === 'exec';
    const words = isExec ? withoutOptions(command.words.slice(1)) : command.words;
    const { fields, isCut } = expandWords(words, this.state, this.budget);
    const known = fields.indexOf(undefined);
    const argv = fields.slice(0, known === -1 ? fields.length : known).flatMap((field) => field ?? []);
    const [program] = argv;
    const isOwn = !isExec && (isBuiltin(program ?? '') || this.outline.functions.has(program ?? ''));
    const handsOver = this.handsOver(command);
    const others = this.guess([...before, command]);
    if (program === undefined) return fields.length === 0 && handsOver ? NOTHING : others;
    if (isOwn) return handsOver ? NOTHING : others;
    const doubt = this.doubtOf(before, program) ?? this.doubtOf(before, this.script.words[0] ?? '');
    // it may be the first of its words, or what stands before them
    if (doubt !== undefined && handsOver) return others;
    const started = startedBy(this.launch, this.via, {
      argv,
      isCut: isCut || known !== -1 || (this.launch.isCut === true && handsOver),
      env: this.environment(command),
      workingDirectory: this.folder(before),
      ...(doubt !== undefined && { isCertain: false, doubt: `'${this.via}' need not start it: ${doubt}` }),
    });
    return { launches: doubt === undefined ? [started] : [started, ...others.launches] };
  }

  /** The first of its words, where it is a program at some place of the script. */
  private guess(commands: readonly OutlinedCommand[]): Unwrapped {
    const [program, ...rest] = this.script.words;
    const { unread } = this.outline;
    const at = commands.findIndex((command) => this.handsOver(command));
    const isRunUnread = unread !== undefined && /(?:^|[\s;&|])exec\s[^\n;#]*\$\{?[@*]/m.test(this.script.text);
    if (program === undefined || NO_PROGRAM.test(program) || (at === -1 && !isRunUnread)) return NOTHING;
    // a script that does nothing with a function has a function of that name
    if (this.outline.functions.has(program)) return NOTHING;
    const doubt =
      this.doubtOf(commands.slice(0, Math.max(at, 0)), program) ??
      (at === -1
        ? `it is not read from ${unread} on`
        : 'it starts it under conditions that are only known when it runs');
    return {
      launches: [
        startedBy(this.launch, this.via, {
          argv: [program, ...rest],
          workingDirectory: this.folder(commands),
          runsAs: '?',
          isCertain: false,
          doubt: `'${this.via}' need not start it: ${doubt}`,
          isGuess: this.mentions(program),
        }),
      ],
    };
  }

  private doubtOf(before: readonly OutlinedCommand[], wanted: string): string | undefined {
    if (this.outline.isEndless) return 'it has a loop without end';
    for (const command of before) {
      const doubt = findDoubt(command, wanted);
      if (doubt !== undefined) return doubt;
    }
    return undefined;
  }

  /** Whether a command starts the script's own words, itself or by what it starts: `exec gosu web "$@"`. */
  private handsOver({ words: all }: OutlinedCommand): boolean {
    const words = all[0]?.source === 'exec' ? withoutOptions(all.slice(1)) : all;
    const argv = words.map(({ source }) => (OWN_WORDS.test(source) ? MARK : source));
    const mark = argv.indexOf(MARK);
    if (mark === -1) return false;
    // a variable in front may be a wrapper, or nothing
    if (mark === 1 && /^\$/.test(argv[0] ?? '')) return true;
    const started = traceLaunches({ ...this.launch, argv: argv.slice(0, mark + 1) });
    return started.some((each) => each.launch.argv[0] === MARK);
  }

  /** `shift` and `set -- …` that happen for certain; false where what they come to is not known. */
  private setWords({ words }: OutlinedCommand): boolean {
    const { state } = this;
    const [name, ...fields] = expandWords(words, state, this.budget).fields;
    if (fields.includes(undefined)) return false;
    if (name === 'shift') {
      const count = Number(fields[0] ?? 1);
      if (!Number.isInteger(count) || count > (state.positional?.length ?? 0)) return false;
      state.positional = state.positional?.slice(count);
      return true;
    }
    const isCut = expandWords(words, state, this.budget).isCut;
    if (fields[0] !== '--' || isCut) return isOptionOnly(fields.flatMap((field) => field ?? []));
    state.positional = fields.slice(1).flatMap((field) => field ?? []);
    return true;
  }

  /** What a script sets anywhere may have any value at its end. */
  private forget(assignments: OutlinedCommand['assignments'], words: OutlinedCommand['words']): void {
    for (const { name } of assignments) this.state.set(name, undefined);
    for (const { source } of words) {
      const [, name] = /^["']?([A-Za-z_]\w*)(?:\+?=|["']?$)/.exec(source) ?? [];
      if (name !== undefined && name !== 'PATH') this.state.set(name, undefined);
    }
  }

  private environment({ assignments }: OutlinedCommand): ReadonlyMap<string, string | undefined> {
    const env = new Map(this.launch.env);
    for (const name of env.keys()) if (this.state.variables.get(name) === undefined) env.set(name, undefined);
    for (const { name } of assignments) env.set(name, undefined);
    return env;
  }

  private folder(before: readonly OutlinedCommand[]): string | undefined {
    const isLeft = before.some(({ words: [first] }) => /^(?:cd|pushd|popd|chdir)$/.test(first?.source ?? ''));
    return isLeft ? undefined : this.launch.workingDirectory;
  }

  private mentions(word: string): boolean {
    const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`(?<![\\w./-])${escaped}(?![\\w-])`).test(this.script.text);
  }
}

/** What `exec` starts. */
function withoutOptions(words: OutlinedCommand['words']): OutlinedCommand['words'] {
  let rest = words;
  while (/^-[acl]+$|^--$/.test(rest[0]?.source ?? '')) {
    const [option] = rest;
    rest = rest.slice(/a$/.test(option?.source ?? '') ? 2 : 1);
    if (option?.source === '--') break;
  }
  return rest;
}
