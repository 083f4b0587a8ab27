import { Ansis } from 'ansis';
import type { Finding, Outcome } from '../checks/finding';
import { type CheckReport, type ImageReport, isNothingChecked } from './check-images';
import { type FindingGroup, groupFindings, whoOf } from './group-findings';
import { printable } from './printable';

/** How each outcome is shown; a pass with something to say is a note. */
type Mark = Outcome | 'note';

const MARKS: readonly Mark[] = ['fail', 'unknown', 'skipped', 'note', 'pass'];
const WIDTH = 9;

// a longer list is read by nobody; --json has all of them
const MOST_OTHERS = 8;

type Paint = Readonly<Record<Mark, (text: string) => string>>;

/** What was found about one image, for people. What is the same for several containers is said once. */
export function printImage(image: ImageReport, { color }: { readonly color: boolean }): string {
  const style = new Ansis(color ? 1 : 0);
  const paint = paintOf(style);
  const lines = groupFindings(image.findings).flatMap((group) => printGroup(group, image, paint));
  return [style.bold(printTitle(image)), ...lines].join('\n');
}

/** What came out, in one line; in a second one, when nothing could be looked at. */
export function printSummary(
  report: CheckReport,
  { color, strict }: { readonly color: boolean; readonly strict: boolean },
): string {
  const counts = printCounts(report, strict);
  if (!isNothingChecked(report)) return counts;
  return `${counts}\n${paintOf(new Ansis(color ? 1 : 0)).fail(printNothingChecked(report))}`;
}

/** The line that says so when not one image could be looked at. */
export function printNothingChecked({ images }: CheckReport): string {
  const named = images.filter(({ image }) => image !== undefined).length;
  if (named === 0) return 'nothing was checked: no container names an image';
  const none = named === 1 ? 'the only image could not' : `none of the ${named} images could`;
  return `nothing was checked: ${none} be looked at`;
}

function paintOf(style: Ansis): Paint {
  return { pass: style.green, fail: style.red, unknown: style.yellow, skipped: style.dim, note: style.cyan };
}

function printTitle({ image, platforms }: ImageReport): string {
  const name = image ?? 'no image';
  const named = platforms.filter((platform) => platform !== '');
  return printable(named.length === 0 ? name : `${name} (${named.join(', ')})`);
}

function printGroup(group: FindingGroup, image: ImageReport, paint: Paint): string[] {
  const { code, what, why, fix, place, platforms = [] } = group.finding;
  const mark = markOf(group.finding);
  const head = `  ${paint[mark](mark.padEnd(WIDTH))}`;
  const only =
    platforms.length === 0 || platforms.length === image.platforms.length ? '' : ` [${platforms.join(', ')}]`;
  const indent = ' '.repeat(WIDTH + 2);
  const others = printOthers(group, mark === 'pass');
  const also = others === '' ? [] : [`${indent}also: ${printable(others)}`];
  if (mark === 'pass') return [head + printable(`${what}${only}`), ...also];
  return [
    head + printable(`${code}: ${what}${only}`),
    ...(why === '' ? [] : [`${indent}why: ${printable(why)}`]),
    ...(fix === '' ? [] : [`${indent}fix: ${printable(place === undefined ? fix : `${fix} (${place})`)}`]),
    ...also,
  ];
}

/** The containers that the same is said of, with their places where there is something to mend. */
function printOthers({ finding, others }: FindingGroup, isPass: boolean): string {
  const nameOf = (each: Finding) => {
    const who = whoOf(each) || each.what;
    return isPass || each.fix === '' || each.place === undefined ? who : `${who} (${each.place})`;
  };
  // the same may be said twice of one container
  const names = [...new Set(others.map(nameOf))].filter((name) => name !== nameOf(finding));
  const shown = names.slice(0, MOST_OTHERS).join(', ');
  return names.length > MOST_OTHERS ? `${shown} and ${names.length - MOST_OTHERS} more` : shown;
}

/** `fail`, `pass`, …, and `note` for a pass that comes with a remark. */
export function markOf({ outcome, why }: Finding): Mark {
  return outcome === 'pass' && why !== '' ? 'note' : outcome;
}

function printCounts({ images, containers }: CheckReport, strict: boolean): string {
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
