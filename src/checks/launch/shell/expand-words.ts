import type { Word, WordPart } from './shell-script';
import type { ShellState, ShellValue } from './shell-state';

/** Words as a program gets them. */
export interface ExpandedWords {
  /** Undefined for one that is not known. */
  readonly fields: readonly (string | undefined)[];
  /** Whether more follow, and how many is not known. */
  readonly isCut: boolean;
}

// as much as Linux lets a program have in one word
const MAX_FIELD = 128 * 1024;
/** Letters that one script may come to by its variables; beyond them a value counts as not known. */
export const MAX_EXPANDED = 4 * 1024 * 1024;

/** How many letters may still be made of variables, for all that is expanded with it. */
export interface Budget {
  letters: number;
}

/**
 * The words of a command after the shell replaced variables, split and unquoted them. A word that names files by a
 * pattern, or has a part that only the shell knows, ends what is known.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06
 */
export function expandWords(words: readonly Word[], state: ShellState, budget: Budget): ExpandedWords {
  const fields: (string | undefined)[] = [];
  for (const { parts } of words) {
    const expansion = new Expansion(state, budget, true);
    expansion.add(parts);
    const word = expansion.finish();
    fields.push(...word.fields);
    if (word.isCut) return { fields, isCut: true };
  }
  return { fields, isCut: false };
}

/** What a variable is set to: one text, not split. Undefined when it is not known. */
export function expandValue(parts: readonly WordPart[], state: ShellState, budget: Budget): string | undefined {
  const expansion = new Expansion(state, budget, false);
  expansion.add(parts);
  const { fields, isCut } = expansion.finish();
  return isCut ? undefined : fields.length === 0 ? '' : fields[0];
}

/** One word on its way to the fields that it becomes. */
class Expansion {
  private readonly fields: (string | undefined)[] = [];
  private field: string | undefined = '';
  private hasField = false;
  private isCut = false;
  /** Letters without quotes, which may be a pattern. */
  private bare = '';
  private isFirst = true;

  constructor(
    private readonly state: ShellState,
    private readonly budget: Budget,
    private readonly isSplit: boolean,
  ) {}

  add(parts: readonly WordPart[], isOperand = false): void {
    for (const part of parts) {
      if (part.kind === 'unknown') this.addUnknown(part.isQuoted);
      else if (part.kind === 'parameter') this.addParameter(part);
      else if (part.isQuoted) this.append(part.text);
      else this.addBare(part.text, isOperand);
      this.isFirst = false;
    }
  }

  finish(): ExpandedWords {
    if (this.hasField) this.fields.push(this.field);
    if (this.isSplit && isPattern(this.bare)) return { fields: [], isCut: true };
    return { fields: this.fields, isCut: this.isCut };
  }

  private addBare(text: string, isOperand: boolean): void {
    // a home, which the image's list of users has; in values also behind a colon
    const mayBegin = this.isFirst || isOperand;
    if ((mayBegin && text.startsWith('~')) || (!this.isSplit && text.includes(':~'))) {
      this.addUnknown(true);
      return;
    }
    this.bare += text;
    if (isOperand && this.isSplit) this.split(text);
    else this.append(text);
  }

  private addParameter(part: Extract<WordPart, { kind: 'parameter' }>): void {
    const { name, isQuoted, operator, operand = [] } = part;
    if ((name === '@' || name === '*') && operator === undefined) {
      this.addPositional(name, isQuoted);
      return;
    }
    const value = this.find(name);
    if (operator === undefined || value === undefined) {
      this.addValue(value === null ? '' : value, isQuoted);
      return;
    }
    const isUnset = value === null || (part.hasColon === true && value === '');
    if (operator === '?' && isUnset) this.addUnknown(isQuoted);
    else if (operator === '+' ? !isUnset : isUnset) {
      if (operator === '=') this.state.set(name, expandValue(operand, this.state, this.budget));
      this.add(operand, !isQuoted);
    } else this.addValue(operator === '+' ? '' : (value ?? ''), isQuoted);
  }

  private find(name: string): ShellValue {
    const { positional } = this.state;
    if (name === '0') return this.state.name;
    if (name === '#') return positional && String(positional.length);
    if (/^\d/.test(name)) return positional && (positional[Number(name) - 1] ?? null);
    return /^[@*]$/.test(name) ? undefined : this.state.variables.get(name);
  }

  private addPositional(name: string, isQuoted: boolean): void {
    const { positional } = this.state;
    if (positional === undefined || (name === '@' && !this.isSplit)) {
      this.isCut = true;
      return;
    }
    if (name === '*' && (isQuoted || !this.isSplit)) {
      this.addValue(this.hasUsualSeparators() ? positional.join(' ') : undefined, true);
      return;
    }
    for (const [index, word] of positional.entries()) {
      if (index > 0) this.endField();
      this.addValue(word, isQuoted);
    }
  }

  private addValue(value: string | undefined, isQuoted: boolean): void {
    this.budget.letters -= value?.length ?? 0;
    if (value === undefined || this.budget.letters < 0) this.addUnknown(isQuoted || !this.isSplit);
    else if (isQuoted || !this.isSplit) this.append(value);
    else if (!this.hasUsualSeparators()) this.addUnknown(false);
    else {
      this.bare += value;
      this.split(value);
    }
  }

  private addUnknown(isQuoted: boolean): void {
    if (!isQuoted && this.isSplit) this.isCut = true;
    this.hasField = true;
    this.field = undefined;
  }

  private split(text: string): void {
    const words = text.split(/[ \t\n]+/);
    for (const [index, word] of words.entries()) {
      if (index > 0) this.endField();
      if (word !== '') this.append(word);
    }
  }

  private append(text: string): void {
    this.hasField = true;
    if (this.field === undefined) return;
    this.field = this.field.length + text.length > MAX_FIELD ? undefined : this.field + text;
  }

  private endField(): void {
    if (this.hasField) this.fields.push(this.field);
    this.field = '';
    this.hasField = false;
  }

  private hasUsualSeparators(): boolean {
    const { variables } = this.state;
    return !variables.has('IFS') || variables.get('IFS') === null || variables.get('IFS') === ' \t\n';
  }
}

/** `*.js`, `[ab]`, `{a,b}`: what it stands for depends on the files, or on the shell. */
function isPattern(text: string): boolean {
  if (/[*?]/.test(text)) return true;
  const bracket = text.indexOf('[');
  if (bracket !== -1 && text.includes(']', bracket + 2)) return true;
  const brace = text.indexOf('{');
  return brace !== -1 && text.includes('}', brace) && /,|\.\./.test(text);
}
