/** The words of YAML 1.1 that are no text. */
const WORDS: ReadonlySet<string> = new Set(
  `y Y yes Yes YES true True TRUE on On ON n N no No NO false False FALSE off Off OFF ~ null Null NULL`
    .split(' ')
    .concat(''),
);

const NUMBERS = [
  /^[-+]?0b[01_]+$/,
  /^[-+]?0x[0-9a-fA-F_]+$/,
  // decimal and octal, and in base 60: 12:30:45
  /^[-+]?[0-9][0-9_]*(?:(?::[0-5]?[0-9])+(?:\.[0-9_]*)?)?$/,
  // a dot is enough, and so is an exponent: e0
  /^[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*$/,
  /^[-+]?(?:[0-9][0-9_]*)?(?:\.[0-9_]*)?[eE][-+]?[0-9]+$/,
  /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
];
const DATE = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}/;
const TIME =
  /^(?:[tT]|[ \t]+)[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\.[0-9]+)?(?:[ \t]*(?:Z|[-+][012]?[0-9](?::[0-9]{2})?))?$/;

/**
 * Whether a YAML 1.1 reader could take a text of one line for null, a boolean, a number or a time. Numbers are meant
 * more widely than Kubernetes reads them: whoever reads our files must not be surprised either.
 *
 * @see https://yaml.org/type/
 */
export function readsAsOther(text: string): boolean {
  if (WORDS.has(text)) return true;
  if (!/^[-+.0-9eE]/.test(text)) return false;
  return NUMBERS.some((number) => number.test(text)) || isTime(text);
}

function isTime(text: string): boolean {
  const [date] = DATE.exec(text) ?? [];
  return date !== undefined && (date.length === text.length || TIME.test(text.slice(date.length)));
}
