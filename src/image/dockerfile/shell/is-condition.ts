import { literalText } from './expand-shell-word';
import type { ShellNode } from './shell-script';

const CONDITIONS = new Set(
  'test [ [[ grep egrep fgrep command which type hash diff cmp false dpkg-query getent id'.split(' '),
);

/** Whether a command is there to ask something: that it fails is then no fault. */
export function isCondition(node: ShellNode): boolean {
  if (node.type === 'and' || node.type === 'or') return isCondition(node.left) || isCondition(node.right);
  if (node.type === 'pipeline') return node.isNegated || node.nodes.some(isCondition);
  return CONDITIONS.has(programOf(node));
}

/** The program of a simple command, where it is written out; empty for anything else. */
export function programOf(node: ShellNode): string {
  return node.type === 'command' ? literalText(node.words[0]) : '';
}
