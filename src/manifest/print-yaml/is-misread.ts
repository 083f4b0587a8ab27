import { readPlainScalar } from '../plain-scalar';

/** Ends of lines that only YAML 1.1 has, controls, byte order marks, what is no character, and the merge key. */
const REFUSED = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|^<<$/;
/** Blanks at the beginning, alone in a line, or nothing else. */
const BLANKS = /^\n*\t|^[\t\n ]+$|\n[\t ]+(?:\n|$)/;
/** Letters and underscores in a number that Kubernetes reads and cdk8s may not know: `0o17`, `0X1F`, `0_b1`. */
const FOREIGN_NUMBER = /^[-+.0-9][-+.0-9a-fA-F]*[_oOXB][-+.0-9a-zA-Z_]*$/;

/** Whether cdk8s may write a text in a way that Kubernetes refuses or reads as something else. */
export function isMisread(text: string): boolean {
  return REFUSED.test(text) || BLANKS.test(text) || (FOREIGN_NUMBER.test(text) && readPlainScalar(text) !== text);
}
