/** The greatest number of a user or group that container runtimes and Kubernetes take. */
export const MAX_ID = 2 ** 31 - 1;

/** A number of 32 bits in decimal digits, which may be more than `MAX_ID`; undefined for anything else. */
export function parseId(text: string): number | undefined {
  if (!/^[0-9]{1,10}$/.test(text)) return undefined;
  const id = Number(text);
  return id < 2 ** 32 ? id : undefined;
}
