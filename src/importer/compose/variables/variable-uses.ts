import type { ImportNote } from '../../imported-object';
import type { ProblemList } from '../problem-list';
import { type ComposeEntry, type ComposeNode, textOf } from '../yaml/compose-node';
import { interpolate } from './interpolate';

/** Replaces the variables of a Compose file, and remembers those that have no value. */
export class VariableUses {
  /** By name: the places where it would be needed, and what the file says when it is not set. */
  private readonly unset = new Map<string, { readonly places: Set<string>; demand: string | undefined }>();

  constructor(
    private readonly variables: ReadonlyMap<string, string>,
    private readonly problems: ProblemList,
  ) {}

  /** The same tree with every variable replaced, in values only, as Compose does. */
  replaceIn(node: ComposeNode): ComposeNode {
    if (node.kind === 'list') return { ...node, items: node.items.map((item) => this.replaceIn(item)) };
    if (node.kind === 'map') {
      const entries = new Map<string, ComposeEntry>();
      for (const [key, entry] of node.entries) entries.set(key, { ...entry, value: this.replaceIn(entry.value) });
      return { ...node, entries };
    }
    const text = textOf(node) ?? '';
    if (typeof node.value !== 'string' || !text.includes('$')) return node;
    const replaced = interpolate(text, this.variables);
    if (!replaced) {
      this.problems.add(node.place, 'a dollar sign begins no variable', {
        why: 'docker compose takes every $ for the beginning of $NAME or ${NAME}, and knows - :- ? :? + :+ in it',
        fix: 'write $$ for a dollar sign',
      });
      return node;
    }
    for (const name of replaced.unset) {
      const use = this.unset.get(name) ?? { places: new Set<string>(), demand: undefined };
      use.places.add(node.place);
      use.demand ??= replaced.demands.get(name);
      this.unset.set(name, use);
    }
    return { ...node, value: replaced.text, unset: replaced.unset.length > 0 ? replaced.unset : undefined };
  }

  /** One note for the variables that are merely empty, and one for those that Compose insists on. */
  notes(): ImportNote[] {
    const all = [...this.unset];
    const why = 'there is no value for it in a .env file beside this file, and the shell is not asked';
    return [
      noteOf(
        all.filter(([, { demand }]) => demand === undefined),
        `${why}: nothing stands in its place, as in docker compose`,
      ),
      noteOf(
        all.filter(([, { demand }]) => demand !== undefined),
        `${why}: nothing stands in its place, where docker compose would refuse to start`,
      ),
    ].flat();
  }
}

function noteOf(
  uses: readonly (readonly [string, { readonly places: ReadonlySet<string> }])[],
  why: string,
): ImportNote[] {
  const lines = uses.map(([name, { places }]) => ({
    name,
    places: [...places].sort((a, b) => lineOf(a) - lineOf(b)),
  }));
  const [first] = lines.sort((a, b) => lineOf(a.places[0]) - lineOf(b.places[0]));
  if (!first) return [];
  const names = lines.map(({ name, places }) => `'${name}' (line ${places.map(lineOf).join(', ')})`);
  const what = `variable${uses.length > 1 ? 's' : ''} without a value: ${names.join(', ')}`;
  return [{ place: first.places[0] ?? '', what, why }];
}

function lineOf(place = ''): number {
  return Number(place.slice(place.lastIndexOf(':') + 1)) || 0;
}
