import { ShellReader, UnreadShell } from '../shell/shell-reader';
import { type Assignment, parseAssignment, type Word } from '../shell/shell-script';
import { stripHereDocuments } from './strip-here-documents';

/** One simple command of a script, wherever in it. */
export interface OutlinedCommand {
  readonly assignments: readonly Assignment[];
  readonly words: readonly Word[];
  /** Where its output goes. */
  readonly writes: readonly Word[];
  /** Whether it stands for itself: in no condition, loop, function, chain or pipe, and not in the background. */
  isPlain: boolean;
}

/** What a script has, without what its loops and conditions come to. */
export interface ScriptOutline {
  /** In the order in which they are written. */
  readonly commands: readonly OutlinedCommand[];
  /** Names of its own functions. */
  readonly functions: ReadonlySet<string>;
  /** Whether it has a loop that nothing but its own body ends. */
  readonly isEndless: boolean;
  /** Where the reading ended, as a message shows it; undefined when all was read. */
  readonly unread: string | undefined;
}

type Frame = 'if' | 'loop' | 'case' | 'group' | 'subshell';

const KEYWORD =
  /(?:if|then|elif|else|fi|for|select|while|until|do|done|case|esac|function|\{|\}|!)(?=[ \t\n;&|()<>]|$)/y;
