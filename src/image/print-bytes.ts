const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/** A size as registries and `docker images` print it, in powers of 1000: `8.1 MB`, `512 B`. */
export function printBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  let value = bytes;
  let unit = -1;
  // 999,950 is 1.0 MB, not 1000.0 kB
  while (value >= 999.95 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toFixed(1)} ${UNITS[Math.max(unit, 0)]}`;
}
