const SPACE = 0x20;
const ZERO = 0x30;
const SEVEN = 0x37;

/**
 * A number of a tar header: octal digits between spaces and zero bytes, or base 256, marked by the highest bit. An empty
 * field is 0. Undefined for anything else, and beyond 2^53.
 *
 * @see https://www.gnu.org/software/tar/manual/html_node/Extensions.html
 */
export function parseTarNumber(bytes: Uint8Array, at: number, length: number): number | undefined {
  if (((bytes[at] ?? 0) & 0x80) !== 0) return parseBase256(bytes, at, length);
  const end = at + length;
  let next = at;
  while (next < end && (bytes[next] === SPACE || bytes[next] === 0)) next++;
  let number = 0;
  for (; next < end; next++) {
    const byte = bytes[next] as number;
    if (byte < ZERO || byte > SEVEN) break;
    number = number * 8 + (byte - ZERO);
  }
  while (next < end && bytes[next] === SPACE) next++;
  // what stands after a zero byte is not read
  if (next < end && bytes[next] !== 0) return undefined;
  return Number.isSafeInteger(number) ? number : undefined;
}

function parseBase256(bytes: Uint8Array, at: number, length: number): number | undefined {
  const isNegative = ((bytes[at] ?? 0) & 0x40) !== 0;
  const flip = isNegative ? 0xff : 0;
  let number = ((bytes[at] ?? 0) ^ flip) & 0x7f;
  for (let i = at + 1; i < at + length; i++) number = number * 256 + ((bytes[i] ?? 0) ^ flip);
  if (!Number.isSafeInteger(number)) return undefined;
  return isNegative ? -number - 1 : number;
}
