import { Ansis } from 'ansis';
import type { Finding, Outcome } from '../checks/finding';
import type { CheckReport, ImageReport } from './check-images';
import { printable } from './printable';

/** How each outcome is shown; a pass with something to say is a note. */
type Mark = Outcome | 'note';

const MARKS: readonly Mark[] = ['fail', 'unknown', 'skipped', 'note', 'pass'];
const WIDTH = 9;

/** A report for people: each image with its findings, and what came out in one line at the end. */
export function printCheck(
  report: CheckReport,
  { color, strict }: { readonly color: boolean; readonly strict: boolean },
): string {
  const style = new Ansis(color ? 1 : 0);
  const paint: Readonly<Record<Mark, (text: string) => string>> = {
    pass: style.green,
    fail: style.red,
    unknown: style.yellow,
    skipped: style.dim,
    note: style.cyan,
  };
  const blocks = report.images.map((image) => {
    const lines = image.findings.flatMap((finding) => printFinding(finding, image, paint));
    return [style.bold(printTitle(image)), ...lines].join('\n');
  });
  return `${blocks.join('\n\n')}\n\n${printSummary(report, strict)}`;
}

function printTitle({ image, platforms }: ImageReport): string {
  const name = image ?? 'no image';
  const named = platforms.filter((platform) => platform !== '');
  return printable(named.length === 0 ? name : `${name} (${named.join(', ')})`);
}

function printFinding(
  finding: Finding,
  image: ImageReport,
  paint: Readonly<Record<Mark, (text: string) => string>>,
): string[] {
  const { code, what, why, fix, place, platforms = [] } = finding;
  const mark = markOf(finding);
  const head = `  ${paint[mark](mark.padEnd(WIDTH))}`;
  const only =
    platforms.length === 0 || platforms.length === image.platforms.length ? '' : ` [${platforms.join(', ')}]`;
  if (mark === 'pass') return [head + printable(`${what}${only}`)];
  const indent = ' '.repeat(WIDTH + 2);
  return [
    head + printable(`${code}: ${what}${only}`),
    ...(why === '' ? [] : [`${indent}why: ${printable(why)}`]),
    ...(fix === '' ? [] : [`${indent}fix: ${printable(place === undefined ? fix : `${fix} (${place})`)}`]),
  ];
}

/** `fail`, `pass`, …, and `note` for a pass that comes with a remark. */
export function markOf({ outcome, why }: Finding): Mark {
  return outcome === 'pass' && why !== '' ? 'note' : outcome;
}

function printSummary({ images, containers }: CheckReport, strict: boolean): string {
  const all = images.flatMap(({ findings }) => findings);
  const words = (count: number): Readonly<Record<Mark, string>> => ({
    fail: count === 1 ? 'fails' : 'fail',
    unknown: strict ? 'unknown (--strict: failed)' : 'unknown',
    skipped: 'skipped',
    note: 'to note',
    pass: count === 1 ? 'passes' : 'pass',
  });
  const parts = MARKS.flatMap((mark) => {
    const count = all.filter((finding) => markOf(finding) === mark).length;
    return count === 0 ? [] : [`${count} ${words(count)[mark]}`];
  });
  const many = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
  return `${many(containers, 'container')}, ${many(images.length, 'image')}: ${parts.join(', ')}`;
}
