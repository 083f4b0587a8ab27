import { posix } from 'node:path';
import { UNKNOWN_PART } from '../files/path-pattern';
import { KNOWN_PROGRAMS } from '../programs/known-programs';
import { type ProgramCall, pathOf } from '../programs/program-call';
import { expandShellWord } from './expand-shell-word';
import { isCondition, programOf } from './is-condition';
import { parseShell } from './parse-shell';
import type { ShellNode, ShellWord } from './shell-script';
import { showCommand } from './show-command';

/** What a shell starts with. U+0000 stands for what is not known. */
export type ShellStart = Omit<ProgramCall, 'name' | 'invoked' | 'args'>;

const MOST_DEPTH = 40;
/** How many rounds of loops are gone through one by one. */
const MOST_ROUNDS = 500;

/** Goes through a script and says what each of its commands does to the files. */
export function runShell(script: string, start: ShellStart): void {
  const node = parseShell(script);
  if (node === undefined) runUnread(script, start);
  else new ShellRun(start).run(node, true);
}

/** Runs a program with its arguments, without shell. */
export function runProgram(words: readonly string[], start: ShellStart): void {
  new ShellRun(start).runWords(words);
}

/** A script that we cannot read may do anything; what it names beside `rm` it may remove. */
function runUnread(script: string, { changes }: ShellStart): void {
  changes.mayAdd('/');
  if (!/\b(?:rm|mv|unlink|rmdir)\b|-delete\b/.test(script)) return;
  const paths = new Set(script.split(/[\s;&|'"()]+/).filter((word) => /^\/[\w./-]+$/.test(word)));
  for (const path of [...paths].slice(0, 50)) changes.mayRemove(path);
}

class ShellRun {
  readonly #start: ShellStart;
  readonly #rounds: { left: number };
  readonly #depth: number;
  #folder: string;
  #variables: Map<string, string>;

  constructor(start: ShellStart, rounds = { left: MOST_ROUNDS }, depth = 0) {
    this.#start = start;
    this.#folder = start.folder;
    this.#variables = new Map();
    this.#rounds = rounds;
    this.#depth = depth;
  }

  /** @param isLast whether the script ends with it: then all that `&&` joins has gone well, or there would be no image */
  run(node: ShellNode, isLast = false): void {
    switch (node.type) {
      case 'command':
        this.#runCommand(node);
        break;
      case 'sequence':
        for (const [index, each] of node.nodes.entries()) this.run(each, isLast && index === node.nodes.length - 1);
        break;
      case 'and':
        this.run(node.left, isLast);
        // `[ -e x ] && rm x; …` goes on either way
        if (!isLast && isCondition(node.left)) this.#perhaps([node.right]);
        else this.run(node.right, isLast);
        break;
      case 'or':
        // `make || exit 1` goes on only when it went well
        if (/^(?:exit|return|false)$/.test(programOf(node.right))) this.run(node.left, isLast);
        else this.#perhaps([node.left, node.right]);
        break;
      case 'pipeline':
        for (const each of node.nodes) this.#apart(() => (node.isNegated ? this.#perhaps([each]) : this.run(each)));
        break;
      case 'subshell':
        this.#apart(() => this.run(node.body, isLast));
        this.#redirect(node.redirects);
        break;
      case 'for':
        this.#runLoop(node);
        break;
      case 'perhaps':
        this.#perhaps(node.nodes);
        break;
    }
  }

  /** In a shell of its own: it changes neither folder nor variables here. */
  #apart(run: () => void): void {
    const folder = this.#folder;
    const variables = new Map(this.#variables);
    run();
    this.#folder = folder;
    this.#variables = variables;
  }

  #perhaps(nodes: readonly ShellNode[]): void {
    const { changes } = this.#start;
    const wasCertain = changes.isCertain;
    const folder = this.#folder;
    const variables = new Map(this.#variables);
    changes.isCertain = false;
    for (const node of nodes) this.run(node);
    changes.isCertain = wasCertain;
    if (this.#folder !== folder) this.#folder = `/${UNKNOWN_PART}`;
    for (const [name, value] of this.#variables) {
      if (variables.get(name) !== value) this.#variables.set(name, UNKNOWN_PART);
    }
  }

  #runLoop({ name, words, body }: ShellNode & { type: 'for' }): void {
    const values = words.flatMap((word) => this.#expand(word));
    const isKnown = values.length > 0 && values.every((value) => !value.includes(UNKNOWN_PART));
    this.#rounds.left -= values.length;
    if (!isKnown || this.#rounds.left < 0) {
      this.#variables.set(name, UNKNOWN_PART);
      this.#perhaps([body]);
      return;
    }
    for (const value of values) {
      this.#variables.set(name, value);
      this.run(body);
    }
  }

  #runCommand(node: ShellNode & { type: 'command' }): void {
    const words = node.words.flatMap((word) => this.#expand(word));
    const values = node.assignments.map(({ name, value }) => [name, this.#expand(value, false)[0] ?? ''] as const);
    const kept = new Map(this.#variables);
    for (const [name, value] of values) this.#variables.set(name, value);
    if (words.length > 0) {
      this.runWords(words);
      // those before a command are for it alone
      for (const [name] of values) {
        const before = kept.get(name);
        if (before === undefined) this.#variables.delete(name);
        else this.#variables.set(name, before);
      }
    }
    this.#redirect(node.redirects);
  }

  #redirect(redirects: readonly { readonly operator: string; readonly target: ShellWord }[]): void {
    for (const { operator, target } of redirects) {
      if (!/>/.test(operator) || operator.endsWith('>&')) continue;
      const [written = UNKNOWN_PART] = this.#expand(target, false);
      const path = pathOf(this.#call('', '', []), written);
      if (path.startsWith('/dev/') || path.startsWith('/proc/')) continue;
      if (this.#start.changes.find(path) === undefined) this.#start.changes.putFile(path);
    }
  }

  runWords(words: readonly string[]): void {
    const [first, ...args] = withoutPrefixes(words, (name, value) => this.#variables.set(name, value));
    if (first === undefined || first === '') return;
    const isPath = first.includes('/');
    const name = isPath && !first.startsWith('/') ? first : posix.basename(first);
    switch (name) {
      case 'cd':
      case 'pushd': {
        const [to = '~'] = args.filter((arg) => arg !== '--' && arg !== '-P' && arg !== '-L');
        // where it may have failed, what follows runs here or there
        const isSure = to !== '-' && this.#start.changes.isCertain;
        this.#folder = isSure ? pathOf(this.#call(name, first, args), to) : `/${UNKNOWN_PART}`;
        return;
      }
      case 'popd':
        this.#folder = `/${UNKNOWN_PART}`;
        return;
      case 'set':
        return;
      case 'export':
      case 'readonly':
      case 'declare':
        for (const arg of args) {
          const equals = arg.indexOf('=');
          if (equals > 0) this.#variables.set(arg.slice(0, equals), arg.slice(equals + 1));
        }
        return;
      case 'unset':
        for (const arg of args) this.#variables.set(arg, UNKNOWN_PART);
        return;
      case 'sh':
      case 'bash':
      case 'ash':
      case 'dash':
      case 'zsh':
        this.#runInner(args, name);
        return;
      default:
        this.#runKnown(name, first, args);
    }
  }

  #runInner(args: readonly string[], name: string): void {
    const at = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
    const script = at === -1 ? undefined : args.slice(at + 1).find((arg) => !/^-|^pipefail$/.test(arg));
    const node =
      script === undefined || script.includes(UNKNOWN_PART) || this.#depth > MOST_DEPTH
        ? undefined
        : parseShell(script);
    if (node === undefined) this.#runKnown(`${name} script`, name, args);
    else new ShellRun(this.#call(name, name, args), this.#rounds, this.#depth + 1).run(node);
  }

  #runKnown(name: string, invoked: string, args: readonly string[]): void {
    const { changes } = this.#start;
    const program = KNOWN_PROGRAMS.get(name);
    changes.shown = showCommand(invoked, args);
    if (program) program(this.#call(name, invoked, args));
    else changes.mayAdd('/');
  }

  #expand(word: ShellWord, splits = true): string[] {
    return expandShellWord(word, {
      splits,
      folder: this.#folder,
      find: (name) => this.#variables.get(name) ?? this.#start.variable(name),
      run: (script) => this.#apart(() => this.#perhaps([script])),
    });
  }

  #call(name: string, invoked: string, args: readonly string[]): ProgramCall {
    const variable = (each: string) => this.#variables.get(each) ?? this.#start.variable(each);
    return { ...this.#start, name, invoked, args, folder: this.#folder, variable };
  }
}

const PREFIXES = new Set(['sudo', 'exec', 'command', 'time', 'nice', 'nohup', 'env', 'eatmydata', 'builtin']);

/** Leaves out what only starts another program: `env X=1 sudo -E make`. */
function withoutPrefixes(words: readonly string[], set: (name: string, value: string) => void): readonly string[] {
  let at = 0;
  while (PREFIXES.has(words[at] ?? '')) {
    const prefix = words[at++];
    if (prefix === 'command' && /^-[vV]$/.test(words[at] ?? '')) return [];
    while (/^-/.test(words[at] ?? '')) at++;
    for (; prefix === 'env' && /^[A-Za-z_]\w*=/.test(words[at] ?? ''); at++) {
      const [name = '', ...value] = (words[at] ?? '').split('=');
      set(name, value.join('='));
    }
  }
  return words.slice(at);
}
