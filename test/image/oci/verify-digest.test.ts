import fc from 'fast-check';
import { ImageFault } from '../../../src/image/image-fault';
import { collectVerified } from '../../../src/image/oci/collect-verified';
import { verifyDigest } from '../../../src/image/oci/verify-digest';
import { digestOf } from '../built-layer';

async function* give(chunks: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

/** The chunks that came through, and what ended them. */
async function verify(chunks: readonly string[], promised: { digest: string; bytes: number }) {
  const seen: string[] = [];
  try {
    for await (const chunk of verifyDigest(give(chunks), { ...promised, where: 'layer 1' })) {
      seen.push(Buffer.from(chunk).toString());
    }
    return { seen, fault: undefined };
  } catch (error) {
    if (error instanceof ImageFault) return { seen, fault: `${error.kind}: ${error.why}` };
    throw error;
  }
}

const ABC = digestOf(Buffer.from('abc'));
const ABX = digestOf(Buffer.from('abx'));

describe('bytes that are verified', () => {
  test.each<[string[], { digest: string; bytes: number }, string[], string]>([
    [['a', 'b', 'c'], { digest: ABC, bytes: 3 }, ['a', 'b', 'c'], 'chunk by chunk'],
    [['abc'], { digest: ABC, bytes: 3 }, ['abc'], 'one chunk'],
    [['', 'abc', ''], { digest: ABC, bytes: 3 }, ['abc'], 'without empty chunks'],
    [[], { digest: digestOf(Buffer.alloc(0)), bytes: 0 }, [], 'nothing'],
    [['ab', 'c'], { digest: digestOf(Buffer.from('abc'), 'sha512'), bytes: 3 }, ['ab', 'c'], 'the other algorithm'],
  ])('come through: %j', async (chunks, promised, seen, _reason) => {
    expect(await verify(chunks, promised)).toEqual({ seen, fault: undefined });
  });

  test.each<[string[], { digest: string; bytes: number }, string[], string, string]>([
    [
      ['a', 'b', 'x'],
      { digest: ABC, bytes: 3 },
      ['a', 'b'],
      `broken: layer 1 has the digest ${ABX} where ${ABC} was expected`,
      'another byte at the end',
    ],
    [['a', 'b'], { digest: ABC, bytes: 3 }, ['a'], 'broken: layer 1 has 2 bytes where 3 were expected', 'an early end'],
    [[], { digest: ABC, bytes: 3 }, [], 'broken: layer 1 has 0 bytes where 3 were expected', 'nothing'],
    [
      ['a', 'b', 'c', 'd', 'e'],
      { digest: ABC, bytes: 3 },
      ['a', 'b'],
      'broken: layer 1 has more bytes than the 3 that it should have',
      'too many',
    ],
  ])('end before the last chunk: %j', async (chunks, promised, seen, fault, _reason) => {
    expect(await verify(chunks, promised)).toEqual({ seen, fault });
  });

  test('are not asked for any more when there are too many', async () => {
    let asked = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        asked += 1;
        yield Buffer.from('x');
      }
    }
    const read = collectVerified(endless(), { digest: ABC, bytes: 3, where: 'it' });
    await expect(read).rejects.toThrow('it has more bytes than the 3 that it should have');
    expect(asked).toBe(4);
  });

  test('pass on what their source fails with', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a');
      throw new ImageFault('unknown', 'the connection was cut');
    }
    const read = collectVerified(failing(), { digest: ABC, bytes: 3, where: 'it' });
    await expect(read).rejects.toEqual(new ImageFault('unknown', 'the connection was cut'));
  });

  test('let go of their source when nobody wants more', async () => {
    let isClosed = false;
    async function* watched(): AsyncGenerator<Uint8Array> {
      try {
        yield* give(['a', 'b', 'c']);
      } finally {
        isClosed = true;
      }
    }
    for await (const _ of verifyDigest(watched(), { digest: ABC, bytes: 3, where: 'it' })) break;
    expect(isClosed).toBe(true);
  });

  test('are the same in any chunks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ maxLength: 5 })), async (chunks) => {
        const whole = Buffer.from(chunks.join(''));
        const { seen, fault } = await verify(chunks, { digest: digestOf(whole), bytes: whole.length });
        expect({ text: seen.join(''), fault }).toEqual({ text: chunks.join(''), fault: undefined });
      }),
    );
  });
});

describe('a document that is collected', () => {
  test('is its bytes', async () => {
    const document = await collectVerified(give(['a', 'bc']), { digest: ABC, bytes: 3, where: 'it' });
    expect(document.toString()).toBe('abc');
  });

  test('is not begun when over 8 MiB are promised', async () => {
    async function* refused(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('x');
      throw new Error('this was read');
    }
    const read = collectVerified(refused(), { digest: ABC, bytes: 8 * 2 ** 20 + 1, where: 'the manifest' });
    await expect(read).rejects.toEqual(new ImageFault('unknown', 'the manifest is over 8 MiB, and is not read'));
  });
});
