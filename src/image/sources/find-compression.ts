/** What bytes are compressed with, by how they begin; undefined when it is neither of the two that layers know. */
export function findCompression(head: Buffer): 'gzip' | 'zstd' | undefined {
  if (head.length < 4) return undefined;
  const magic = head.readUInt32LE(0);
  if ((magic & 0xffff) === 0x8b1f) return 'gzip';
  // zstd frames, and frames that it passes over: https://www.rfc-editor.org/rfc/rfc8878#section-3.1.2
  return magic === 0xfd2fb528 || (magic & 0xfffffff0) >>> 0 === 0x184d2a50 ? 'zstd' : undefined;
}
