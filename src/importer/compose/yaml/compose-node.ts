/** Where a value of a Compose file stands and what is written around it. */
interface Placed {
  /** `compose.yaml:12`. */
  readonly place: string;
  /** A tag of Compose's own, which says how a value meets the one that it extends. */
  readonly tag?: '!reset' | '!override' | undefined;
}

/** A single value. */
export interface ComposeScalar extends Placed {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** The comment behind it in its line, without `#`. */
  readonly behind?: string | undefined;
  /** The variables in it that had no value. */
  readonly unset?: readonly string[] | undefined;
}

/** A list of values. */
export interface ComposeList extends Placed {
  readonly kind: 'list';
  readonly items: readonly ComposeNode[];
}

/** One key of a map. */
export interface ComposeEntry {
  /** Where the key stands. */
  readonly place: string;
  /** The comment lines directly above the key, without `#`. */
  readonly above: readonly string[];
  readonly value: ComposeNode;
}

/** A map, its keys in the order in which they are written. */
export interface ComposeMap extends Placed {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, ComposeEntry>;
}

/** Any value of a Compose file. */
export type ComposeNode = ComposeScalar | ComposeList | ComposeMap;

/** The value of a key; undefined when it is not there, or has no value. */
export function findField(map: ComposeMap | undefined, key: string): ComposeNode | undefined {
  const value = map?.entries.get(key)?.value;
  return value === undefined || isNull(value) ? undefined : value;
}

/** Whether a value is written as nothing. */
export function isNull(node: ComposeNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}

/** A single value as text, numbers as Compose prints them; undefined for lists, maps and nothing. */
export function textOf(node: ComposeNode | undefined): string | undefined {
  if (node?.kind !== 'scalar' || node.value === null) return undefined;
  const text = String(node.value);
  // Go pads the exponent to two digits
  return typeof node.value === 'number' ? text.replace(/e([+-])(\d)$/, 'e$10$2') : text;
}

/** The texts of a list, or of a single value. */
export function textsOf(node: ComposeNode | undefined): string[] {
  const nodes = node?.kind === 'list' ? node.items : node === undefined ? [] : [node];
  return nodes.map(textOf).filter((text) => text !== undefined);
}

/** The value as a map; undefined for anything else. */
export function mapOf(node: ComposeNode | undefined): ComposeMap | undefined {
  return node?.kind === 'map' ? node : undefined;
}

/** The items of a list; none for anything else. */
export function itemsOf(node: ComposeNode | undefined): readonly ComposeNode[] {
  return node?.kind === 'list' ? node.items : [];
}
