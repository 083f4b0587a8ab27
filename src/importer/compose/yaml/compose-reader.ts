import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { ProblemList } from '../problem-list';
import { type ComposeEntry, type ComposeMap, type ComposeNode, type ComposeScalar, isNull } from './compose-node';
import { readScalar } from './read-scalar';

/** As deep as any Compose file by far; what is deeper is an attack or an accident. */
const MAX_DEPTH = 100;
/** How many values aliases may stand for, all in all. */
const MAX_ALIASED_VALUES = 400_000;
const TAGS: ReadonlyMap<string, '!reset' | '!override'> = new Map([
  ['!reset', '!reset'],
  ['!override', '!override'],
]);

/** Reads one YAML document, parsed with the failsafe schema, as Compose does. */
export class ComposeReader {
  private readonly anchors = new Map<string, { readonly node: ComposeNode; readonly size: number }>();
  private readonly open = new Set<string>();
  private size = 0;
  private aliasedValues = 0;

  constructor(
    private readonly placeAt: (offset: number) => string,
    private readonly problems: ProblemList,
  ) {}

  read(node: unknown, depth = 0): ComposeNode {
    const place = this.placeOf(node);
    this.size += 1;
    if (depth > MAX_DEPTH) {
      return this.refuse(node, `the values are nested more than ${MAX_DEPTH} deep`, {
        why: 'no Compose file is that deep',
        fix: 'mend the file',
      });
    }
    if (isAlias(node)) return this.readAlias(node.source, node);
    const anchor = (node as { anchor?: string } | null | undefined)?.anchor;
    if (anchor !== undefined) this.open.add(anchor);
    const before = this.size;
    const read = isMap(node)
      ? this.readMap(node, depth)
      : isSeq(node)
        ? this.readList(node, depth)
        : isScalar(node)
          ? this.readScalar(node)
          : { kind: 'scalar' as const, place, value: null };
    if (anchor !== undefined) {
      this.open.delete(anchor);
      this.anchors.set(anchor, { node: read, size: this.size - before + 1 });
    }
    return read;
  }

  private readAlias(name: string, node: unknown): ComposeNode {
    const anchored = this.anchors.get(name);
    if (this.open.has(name) || anchored === undefined) {
      return this.refuse(
        node,
        this.open.has(name) ? `'*${name}' stands within its own value` : `there is no '&${name}'`,
        { why: 'an alias stands for the value of an anchor that stands before it', fix: 'write the value itself' },
      );
    }
    this.aliasedValues += anchored.size;
    this.size += anchored.size;
    if (this.aliasedValues <= MAX_ALIASED_VALUES) return anchored.node;
    return this.refuse(node, `aliases stand for more than ${MAX_ALIASED_VALUES} values`, {
      why: 'a file that is small and becomes huge is an accident or an attack',
      fix: 'write the values themselves',
    });
  }

  private readList(list: YAMLSeq, depth: number): ComposeNode {
    const items = list.items.map((item) => this.read(item, depth + 1));
    return { kind: 'list', place: this.placeOf(list), items, tag: TAGS.get(list.tag ?? '') };
  }

  /** What is written wins over what is merged, and of merged maps the earlier one. */
  private readMap(map: YAMLMap, depth: number): ComposeMap {
    const merged: ComposeMap[] = [];
    const own = new Map<string, ComposeEntry>();
    for (const [index, pair] of map.items.entries()) {
      const value = this.read(pair.value, depth + 1);
      if (isScalar(pair.key) && pair.key.type === 'PLAIN' && pair.key.value === '<<') {
        merged.push(...this.mapsToMerge(value, pair.key));
        continue;
      }
      const key = isScalar(pair.key) && !isNull(this.readScalar(pair.key)) ? String(pair.key.value) : undefined;
      const place = this.placeOf(pair.key);
      if (key === undefined) {
        this.refuse(pair.key, 'a key is empty, a list or a map', {
          why: 'the keys of a Compose file are text',
          fix: 'write a name before the colon',
        });
        continue;
      }
      const first = own.get(key);
      if (first) {
        this.problems.add(place, `'${key}' stands here again`, {
          why: `it already stands at ${first.place}, and docker compose refuses a key that stands twice`,
          fix: 'keep one of them',
        });
      }
      const comment = isScalar(pair.key) ? pair.key.commentBefore : undefined;
      const above = linesAbove(comment ?? (index === 0 ? map.commentBefore : undefined));
      // a key without a value has its comment on nothing
      own.set(key, { place, above, value: pair.value === null ? { kind: 'scalar', place, value: null } : value });
    }
    const entries = new Map<string, ComposeEntry>();
    for (const { entries: more } of merged)
      for (const [key, entry] of more) if (!entries.has(key)) entries.set(key, entry);
    for (const [key, entry] of own) entries.set(key, entry);
    return { kind: 'map', place: this.placeOf(map), entries, tag: TAGS.get(map.tag ?? '') };
  }

  private mapsToMerge(value: ComposeNode, key: unknown): ComposeMap[] {
    const nodes = value.kind === 'list' ? value.items : [value];
    const maps = nodes.filter((node) => node.kind === 'map');
    if (maps.length < nodes.length) {
      this.refuse(key, "'<<' has something else than a map", {
        why: 'it puts the fields of a map, or of each map in a list, in its place',
        fix: 'give it an alias of a map',
      });
    }
    return maps;
  }

  private readScalar(node: Scalar): ComposeScalar {
    const text = String(node.value ?? '');
    const tag = TAGS.get(node.tag ?? '');
    const isPlain = node.type === 'PLAIN' && (node.tag === undefined || tag !== undefined);
    const value = isPlain || /:(?:int|float|bool|null)$/.test(node.tag ?? '') ? readScalar(text) : text;
    const behind = node.comment?.includes('\n') ? undefined : node.comment?.trim();
    return { kind: 'scalar', place: this.placeOf(node), value, behind, tag };
  }

  private refuse(node: unknown, what: string, reason: { why: string; fix: string }): ComposeScalar {
    const place = this.placeOf(node);
    this.problems.add(place, what, reason);
    return { kind: 'scalar', place, value: null };
  }

  private placeOf(node: unknown): string {
    return this.placeAt((node as Node | null | undefined)?.range?.[0] ?? 0);
  }
}

/** The lines of a comment behind its last empty line. */
function linesAbove(comment: string | null | undefined): string[] {
  const lines = (comment ?? '').split('\n');
  const after = lines.slice(lines.findLastIndex((line) => line.trim() === '') + 1);
  return after.map((line) => line.replace(/^ /, '').trimEnd());
}
