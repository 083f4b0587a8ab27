/** Text of others (names of files, of people) without what a terminal takes for commands or reads the other way round. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
}
