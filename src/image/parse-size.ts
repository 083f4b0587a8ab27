const UNITS: ReadonlyMap<string, number> = new Map([
  ['b', 1],
  ['k', 1e3],
  ['m', 1e6],
  ['g', 1e9],
  ['t', 1e12],
  ['ki', 2 ** 10],
  ['mi', 2 ** 20],
  ['gi', 2 ** 30],
  ['ti', 2 ** 40],
  ['kb', 1e3],
  ['mb', 1e6],
  ['gb', 1e9],
  ['tb', 1e12],
  ['kib', 2 ** 10],
  ['mib', 2 ** 20],
  ['gib', 2 ** 30],
  ['tib', 2 ** 40],
]);

/** Bytes in a size with its unit: `50MB` (1000s), `48 MiB` (1024s), `50M` and `48Mi` as Kubernetes has them, `1048576` (bytes); undefined when it is none. */
export function parseSize(text: string): number | undefined {
  const [, number, unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(text) ?? [];
  const factor = unit === '' ? 1 : UNITS.get(unit.toLowerCase());
  if (number === undefined || factor === undefined) return undefined;
  const bytes = Math.round(Number(number) * factor);
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** Bits in a second: `1Gbit`, `100 Mbit/s`, `10Gbps`, or bytes as `125MB`, `125MB/s` and `125MBps`; undefined when it is none. */
export function parseBandwidth(text: string): number | undefined {
  const [, number, prefix = '', unit = ''] =
    /^\s*(\d+(?:\.\d+)?)\s*([kmgt]?)(bit|bits|bps|b|ib)?(?:\/s)?\s*$/i.exec(text) ?? [];
  if (number === undefined || unit === '' || unit.toLowerCase() === 'ib') return undefined;
  const factor = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 }[prefix.toLowerCase()] ?? Number.NaN;
  const bits = Number(number) * factor * (/^B(?:ps)?$/.test(unit) ? 8 : 1);
  return bits > 0 && Number.isFinite(bits) ? bits : undefined;
}
