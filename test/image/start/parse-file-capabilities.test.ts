import fc from 'fast-check';
import { parseFileCapabilities } from '../../../src/image/start/parse-file-capabilities';

test.each([
  [
    '0100000200040000000000000000000000000000',
    { permitted: ['NET_BIND_SERVICE'], isEffective: true },
    'as setcap writes',
  ],
  ['0000000200040000000000000000000000000000', { permitted: ['NET_BIND_SERVICE'], isEffective: false }, 'without +e'],
  [
    '0100000200700000000000000000000000000000',
    { permitted: ['NET_ADMIN', 'NET_RAW', 'IPC_LOCK'], isEffective: true },
    'three',
  ],
  ['0100000200000000000000008000000000000000', { permitted: ['BPF'], isEffective: true }, 'one of the second word'],
  ['0100000200000000000000000000008000000000', { permitted: [], isEffective: true }, 'one that no kernel knows'],
  ['010000010004000000000000', { permitted: ['NET_BIND_SERVICE'], isEffective: true }, 'the first revision'],
  ['01000003000400000000000000000000000000000a000000', undefined, 'of a user namespace'],
  ['01000002', undefined, 'cut off'],
  ['', undefined, 'nothing'],
])('%s is read: %j (%s)', (hex, expected, _reason) => {
  expect(parseFileCapabilities(hex)).toEqual(expected);
});

test('any bytes are read or not', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 30 }), (bytes) => {
      const read = parseFileCapabilities(Buffer.from(bytes).toString('hex'));
      expect(read === undefined || bytes.length === 12 || bytes.length === 20).toBe(true);
    }),
  );
});
