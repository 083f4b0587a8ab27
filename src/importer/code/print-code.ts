import type { Code } from './code';
import { printExpression } from './print-expression';
import { printFlatOutermost } from './print-flat';
import { printMeasured } from './ruler';

/** What stands around an expression in its statement. */
export interface Around {
  /** How many spaces stand before the statement. */
  readonly indent: number;
  /** The text before the expression, without those spaces: `const web = release.deployment('web', `. */
  readonly before: string;
  /** The text behind its end: `);`. */
  readonly after: string;
}

/**
 * The lines of a statement around one expression, without ends of lines, as Biome leaves them at 120 columns.
 *
 * A map with two or more fields has a field a line. Where `before` is too long for the expression to start behind it,
 * the line stays too long: {@link printCall} and {@link printConst} know how to break that.
 */
export function printCode(code: Code, { indent, before, after }: Around): string[] {
  return printMeasured((ruler) => {
    const place = { before: ' '.repeat(indent) + before, after, indent };
    return printExpression(code, place, ruler, printFlatOutermost(code, ruler));
  });
}
