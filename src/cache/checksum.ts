/**
 * Tells texts and files apart by name: 64 bits over every byte, in hexadecimal digits, in a fraction of the time that
 * loading `node:crypto` takes. It is no protection against somebody who wants to deceive.
 */
export function checksum(content: Uint8Array): string {
  const bytes = content.byteOffset % 4 === 0 ? content : Uint8Array.from(content);
  let a = 0x811c9dc5 ^ bytes.length;
  let b = 0x9e3779b9;
  const count = bytes.length >>> 2;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, count);
  for (let i = 0; i < count; i++) {
    const word = words[i] as number;
    a = Math.imul(a ^ word, 0x01000193);
    b = Math.imul(b, 0x85ebca6b) + word;
    b ^= b >>> 15;
  }
  for (let i = count * 4; i < bytes.length; i++) {
    a = Math.imul(a ^ (bytes[i] as number), 0x01000193);
    b = (Math.imul(b, 0x85ebca6b) + (bytes[i] as number)) | 0;
    b ^= b >>> 15;
  }
  return [a, b].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
}
