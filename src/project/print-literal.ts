/** A text as a TypeScript string: in single quotes, unless double quotes save backslashes. */
export function printLiteral(text: string): string {
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    // what nobody sees, and JSON keeps: ends of lines, controls, marks that turn the direction of writing
    .replace(/[\p{Zl}\p{Zp}\p{Cc}\p{Cf}]/gu, (character) => printCodePoint(character.codePointAt(0) ?? 0));
  const singles = text.split("'").length;
  const doubles = text.split('"').length;
  return singles > doubles ? `"${escaped.replaceAll('"', '\\"')}"` : `'${escaped.replaceAll("'", "\\'")}'`;
}

function printCodePoint(code: number): string {
  const hex = code.toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}
