/** An expression of the generated main.ts, before it is laid out in lines. */
export type Code = LiteralCode | SourceCode | CallCode | ListCode | MapCode;

/** A value as it is: text, a number or a boolean. */
export interface LiteralCode {
  readonly kind: 'literal';
  readonly value: string | number | boolean | undefined;
}

/** An expression in one line that is printed as it stands: `renderService.name`, `release.image.toString()`. */
export interface SourceCode {
  readonly kind: 'source';
  readonly text: string;
}

/** `callee('text')`, or `callee({ field: 'text' }).member`: a call with one text. */
export interface CallCode {
  readonly kind: 'call';
  readonly callee: string;
  readonly text: string;
  readonly field?: string;
  readonly member?: string;
}

/** `[a, b]` */
export interface ListCode {
  readonly kind: 'list';
  readonly items: readonly ListItem[];
}

/** One item of a list, or `...spread` of another list, and the comment lines above it, without `//`. */
export interface ListItem {
  readonly value: Code;
  readonly isSpread?: boolean;
  readonly comments?: readonly string[];
}

/** `{ a: b, ...c }` */
export interface MapCode {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
}

/** A field of a map, or `...spread` of another map, and the comment lines above it, without `//`. */
export type MapEntry =
  | { readonly key: string; readonly value: Code; readonly comments?: readonly string[] }
  | { readonly spread: Code; readonly comments?: readonly string[] };
