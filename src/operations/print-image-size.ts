import { printBytes } from '../image/print-bytes';
import type { PullDifference } from './compare-images';
import type { PlatformSize } from './inspect-image';
import { printable } from './printable';

/** How many nodes pull at once from one registry, and what that registry can send. */
export interface Rollout {
  readonly nodes: number;
  readonly bitsPerSecond: number;
  /** As the user wrote it: `1Gbit`. */
  readonly bandwidth: string;
}

const SHORT_DIGEST = 19;

/** Sizes for people, one platform after the other. */
export function printSizes(image: string, sizes: readonly PlatformSize[]): string {
  return sizes.map((size) => printSize(image, size)).join('\n\n');
}

function printSize(image: string, size: PlatformSize): string {
  const { platform, bytes, unpackedBytes, layers, biggest, programs } = size;
  const head = `${image}${platform && ` (${platform})`}: ${printBytes(bytes)} to pull, ${printBytes(unpackedBytes)} unpacked`;
  const blocks = [
    printTable(
      'layers, lowest first',
      layers.map((layer) => [
        layer.digest.slice(0, SHORT_DIGEST),
        printBytes(layer.bytes),
        `${printBytes(layer.unpackedBytes)} unpacked`,
        `${layer.files} ${layer.files === 1 ? 'file' : 'files'}`,
      ]),
    ),
    printTable(
      'programs of the services',
      programs.map((each) => [each.path, printBytes(each.bytes), each.linkage, each.workload]),
    ),
    printTable(
      'biggest files',
      biggest.map((file) => [file.path, printBytes(file.bytes)]),
    ),
  ];
  return [head, ...blocks.filter((block) => block !== '')].join('\n');
}

/** What changes for a node that has one version and pulls another, for people. */
export function printDifferences(from: string, to: string, differences: readonly PullDifference[]): string {
  return differences
    .map(({ platform, bytes, layers, sharedBytes }) => {
      const head = `${from} → ${to}${platform && ` (${platform})`}: ${printBytes(bytes)} to pull, ${printBytes(sharedBytes)} shared`;
      const rows = layers.map((layer) => [layer.digest.slice(0, SHORT_DIGEST), printBytes(layer.bytes)]);
      return [head, printTable('layers that are not shared', rows)].filter((block) => block !== '').join('\n');
    })
    .join('\n\n');
}

/** `20 nodes pull 12.3 MB each from one registry: 246.0 MB, 2.0 s at 1Gbit`. */
export function printRollout(bytes: number, { nodes, bitsPerSecond, bandwidth }: Rollout): string {
  const all = bytes * nodes;
  const who = nodes === 1 ? `1 node pulls ${printBytes(bytes)}` : `${nodes} nodes pull ${printBytes(bytes)} each`;
  return `${who} from one registry: ${printBytes(all)}, ${printSeconds(rolloutSeconds(bytes, { nodes, bitsPerSecond }))} at ${bandwidth}`;
}

/** How long a registry takes to send as many bytes to each node, when its own line is the narrowest. */
export function rolloutSeconds(
  bytes: number,
  { nodes, bitsPerSecond }: Pick<Rollout, 'nodes' | 'bitsPerSecond'>,
): number {
  return (bytes * 8 * nodes) / bitsPerSecond;
}

function printSeconds(seconds: number): string {
  // 59.96 s is 1 min 0 s, not 60.0 s
  if (seconds < 0.05) return 'less than 0.1 s';
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 3600 ? `${Math.floor(whole / 60)} min ${whole % 60} s` : `${(seconds / 3600).toFixed(1)} h`;
}

/** Columns of equal width below a title; an empty text for no rows. */
function printTable(title: string, cells: readonly (readonly string[])[]): string {
  const rows = cells.map((row) => row.map(printable));
  if (rows.length === 0) return '';
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    `    ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
  return [`  ${title}`, ...lines].join('\n');
}
