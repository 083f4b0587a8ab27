/** The value with each text in a field `image` replaced by what is given for it; it is not changed itself. */
export function replaceImages(value: unknown, replace: (image: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => replaceImages(item, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      key === 'image' && typeof child === 'string' ? replace(child) : replaceImages(child, replace),
    ]),
  );
}
