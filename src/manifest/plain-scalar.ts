/** Every word that is no text, as it can be written without quotes. */
const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
]);

const NOT_FINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const MAX_UINT64 = 2n ** 64n - 1n;

/**
 * What an unquoted YAML scalar is to Kubernetes: `0644` is octal, `yes` is true, `12:30` and dates are text.
 * Not a number (`.nan`) and infinity are given back as they are in JavaScript, for JSON has neither.
 *
 * @see https://pkg.go.dev/sigs.k8s.io/yaml YAML 1.1, without its base 60 numbers and timestamps
 */
export function readPlainScalar(source: string): string | number | boolean | null {
  const word = WORDS.get(source);
  if (word !== undefined) return word;
  if (NOT_FINITE.test(source)) return /n$/i.test(source) ? Number.NaN : source.startsWith('-') ? -Infinity : Infinity;
  if (!/^[-+.0-9]/.test(source)) return source;
  const integer = readInteger(source);
  if (integer !== undefined) return Number(integer);
  const float = FLOAT.test(digitsOf(source)) ? Number(digitsOf(source)) : Number.NaN;
  return Number.isFinite(float) ? float : source;
}

/** Whether an unquoted scalar is a whole number to Kubernetes of which JavaScript, when it is printed, loses digits. */
export function losesDigits(source: string): boolean {
  const integer = readInteger(source);
  return integer !== undefined && BigInt(String(Number(integer))) !== integer;
}

/** Undefined for what is no whole number, or does not fit in 64 bits: that is tried as a float. */
function readInteger(source: string): bigint | undefined {
  const [, sign, integer] = INTEGER.exec(digitsOf(source)) ?? [];
  if (integer === undefined) return undefined;
  const size = BigInt(/^0[0-7]/.test(integer) ? `0o${integer.slice(1)}` : integer);
  if (size > (sign === '' ? MAX_UINT64 : MAX_UINT64 / 2n)) return undefined;
  return sign === '-' ? -size : size;
}

function digitsOf(source: string): string {
  // an underscore may stand anywhere in a number, but only between digits in one that begins with a dot
  return source.startsWith('.') ? source.replace(/(?<=[0-9])_(?=[0-9])/g, '') : source.replaceAll('_', '');
}
