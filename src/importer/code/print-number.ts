/** A number as TypeScript, in the form that formatters leave: `1e21` has no plus, and zero may have a minus. */
export function printNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value).replace('e+', 'e');
}
