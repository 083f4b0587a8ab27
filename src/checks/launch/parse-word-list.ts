/** A list of words as Kubernetes takes it; `invalid` where the API server refuses the manifest, which other checks report. */
export type WordList =
  | { readonly outcome: 'words'; readonly words: readonly string[] }
  | { readonly outcome: 'invalid'; readonly why: string };

/** Reads `command`, `args` or `exec.command`. Nothing is the same as an empty list. Numbers are no words. */
export function parseWordList(value: unknown, field: string): WordList {
  if (value === undefined || value === null) return { outcome: 'words', words: [] };
  if (!Array.isArray(value)) return { outcome: 'invalid', why: `${field} is not a list of words` };
  const words: string[] = [];
  for (const [index, item] of value.entries()) {
    if (typeof item !== 'string') return { outcome: 'invalid', why: `${field}[${index}] is not text` };
    words.push(item);
  }
  return { outcome: 'words', words };
}
