const HERE_DOCUMENT = /(?<!<)<<(-?)[ \t]*\\?(?:'([^'\n]+)'|"([^"\n]+)"|([A-Za-z_]\w*))/g;

/**
 * A script without the texts that its lines take in by `<<END`, each of which is read from `/dev/null` instead. What has
 * no end is left as it is.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_07_04
 */
export function stripHereDocuments(script: string): string {
  if (!script.includes('<<')) return script;
  const lines = script.split('\n');
  const kept: string[] = [];
  // what has no end here has none further on
  const unclosed = new Set<string>();
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    let end = at;
    const stripped = line.replace(HERE_DOCUMENT, (whole, dash: string, ...rest: (string | number | undefined)[]) => {
      const mark = rest.slice(0, 3).find((each) => typeof each === 'string');
      const before = line.slice(0, rest[3] as number);
      // a comment, or a number that is shifted
      if (/(?:^|[ \t;])#/.test(before) || /\(\([^)]*$/.test(before)) return whole;
      const key = `${dash}${mark}`;
      if (unclosed.has(key)) return whole;
      const closer = lines.findIndex(
        (each, index) => index > end && (dash === '-' ? each.replace(/^\t+/, '') : each) === mark,
      );
      if (closer === -1) {
        unclosed.add(key);
        return whole;
      }
      end = closer;
      return '</dev/null';
    });
    kept.push(stripped);
    at = end;
  }
  return kept.join('\n');
}
