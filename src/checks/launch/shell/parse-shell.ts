import { ShellReader, UnreadShell } from './shell-reader';
import {
  type AndOrList,
  type Assignment,
  type Pipeline,
  parseAssignment,
  type ShellCommand,
  type ShellList,
  type Word,
} from './shell-script';

// what these open is only decided when it runs, or is of one shell and not of another
const UNREAD_KEYWORD =
  /(?:if|then|elif|else|fi|for|while|until|do|done|case|esac|in|function|select|coproc|\})(?=[ \t\n;&|()<>]|$)/y;
const MAX_COMMANDS = 2000;

/**
 * Reads a script in the language that POSIX shells share, and the parts of bash that are common in manifests. Where the
 * reading ends, before loops, conditions and whatever else is only decided when it runs, the last command says so.
 * Never throws.
 *
 * @param isBash whether it is bash for certain, for which `&>` is a redirection; for other shells it may be `&` and `>`
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html
 */
export function parseShell(script: string, isBash: boolean): ShellList {
  return new Parser(script, isBash).parse();
}

class Parser {
  private readonly reader: ShellReader;
  private commands = 0;
  /** What is not read, from the first place on that is not. */
  private unread: string | undefined;

  constructor(
    script: string,
    private readonly isBash: boolean,
  ) {
    this.reader = new ShellReader(script);
  }

  parse(): ShellList {
    return this.readList(undefined);
  }

  /** Lists up to what closes them, which is passed over, or to the end. */
  private readList(closer: RegExp | undefined): AndOrList[] {
    const lists: AndOrList[] = [];
    while (this.unread === undefined) {
      this.reader.skipBlanks(true);
      if (closer && this.reader.take(closer) !== undefined) return lists;
      if (this.reader.isAtEnd) {
        if (closer) lists.push(this.stop('a parenthesis that is not closed'));
        return lists;
      }
      const list = this.readAndOrList();
      this.reader.skipBlanks();
      const isBackground = this.unread === undefined && this.reader.take(/&(?![&>])/y) !== undefined;
      lists.push({ ...list, isBackground });
      if (this.unread !== undefined || isBackground || this.reader.take(/;(?!;)|\n/y) !== undefined) continue;
      if (this.reader.isAtEnd || (closer && this.reader.peek(closer) !== undefined)) continue;
      lists.push(this.stop(this.reader.quoteHere()));
    }
    return lists;
  }

  private readAndOrList(): AndOrList {
    const pipelines: Pipeline[] = [];
    const operators: ('&&' | '||')[] = [];
    for (;;) {
      pipelines.push(this.readPipeline());
      if (this.unread !== undefined) break;
      this.reader.skipBlanks();
      const operator = this.reader.take(/&&|\|\|/y);
      if (operator === undefined) break;
      operators.push(operator as '&&' | '||');
      this.reader.skipBlanks(true);
    }
    return { pipelines, operators, isBackground: false };
  }

  private readPipeline(): Pipeline {
    let isNegated = false;
    // a word of the language for bash, and a program for other shells
    if (this.isBash) this.reader.take(/time(?:[ \t]+-p)?(?=[ \t])/y);
    this.reader.skipBlanks();
    while (this.reader.take(/!(?=[ \t\n])/y) !== undefined) {
      isNegated = !isNegated;
      this.reader.skipBlanks();
    }
    const commands: ShellCommand[] = [];
    for (;;) {
      commands.push(this.readCommand());
      if (this.unread !== undefined) break;
      this.reader.skipBlanks();
      if (this.reader.take(/\|(?!\|)&?/y) === undefined) break;
      this.reader.skipBlanks(true);
    }
    return { isNegated, commands };
  }

  private readCommand(): ShellCommand {
    this.commands += 1;
    try {
      if (this.commands > MAX_COMMANDS) throw new UnreadShell(`its command ${MAX_COMMANDS + 1}`);
      if (this.reader.peek(/\(\(/y) !== undefined || this.reader.peek(UNREAD_KEYWORD) !== undefined) {
        throw new UnreadShell(this.reader.quoteHere());
      }
      if (this.reader.take(/\(/y) !== undefined) return this.readCompound('subshell', /\)/y);
      if (this.reader.take(/\{(?=[ \t\n])/y) !== undefined)
        return this.readCompound('group', /\}(?=[ \t\n;&|()<>]|$)/y);
      if (this.reader.take(/\[\[(?=[ \t\n])/y) !== undefined) return this.readCondition();
      return this.readSimple();
    } catch (error) {
      if (!(error instanceof UnreadShell)) throw error;
      this.unread ??= error.from;
      return { kind: 'unread', from: this.unread };
    }
  }

  private readCompound(kind: 'subshell' | 'group', closer: RegExp): ShellCommand {
    const list = this.reader.nest(() => this.readList(closer));
    if (this.unread === undefined && list.length === 0) throw new UnreadShell('a parenthesis with nothing in it');
    this.reader.skipBlanks();
    const writes: Word[] = [];
    while (this.unread === undefined && this.readRedirection(writes)) this.reader.skipBlanks();
    return { kind, list, writes };
  }

  /** Its words have signs that mean something else elsewhere. */
  private readCondition(): ShellCommand {
    for (;;) {
      this.reader.skipBlanks(true);
      if (this.reader.take(/\]\](?=[ \t\n;&|()<>]|$)/y) !== undefined) return { kind: 'condition' };
      if (!this.reader.readWord() && this.reader.take(/&&|\|\||[()<>|]/y) === undefined) {
        throw new UnreadShell("a '[[' that is not closed");
      }
    }
  }

  private readSimple(): ShellCommand {
    const assignments: Assignment[] = [];
    const words: Word[] = [];
    const writes: Word[] = [];
    let isEmpty = true;
    for (;;) {
      this.reader.skipBlanks();
      if (this.readRedirection(writes)) {
        isEmpty = false;
        continue;
      }
      const here = this.reader.quoteHere();
      const word = this.reader.readWord();
      if (!word) break;
      isEmpty = false;
      // a function, or a list of values
      if (this.reader.peek(/[ \t]*\(/y) !== undefined) throw new UnreadShell(here);
      const assignment = words.length === 0 ? parseAssignment(word) : undefined;
      if (assignment) assignments.push(assignment);
      else words.push(word);
    }
    if (isEmpty) throw new UnreadShell(this.reader.quoteHere());
    return { kind: 'simple', assignments, words, writes };
  }

  private readRedirection(writes: Word[]): boolean {
    // a here-document has its text elsewhere
    const unread = this.isBash ? /\d*<<(?!<)|[<>]\(/y : /\d*<<|&>|[<>]\(/y;
    if (this.reader.peek(unread) !== undefined) throw new UnreadShell(this.reader.quoteHere());
    return this.reader.readRedirection(writes);
  }

  private stop(from: string): AndOrList {
    this.unread ??= from;
    const unread = { isNegated: false, commands: [{ kind: 'unread', from } as const] };
    return { pipelines: [unread], operators: [], isBackground: false };
  }
}
