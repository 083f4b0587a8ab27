/** A script as far as it is understood: lists, which stand one after the other. */
export type ShellList = readonly AndOrList[];

/** `a && b || c`, which is read from the left. */
export interface AndOrList {
  /** At least one. */
  readonly pipelines: readonly Pipeline[];
  /** Between them: one less. */
  readonly operators: readonly ('&&' | '||')[];
  /** Whether it ends with `&`. */
  readonly isBackground: boolean;
}

/** `a | b`, with `!` in front where its status is turned around. */
export interface Pipeline {
  readonly isNegated: boolean;
  /** At least one. */
  readonly commands: readonly ShellCommand[];
}

/** `writes` are the files that its output goes to. */
export type ShellCommand =
  | {
      readonly kind: 'simple';
      readonly assignments: readonly Assignment[];
      readonly words: readonly Word[];
      readonly writes: readonly Word[];
    }
  /** `( … )`, a process of its own. */
  | { readonly kind: 'subshell'; readonly list: ShellList; readonly writes: readonly Word[] }
  /** `{ …; }` */
  | { readonly kind: 'group'; readonly list: ShellList; readonly writes: readonly Word[] }
  /** `[[ … ]]` */
  | { readonly kind: 'condition' }
  /** Here the reading ends; `from` is what is not read, as a message shows it: `'if'`. */
  | { readonly kind: 'unread'; readonly from: string };

export interface Assignment {
  readonly name: string;
  readonly value: readonly WordPart[];
  /** `NAME+=value`. */
  readonly isAppended: boolean;
}

export interface Word {
  readonly parts: readonly WordPart[];
  /** As it is written, for messages. */
  readonly source: string;
}

export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly isQuoted: boolean }
  | {
      readonly kind: 'parameter';
      /** A variable, or digits, `@`, `*`, `#`. */
      readonly name: string;
      readonly isQuoted: boolean;
      /** `${NAME:-operand}`: the sign, and whether a colon stands before it. */
      readonly operator?: '-' | '=' | '+' | '?';
      readonly hasColon?: boolean;
      readonly operand?: readonly WordPart[];
    }
  /** What only the shell that runs it knows: `$(date)`, `$?`. */
  | { readonly kind: 'unknown'; readonly isQuoted: boolean };

/** `NAME=value` at the beginning of a word; undefined when it is none. */
export function parseAssignment({ parts }: Word): Assignment | undefined {
  const [first, ...rest] = parts;
  if (first?.kind !== 'text' || first.isQuoted) return undefined;
  const [start, name = '', plus] = /^([A-Za-z_]\w*)(\+?)=/.exec(first.text) ?? [];
  if (start === undefined) return undefined;
  const text = first.text.slice(start.length);
  return { name, value: text === '' ? rest : [{ ...first, text }, ...rest], isAppended: plus === '+' };
}