const CLOSERS: ReadonlyMap<string, Frame> = new Map([
  ['fi', 'if'],
  ['done', 'loop'],
  ['esac', 'case'],
  ['}', 'group'],
]);
const ENDLESS =
  /(?:while[ \t\n]+(?:true|:|\[[ \t]+1[ \t]+\])|until[ \t\n]+false)(?=[ \t\n;])|for[ \t]*\(\([ \t]*;[ \t]*;/y;
const MAX_COMMANDS = 5000;

/**
 * Reads a whole script of a shell, loops, conditions and functions included, as far as it is understood. Never throws.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_10
 */
export function outlineScript(text: string): ScriptOutline {
  return new Outliner(stripHereDocuments(text)).read();
}

class Outliner {
  private readonly reader: ShellReader;
  private readonly commands: OutlinedCommand[] = [];
  private readonly functions = new Set<string>();
  private readonly frames: Frame[] = [];
  private isEndless = false;
  /** Whether what comes next stands behind `&&`, `||` or `|`. */
  private isJoined = false;
  /** The command that was read last, as long as its line goes on. */
  private last: OutlinedCommand | undefined;

  constructor(text: string) {
    this.reader = new ShellReader(text);
  }

  read(): ScriptOutline {
    let unread: string | undefined;
    try {
      for (this.reader.skipBlanks(); !this.reader.isAtEnd; this.reader.skipBlanks()) this.step();
      if (this.frames.length > 0) unread = 'its end';
    } catch (error) {
      if (!(error instanceof UnreadShell)) throw error;
      unread = error.from;
    }
    const { commands, functions, isEndless } = this;
    return { commands, functions, isEndless, unread };
  }

  private step(): void {
    const { reader } = this;
    if (reader.take(/;;&|;&|;;/y) !== undefined) {
      if (this.frames.at(-1) !== 'case') throw new UnreadShell(reader.quoteHere());
      this.endCommand();
      this.readPattern();
    } else if (reader.take(/&&|\|\||\|&?/y) !== undefined) {
      if (this.last) this.last.isPlain = false;
      this.isJoined = true;
      reader.skipBlanks(true);
    } else if (reader.take(/&(?!>)/y) !== undefined) {
      if (this.last) this.last.isPlain = false;
      this.endCommand();
    } else if (reader.take(/[;\n]/y) !== undefined) this.endCommand();
    else if (reader.take(/\)/y) !== undefined) this.close('subshell');
    else this.readCommand();
  }

  private endCommand(): void {
    this.last = undefined;
    this.isJoined = false;
  }

  private readCommand(): void {
    const { reader } = this;
    if (reader.peek(ENDLESS) !== undefined) this.isEndless = true;
    const keyword = reader.take(KEYWORD);
    if (keyword !== undefined) this.readKeyword(keyword);
    else if (reader.take(/\(\([^\n]*?\)\)/y) !== undefined) return;
    else if (reader.take(/\(/y) !== undefined) this.frames.push('subshell');
    else if (reader.take(/\[\[(?=[ \t\n])/y) !== undefined) this.skipCondition();
    else this.readSimple();
  }

  private readKeyword(keyword: string): void {
    const { reader, frames } = this;
    const closed = CLOSERS.get(keyword);
    if (closed) this.close(closed);
    else if (keyword === 'if') frames.push('if');
    else if (keyword === 'while' || keyword === 'until') frames.push('loop');
    else if (keyword === '{') frames.push('group');
    else if (keyword === 'for' || keyword === 'select') this.readFor();
    // its failure is no failure of the script
    else if (keyword === '!') this.isJoined = true;
    else if (keyword === 'case') {
      reader.skipBlanks();
      reader.readWord();
      reader.skipBlanks(true);
      if (reader.take(/in(?=[ \t\n])/y) === undefined) throw new UnreadShell(reader.quoteHere());
      frames.push('case');
      this.readPattern();
    } else if (keyword === 'function') {
      reader.skipBlanks();
      this.functions.add(reader.readWord()?.source ?? '');
      reader.take(/[ \t]*\([ \t]*\)/y);
      reader.skipBlanks(true);
    }
  }

  private close(frame: Frame): void {
    if (this.frames.pop() !== frame) throw new UnreadShell(this.reader.quoteHere());
    this.last = undefined;
  }

  private readFor(): void {
    const { reader } = this;
    this.frames.push('loop');
    reader.skipBlanks();
    if (reader.take(/\(\([^\n]*?\)\)/y) !== undefined) return;
    reader.readWord();
    reader.skipBlanks(true);
    if (reader.take(/in(?=[ \t\n;])/y) === undefined) return;
    do reader.skipBlanks();
    while (reader.readWord());
  }

  /** The pattern of the next branch of `case`, or the end of them all. */
  private readPattern(): void {
    const { reader } = this;
    reader.skipBlanks(true);
    if (reader.peek(/esac(?=[ \t\n;&|()<>]|$)/y) !== undefined) return;
    reader.take(/\(/y);
    do {
      reader.skipBlanks();
      reader.readWord();
      reader.skipBlanks();
    } while (reader.take(/\|/y) !== undefined);
    if (reader.take(/\)/y) === undefined) throw new UnreadShell(reader.quoteHere());
  }

  private skipCondition(): void {
    for (;;) {
      this.reader.skipBlanks(true);
      if (this.reader.take(/\]\](?=[ \t\n;&|()<>]|$)/y) !== undefined) return;
      if (!this.reader.readWord() && this.reader.take(/[&()<>|;]/y) === undefined) {
        throw new UnreadShell("a '[[' that is not closed");
      }
    }
  }

  private readSimple(): void {
    const { reader } = this;
    const assignments: Assignment[] = [];
    const words: Word[] = [];
    const writes: Word[] = [];
    let isEmpty = true;
    for (;;) {
      reader.skipBlanks();
      // `< <(ls)` is a redirection whose file is another program
      reader.take(/[<>][ \t]+(?=[<>]\()/y);
      if (reader.skipNested(/[<>]\(/y) || reader.readRedirection(writes)) {
        isEmpty = false;
        continue;
      }
      const word = reader.readWord();
      if (!word) break;
      isEmpty = false;
      if (words.length === 0 && assignments.length === 0 && reader.take(/[ \t]*\([ \t]*\)/y) !== undefined) {
        this.functions.add(word.source);
        reader.skipBlanks(true);
        return;
      }
      const assignment = words.length === 0 ? parseAssignment(word) : undefined;
      // a list of values
      if (/=$/.test(word.source)) reader.skipNested(/\(/y);
      if (assignment) assignments.push(assignment);
      else words.push(word);
    }
    if (isEmpty || this.commands.length === MAX_COMMANDS) throw new UnreadShell(reader.quoteHere());
    this.last = { assignments, words, writes, isPlain: this.frames.length === 0 && !this.isJoined };
    this.commands.push(this.last);
  }
}
