import { checksum } from '../../src/cache/checksum';

describe('a checksum', () => {
  test('tells every single bit, wherever it is', () => {
    const bytes = Buffer.from('The quick brown fox jumps over the lazy dog.');
    const whole = checksum(bytes);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const damaged = Buffer.from(bytes);
      damaged[bit >> 3] = (damaged[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(checksum(damaged)).not.toBe(whole);
    }
  });

  test('is the same wherever the bytes lie in memory', () => {
    const text = 'x'.repeat(1001);
    const moved = Buffer.from(`__${text}`).subarray(2);
    expect(checksum(Buffer.from(text))).toMatch(/^[0-9a-f]{16}$/);
    expect(checksum(moved)).toBe(checksum(Buffer.from(text)));
  });
});
