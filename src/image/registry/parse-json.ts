/** The value of a JSON text; undefined when it is none. */
export function parseJson(text: Buffer | string): unknown {
  try {
    return JSON.parse(text.toString().replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}
