import { UNKNOWN_PART } from '../files/path-pattern';
import { expandWord, WordFault } from '../grammar/expand-word';
import type { ShellNode, ShellWord } from './shell-script';

/** What a word is expanded with. */
export interface ShellValues {
  /** Whether a variable's value may become several words. */
  readonly splits: boolean;
  /** Where the shell is. */
  readonly folder: string;
  /** The value of a variable; undefined when it is surely not set. */
  find(name: string): string | undefined;
  /** Goes through the script of a `$(…)`. */
  run(script: ShellNode): void;
}

/** The words that one word becomes, with U+0000 for what is not known: patterns, and what commands print. */
export function expandShellWord(word: ShellWord, values: ShellValues): string[] {
  const words = [''];
  let isThere = false;
  const add = (text: string) => {
    words[words.length - 1] += text;
  };
  for (const part of word) {
    if (part.type === 'literal') {
      isThere ||= part.isQuoted || part.text !== '';
      // a question mark in an address is no pattern
      const isText = part.isQuoted || part.text.includes('://');
      add(isText ? part.text : part.text.replace(/[*?]|\[[^\]]*\]|\{[^}]*,[^}]*\}/g, UNKNOWN_PART));
    } else if (part.type === 'substitution') {
      values.run(part.script);
      isThere = true;
      add(printedBy(part.script, values));
    } else {
      const value = valueOfVariable(part.name, part.modifier, values);
      isThere ||= value !== '' || part.isQuoted;
      const [head = '', ...others] = part.isQuoted || !values.splits ? [value] : value.split(/\s+/);
      add(head);
      words.push(...others);
    }
  }
  return isThere ? words.filter((each, index) => each !== '' || (index === 0 && words.length === 1)) : [];
}

/** The text of a word that has no variables; empty for any other. */
export function literalText(word: ShellWord | undefined): string {
  return word?.every(({ type }) => type === 'literal')
    ? word.map((part) => (part.type === 'literal' ? part.text : '')).join('')
    : '';
}

function valueOfVariable(name: string, modifier: string, values: ShellValues): string {
  // of `$1` and the like nothing is known
  if (!/^[A-Za-z_]/.test(name)) return UNKNOWN_PART;
  const own = values.find(name);
  if (modifier === '') return own ?? '';
  try {
    const value = expandWord(`\${${name}${modifier}}`, { escapeChar: '\\', find: (each) => known(values.find(each)) });
    return 'value' in value ? value.value : UNKNOWN_PART;
  } catch (error) {
    if (error instanceof WordFault) return UNKNOWN_PART;
    throw error;
  }
}

function known(value: string | undefined): { value: string } | { unknown: string } | undefined {
  if (value === undefined) return undefined;
  return value.includes(UNKNOWN_PART) ? { unknown: '' } : { value };
}

/** What a few commands print. */
function printedBy(script: ShellNode, values: ShellValues): string {
  const command = script.type === 'sequence' && script.nodes.length === 1 ? script.nodes[0] : undefined;
  if (command?.type !== 'command' || command.redirects.length > 0) return UNKNOWN_PART;
  const words = command.words.map(literalText).join(' ');
  if (words === 'pwd') return values.folder;
  return words === 'go env GOPATH' ? values.find('GOPATH') || UNKNOWN_PART : UNKNOWN_PART;
}
