import type { Answer, Seen } from './fake-registry';

/** All bytes, or those that `Range: bytes=n-` asks for. */
export function serveBlob({ headers }: Seen, bytes: Buffer): Exclude<Answer, string> {
  const [, from] = /^bytes=(\d+)-$/.exec(headers.range ?? '') ?? [];
  if (from === undefined) return { headers: { 'content-length': `${bytes.length}` }, body: bytes };
  const first = Number(from);
  if (first >= bytes.length) return { status: 416, headers: { 'content-range': `bytes */${bytes.length}` } };
  const rest = bytes.subarray(first);
  const range = `bytes ${first}-${bytes.length - 1}/${bytes.length}`;
  return { status: 206, headers: { 'content-range': range, 'content-length': `${rest.length}` }, body: rest };
}
