import type { Build, Refusal } from '../build';
import { Changes } from '../files/changes';
import { joinPattern, UNKNOWN_PART } from '../files/path-pattern';
import type { Instruction } from '../grammar/instruction';
import { isKnown, type Known } from '../known';
import type { Stage } from '../stage';

/** One instruction that is applied to the stage that it stands in. */
export class Step {
  readonly build: Build;
  readonly stage: Stage;
  readonly instruction: Instruction;

  constructor(build: Build, stage: Stage, instruction: Instruction) {
    this.build = build;
    this.stage = stage;
    this.instruction = instruction;
  }

  get line(): number {
    return this.instruction.line;
  }

  refuse(refusal: Refusal): void {
    this.build.refuse(this.line, refusal);
  }

  /** What builders refuse only where the stage is part of what they build. */
  refuseReached(refusal: Refusal): void {
    if (this.build.isReached) this.refuse(refusal);
  }

  /** A word with its variables and quotes resolved. */
  expand(word: string): Known<string> {
    return this.build.expand(this.line, word, (name) => this.stage.findVariable(name));
  }

  /** Likewise as a path or part of one: U+0000 where it is not known. */
  expandPattern(word: string): string {
    const whole = this.expand(word);
    if (isKnown(whole)) return whole.value.replaceAll(UNKNOWN_PART, '\ufffd');
    // what takes a value apart cannot be told in part
    if (/\$\{[^}]*[+#%/]/.test(word)) return UNKNOWN_PART;
    const parts = this.build.expand(this.line, word, (name) => {
      const found = this.stage.findVariable(name);
      return found && !isKnown(found) ? { value: UNKNOWN_PART } : found;
    });
    return isKnown(parts) ? parts.value : UNKNOWN_PART;
  }

  /** The folder that relative paths start in. */
  get folder(): string {
    const { workingDir } = this.stage;
    return isKnown(workingDir) ? workingDir.value : `/${UNKNOWN_PART}`;
  }

  pathOf(pattern: string): string {
    return joinPattern(this.folder, pattern);
  }

  changes(shown: string, mounts: readonly string[] = []): Changes {
    return new Changes(this.stage.files, { line: this.line, shown }, this.build.budget, mounts);
  }
}
