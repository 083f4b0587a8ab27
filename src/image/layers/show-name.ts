const MOST_LETTERS = 120;
// control and format characters, and what is no character: a name may not steer the terminal
const UNSHOWN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

/** A name from an archive in single quotes, safe to print, and cut where it is longer than 120 letters. */
export function showName(name: string): string {
  const cut = name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS)}…` : name;
  return `'${cut.replace(UNSHOWN, (letter) => `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`)}'`;
}
