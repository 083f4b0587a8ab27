/** A shell script as far as it matters which programs run, and with what. */
export type ShellNode =
  | {
      readonly type: 'command';
      readonly assignments: readonly { readonly name: string; readonly value: ShellWord }[];
      readonly words: readonly ShellWord[];
      readonly redirects: readonly Redirect[];
    }
  /** One after the other: `;`, a line end, `&`. */
  | { readonly type: 'sequence'; readonly nodes: readonly ShellNode[] }
  | { readonly type: 'and'; readonly left: ShellNode; readonly right: ShellNode }
  | { readonly type: 'or'; readonly left: ShellNode; readonly right: ShellNode }
  /** Each in a shell of its own. */
  | { readonly type: 'pipeline'; readonly nodes: readonly ShellNode[]; readonly isNegated: boolean }
  | { readonly type: 'subshell'; readonly body: ShellNode; readonly redirects: readonly Redirect[] }
  | { readonly type: 'for'; readonly name: string; readonly words: readonly ShellWord[]; readonly body: ShellNode }
  /** Parts of `if`, `while`, `case` and functions: each may run or not, or several times. */
  | { readonly type: 'perhaps'; readonly nodes: readonly ShellNode[] };

export interface Redirect {
  /** `>`, `>>`, `<`, `2>`. */
  readonly operator: string;
  readonly target: ShellWord;
}

/** Parts that stand next to each other. */
export type ShellWord = readonly WordPart[];

export type WordPart =
  | { readonly type: 'literal'; readonly text: string; readonly isQuoted: boolean }
  /** `$X`, and `${X…}` with what follows the name as it stands. */
  | { readonly type: 'variable'; readonly name: string; readonly modifier: string; readonly isQuoted: boolean }
  /** `$(…)` with the script in it. */
  | { readonly type: 'substitution'; readonly script: ShellNode };
