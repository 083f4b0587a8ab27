const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);
const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
const INTEGER = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]+|0|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/**
 * What an unquoted scalar is to Compose: the words of YAML 1.2 (`yes` and `on` are text), and numbers that may be octal
 * (`0644`) and have underscores. What JavaScript cannot count exactly stays text, and so do dates.
 *
 * @see https://pkg.go.dev/go.yaml.in/yaml/v3#readme-compatibility the reader that Compose uses
 */
export function readScalar(source: string): string | number | boolean | null {
  if (NULLS.has(source)) return null;
  const word = BOOLEANS.get(source);
  if (word !== undefined) return word;
  if (!/^[-+.0-9]/.test(source)) return source;
  const digits = source.replaceAll('_', '');
  if (INTEGER.test(digits)) {
    const size = Number(digits.replace(/^[-+]/, '').replace(/^0(?=[0-7])/, '0o'));
    if (!Number.isSafeInteger(size)) return source;
    return digits.startsWith('-') && size !== 0 ? -size : size;
  }
  const number = FLOAT.test(digits) ? Number(digits) : Number.NaN;
  return Number.isFinite(number) ? number : source;
}
