const ENDINGS: ReadonlyMap<Intl.LDMLPluralRule, string> = new Map([
  ['one', 'st'],
  ['two', 'nd'],
  ['few', 'rd'],
]);
const RULES = new Intl.PluralRules('en', { type: 'ordinal' });

/** `1st`, `22nd`, `113th`. */
export function printOrdinal(number: number): string {
  return `${number}${ENDINGS.get(RULES.select(number)) ?? 'th'}`;
}
