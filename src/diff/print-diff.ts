import { Ansis } from 'ansis';
import { toLabelValue } from '../release/version';
import type { FieldChange } from './compare-fields';
import type { Diff } from './diff-manifests';
import type { Effect } from './effect';
import type { LeftBehind } from './left-behind';
import type { ObjectDiff } from './object-diff';
import { type ObjectRef, titleOfRef } from './object-ref';
import { printField } from './print-field';
import { printLine } from './print-value';
import { shortenDigests, shortVersions } from './short-version';
import { tagOf, type VersionMove } from './version-moves';

/** From so many objects on, what the headline says is not said again in each of them. */
const FOLD_FROM = 6;

/** What is said behind an object that is there before and after, or that is new. */
const SAYINGS: Readonly<Record<Effect, string>> = {
  rolls: ' rolls',
  onDelete: ' waits until its pods are deleted',
  paused: ' is paused, and rolls when it is resumed',
  nextRun: ' follows at its next run',
  newJob: ' runs',
  created: '',
  inPlace: '',
  refused: ' is refused',
  none: '',
};

const STATES: Readonly<Record<LeftBehind['state'], string>> = {
  runs: 'keeps running',
  stays: 'stays',
  forRollback: 'stays, for rolling back',
  untilTtl: 'stays until its time to live is over',
  holdsData: 'stays, with what is in it',
  unknown: "may still be there: one of them is in kubectl's own namespace, whatever that is",
};

/**
 * A diff for people: the headline, then each object in a line and its fields below it. What is there for a workload
 * stands below that workload. Ends with a line end.
 */
export function printDiff(diff: Diff, { color }: { readonly color: boolean }): string {
  const ansis = new Ansis(color ? 1 : 0);
  const folded = foldFields(diff);
  const namespaces = new Set(diff.objects.flatMap(({ object, was }) => [object.namespace, was?.namespace ?? '']));
  namespaces.delete('');
  const print = new DiffPrinter(ansis, folded, namespaces.size > 1);
  const lines = diff.objects.flatMap((each, index) => {
    const before = diff.objects[index - 1];
    const isBelow = before !== undefined && each.workload !== undefined && isSameWorkload(before, each);
    return print.object(each).map((line) => (isBelow ? `  ${line}` : line));
  });
  const ends = [
    ...diff.stays.map(
      ({ object, version }) => `= ${print.title(object)} stays on ${printLine(shortenDigests(version))}`,
    ),
    ...(diff.unchanged > 0 && diff.objects.length > 0
      ? [ansis.dim(diff.unchanged === 1 ? '1 object does not change' : `${diff.unchanged} objects do not change`)]
      : []),
  ];
  const blocks = [diff.headlines.map((line) => ansis.bold(printLine(line))), lines, ends];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function isSameWorkload(a: ObjectDiff, b: ObjectDiff): boolean {
  return a.workload === b.workload && a.object.namespace === b.object.namespace;
}

/** Prints one object at a time. */
class DiffPrinter {
  constructor(
    private readonly color: Ansis,
    private readonly folded: ReadonlyMap<FieldChange, string>,
    private readonly withNamespace: boolean,
  ) {}

  object(each: ObjectDiff): string[] {
    const shown = each.fields.filter((field) => !this.folded.has(field));
    const parts = new Set(each.fields.flatMap((field) => this.folded.get(field) ?? []));
    const fold = parts.size === 0 ? '' : `: ${[...parts].sort().join(' and ')}`;
    return [
      `${this.head(each)}${fold}${this.tail(each)}`,
      ...shown.flatMap((field) => printField(field, this.color)).map((line) => `    ${line}`),
      ...each.refusals.flatMap(({ paths, why, fix }) => [
        this.color.red(`    refused: ${printLine(paths.join(', '))}`),
        `      why: ${why}`,
        `      fix: ${printLine(fix)}`,
      ]),
    ];
  }

  title(ref: ObjectRef): string {
    const namespace = this.withNamespace && ref.namespace !== '' ? ` in ${ref.namespace}` : '';
    return printLine(`${titleOfRef(ref)}${namespace}`);
  }

  private head(each: ObjectDiff): string {
    const title = this.title(each.object);
    if (each.change === 'added') return this.color.green(`+ ${title}${SAYINGS[each.effect]}`);
    if (each.change === 'removed') return this.color.red(`- ${title}`);
    const renamed = each.was && `${this.renamed(each.was, each)}${each.effect === 'newJob' ? ' and' : ''}`;
    const text = `~ ${renamed ?? title}${SAYINGS[each.effect]}`;
    return each.effect === 'refused' ? this.color.red(text) : this.color.yellow(text);
  }

  private renamed(was: ObjectRef, { object, reason }: ObjectDiff): string {
    if (reason !== 'namespace') return `${this.title(was)} becomes '${printLine(object.name)}'`;
    return `${this.title(was)} moves to ${object.namespace === '' ? "kubectl's own namespace" : `namespace ${printLine(object.namespace)}`}`;
  }

  /** What stays of a removed or renamed object. */
  private tail({ change, leftBehind }: ObjectDiff): string {
    if (!leftBehind) return '';
    const { state, command } = leftBehind;
    const how = command === undefined ? '' : `: ${printLine(command)}`;
    return change === 'removed'
      ? ` is no longer declared and ${STATES[state]}${how}`
      : `; the old one ${STATES[state]}${how}`;
  }
}

/**
 * The fields that say in many objects what a headline says, and the word that is left of them: the image that moves,
 * and the label with its version.
 */
function foldFields({ objects, versions }: Diff): Map<FieldChange, string> {
  const folded = new Map<FieldChange, string>();
  for (const move of versions) {
    const byObject = objects.map(({ fields }) => fields.filter((field) => isMoved(field, move)));
    if (byObject.filter((fields) => fields.length > 0).length < FOLD_FROM) continue;
    const image = versions.length === 1 ? 'image' : `image ${printLine(shortVersions(move).join(' → '))}`;
    for (const field of byObject.flat()) folded.set(field, field.part === 'image' ? image : 'version label');
  }
  return folded;
}

function isMoved({ part, before, after }: FieldChange, { from, to }: VersionMove): boolean {
  if (part === 'image') return endsInVersion(before, from) && endsInVersion(after, to);
  const [old, now] = [from, to].map((version) => toLabelValue(tagOf(version) ?? version));
  return part === 'versionLabel' && before === old && after === now;
}

function endsInVersion(image: unknown, version: string): boolean {
  return typeof image === 'string' && [`:${version}`, `@${version}`].some((end) => image.endsWith(end));
}
