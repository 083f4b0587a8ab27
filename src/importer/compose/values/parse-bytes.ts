const POWERS = ['', 'k', 'm', 'g', 't', 'p'];
const SUFFIXES = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'];

/**
 * Bytes in a size as Compose has it: `512M`, `1gb`, `1.5g`, `64kib` and `1048576`. Its units are powers of 1024.
 *
 * @see https://github.com/compose-spec/compose-spec/blob/main/11-extension.md#specifying-byte-values
 */
export function parseBytes(text: string): number | undefined {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?) ?([kmgtp]?)(?:i?b)?$/i.exec(text) ?? [];
  if (amount === undefined) return undefined;
  const bytes = Math.floor(Number(amount) * 1024 ** POWERS.indexOf(unit.toLowerCase()));
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** The same number of bytes as a Kubernetes quantity, in the largest unit that is exact: `512Mi`. */
export function toQuantity(bytes: number): string {
  let power = 0;
  let amount = bytes;
  while (amount > 0 && amount % 1024 === 0 && power < SUFFIXES.length - 1) {
    amount /= 1024;
    power += 1;
  }
  return `${amount}${SUFFIXES[power]}`;
}
