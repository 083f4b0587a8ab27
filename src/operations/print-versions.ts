import type { Version } from './list-versions';
import { printable } from './printable';

/** A table of versions: the present one with a star, those that the registry no longer has marked. */
export function printVersions(versions: readonly Version[]): string {
  if (versions.length === 0) return 'no versions yet';
  const rows = versions.map((version) => [
    version.isPresent ? '*' : ' ',
    version.tag ?? version.digest?.slice(0, 19) ?? '(unreadable)',
    version.tag === undefined ? '' : (version.digest?.slice(0, 19) ?? ''),
    version.when?.slice(0, 16).replace('T', ' ') ?? 'not committed',
    printable(version.who ?? ''),
    version.commit?.slice(0, 10) ?? '',
    [version.subject, version.registry === 'gone' ? '(gone from the registry)' : undefined, version.problem]
      .filter((text) => text !== undefined)
      .map(printable)
      .join(' '),
  ]);
  const widths = (rows[0] as string[]).map((_cell, column) =>
    Math.max(...rows.map((row) => (row[column] as string).length)),
  );
  const isEmpty = (column: number) => widths[column] === 0;
  return rows
    .map((row) =>
      row
        .flatMap((cell, column) => (isEmpty(column) ? [] : [cell.padEnd(widths[column] as number)]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
