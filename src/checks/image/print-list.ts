/** Words as a list in YAML: `['sh', '-c', 'exit 1']`. */
export function printList(words: readonly string[]): string {
  return `[${words.map((word) => (word.includes("'") ? JSON.stringify(word) : `'${word}'`)).join(', ')}]`;
}
