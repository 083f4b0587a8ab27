const MAGIC = Buffer.from('28b52ffd', 'hex');
const MOST_BLOCK_BYTES = 128 * 1024;

/** What {@link ZSTD_LINES} is when it is decompressed. */
export const LINES = Array.from({ length: 400 }, (_, i) => `line ${i * i} of ${i % 7}\n`).join('');

/** A frame with a checksum, made with `zstd -19 --check`. */
export const ZSTD_LINES = Buffer.from(
  'KLUv/WTBFy0gAAp6IA0RsFdyfQQxSRBpiWxZgcURcwnOAMsA0ACyznSrO6ndvK587OOYpTEhY/65O3CtcGNw0rjNbLW3t5uDm1CbN9plrao2UZ' +
    'OkTfPKv3qPF+qOmddTdzYcaTM+tCHcEvwIQgaLwmdcBs9iqV7pjnxeHIIILQ6VM6QzWSXSO4eW7qe1RIWsr96PdmIMITk2jTriZTgWQoV3XsMq' +
    'cDIl4VRWwYv0RqHo+N5ZHbbxJG+Utd0d8zkhZ9k+WqnNl75OJ5zBwUI7yCmdrpU6RxkfWiikv3vtxknb1K8dIqwXZzcABQwcBChAwICgIFKn80' +
    'NLCf0o1GJXSNcP0juk7dtRWmntxtGa0XdYR1mhWM/rxbUadaoqSZ38qPi4ZsLrhFATDod4GaIex6YOaY4xSLQhcb/hS0PIhmUiPo0oFzEHhlTG' +
    'KkbHizMWDlcIrXCg4vzZkXPlKX04y7Dk8DOBFgkUMtAf8xazpTleKFm4obB++bp0RClU6YXg1WC14DSkJOREsvp4efRiFGp0BPGtWE/czCf5G+' +
    'Nr9d1h5ncm5MzysI/DyobNC5PurfY64Z3zHEYmtMwhZOcC2qfSLPML+fsyvx/eRvgYfGn+pvJ6+pe9w3Gh4l75a/aK+2Rdkj71U83MxRnPYYQK' +
    '46jnHZmaMht3pHVGiWnPuYPjh42QG4s1H2lKeZg/QeqEdULoMIQzODjMQWgJDpJwSkPnEdZGkM4wB0M5Cx8uWIKCkAq+73t36/G4seTgjYJrsV' +
    '/ZDhELJfakvlRXEp4UloSeRFcyX5o9kYWSHXJ5dallZKMRyUHGBWltuWfxLSKkiCVUPqyUEzJHiHTKWkrnk1MmDpoILXGY5Axvh+8607ys6sgu' +
    'B5k3lgllmYMie1tZ7ZBthjJplI0xWSuS3eGd/+mEnM7S0H3srrx086ST2m51dJ1hd46dQ6wTWp3DPHbusU5MbHWISXdsnmNlJfZxY5ZHTMiI+W' +
    'XsDou1WmwMxSSf28xw9YZ7GzhHMCeUOS+Eu1yuenATg5OE3DTjqo27Ks4L34T65ojZXoetvrcNvUmWbXy3lt1uic0fbkJys8i2z2grqW2Wa9JH' +
    'WzlaR4J23poDrQktmsOrnVGt49BWhSaV2hymlVuBlqgRIAjEIns3kScpOAcRIAhCgBD6AXb6kFIopSlLU4qmFKUsSymaUpSyKUVpilLKpUj1JM' +
    '/iyZ21M3WWtl3q6kpTW8pqU1mrylpV2spKW1rqylJXmupSU5vK2nOSM85w9mY3tf/Vda1pXddar7WsdVlrvda01mmt67pZ0kqrpJRGSSdtahaN' +
    'hbFhWRgTstIZqTGmiZmFGWDal2yXK5frJq4tAFgtAFhDCwBgtQAAYAEAYAEYAHxFq57YLOI=',
  'base64',
);

const words = (...numbers: readonly number[]): Buffer => Buffer.from(Uint32Array.from(numbers).buffer);
const blockHeader = (isLast: boolean, type: number, bytes: number): Buffer =>
  words((isLast ? 1 : 0) | (type << 1) | (bytes << 3)).subarray(0, 3);

/** A frame of blocks that are not compressed, with a window of 128 KiB. */
export function storedFrame(content: string | Buffer, blockBytes = MOST_BLOCK_BYTES): Buffer {
  const bytes = Buffer.from(content);
  const parts: Buffer[] = [MAGIC, Buffer.from('0038', 'hex')];
  for (let at = 0; at === 0 || at < bytes.length; at += blockBytes) {
    const block = bytes.subarray(at, at + blockBytes);
    parts.push(blockHeader(at + blockBytes >= bytes.length, 0, block.length), block);
  }
  return Buffer.concat(parts);
}

/** A frame of blocks of 128 KiB of one byte. */
export function runFrame(byte: number, blocks: number): Buffer {
  const parts = Array.from({ length: blocks }, (_, i) =>
    Buffer.concat([blockHeader(i === blocks - 1, 1, MOST_BLOCK_BYTES), Buffer.from([byte])]),
  );
  return Buffer.concat([MAGIC, Buffer.from('0038', 'hex'), ...parts]);
}

/** A frame that is passed over. */
export function skippableFrame(content: string): Buffer {
  return Buffer.concat([words(0x184d2a53, content.length), Buffer.from(content)]);
}

/** A frame with one empty block. */
export function emptyFrame(descriptor: number, rest: string, block = '010000'): Buffer {
  return Buffer.concat([MAGIC, Buffer.from([descriptor]), Buffer.from(rest, 'hex'), Buffer.from(block, 'hex')]);
}

/** A frame with a table of weights that never comes to an end: one symbol has all the probability, and takes no bits. */
export function endlessFrame(): Buffer {
  const literals = Buffer.from(`02410508f003ffffffffff01${'00'.repeat(11)}01`, 'hex');
  const block = Buffer.concat([literals, Buffer.from('00', 'hex')]);
  return Buffer.concat([MAGIC, Buffer.from('2064', 'hex'), blockHeader(true, 2, block.length), block]);
}
