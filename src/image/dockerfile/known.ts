/** A value, or why it cannot be told: in the user's words, without a full stop. */
export type Known<T> = { readonly value: T } | { readonly unknown: string };

/** What is known of a list that may be longer: `others` says why; undefined when these are all. */
export interface KnownList {
  readonly values: readonly string[];
  readonly others: string | undefined;
}

export function isKnown<T>(known: Known<T>): known is { readonly value: T } {
  return 'value' in known;
}

/** The value, changed; or the same reason. */
export function mapKnown<T, U>(known: Known<T>, change: (value: T) => U): Known<U> {
  return isKnown(known) ? { value: change(known.value) } : known;
}
