/** Any map of Kubernetes data, of which nothing is known yet. */
export type Fields = { readonly [field: string]: unknown };

/** One Kubernetes object as plain data. */
export interface Manifest extends Fields {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: Fields;
}

/** A manifest and where it was declared: a construct path, or a file and line. */
export interface PlacedManifest {
  readonly manifest: Manifest;
  readonly place: string;
  /** Where a field stands, or the deepest one on the way to it that is there; not given where there is no text. */
  lineOf?(path: readonly (string | number)[]): string;
}

/** Whether the value is a map. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as a map; an empty one for anything else. */
export function asFields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** The maps in a list; an empty list for anything else. */
export function asList(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(asFields) : [];
}

/** The value as text, numbers and booleans included; undefined for anything else. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** The value as a message shows it: text as it is, lists and maps as JSON, `?` for nothing. */
export function printValue(value: unknown): string {
  return asText(value) ?? (value === undefined || value === null ? '?' : JSON.stringify(value));
}

/** `metadata.name`, or an empty text where the API server makes the name up. */
export function nameOf(manifest: Manifest): string {
  return asText(asFields(manifest.metadata).name) ?? '';
}

/** `metadata.namespace`, or an empty text where `kubectl` decides. */
export function namespaceOf(manifest: Manifest): string {
  return asText(asFields(manifest.metadata).namespace) ?? '';
}

/** How people speak of an object: `deployment 'render'`. */
export function titleOf(manifest: Manifest): string {
  return `${manifest.kind.toLowerCase()} '${nameOf(manifest)}'`;
}
