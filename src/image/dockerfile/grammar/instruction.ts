/** One instruction of a Dockerfile, with continued lines joined. */
export interface Instruction {
  /** Of its first line, from 1. */
  readonly line: number;
  /** Upper case. */
  readonly keyword: string;
  /** As written. */
  readonly word: string;
  /** `--from=build` as `['from', 'build']`; a flag without value has an empty one. In order. */
  readonly flags: readonly (readonly [name: string, value: string])[];
  /** What follows keyword and flags, without spaces at its ends. */
  readonly rest: string;
  readonly heredocs: readonly Heredoc[];
}

/** A text in the file itself: `COPY <<EOF /etc/app.conf`. */
export interface Heredoc {
  readonly name: string;
  /** With line ends; tabs at line starts are gone where `<<-` says so. */
  readonly content: string;
}

/** The values of a flag, in order. */
export function flagValues(instruction: Instruction, name: string): string[] {
  return instruction.flags.filter(([each]) => each === name).map(([, value]) => value);
}
