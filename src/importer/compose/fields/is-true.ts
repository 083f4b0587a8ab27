import { type ComposeNode, textOf } from '../yaml/compose-node';

/** Whether a value says yes, in any of the words that Compose takes for it. */
export function isTrue(node: ComposeNode | undefined): boolean {
  return /^(?:true|yes|y|on)$/i.test(textOf(node) ?? '');
}
