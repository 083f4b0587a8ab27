import fc from 'fast-check';
import { type ByteRange, type RangeReading, StreamedRanges } from '../../../src/image/facts/streamed-ranges';

const KEPT_BYTES = 100;

/** Bytes that tell where they are. */
function contentOf(bytes: number): Buffer {
  return Buffer.from(Array.from({ length: bytes }, (_, index) => (index * 7 + (index >> 8)) % 256));
}

/** Asks for one list of ranges after the other, and answers with all that it got. */
function* readAll(
  steps: readonly (readonly ByteRange[])[],
  keep: readonly ByteRange[] = [],
): RangeReading<(string | undefined)[]> {
  const answers: (string | undefined)[] = [];
  for (const read of steps) answers.push(...(yield { read, keep }).map((bytes) => bytes?.toString('hex')));
  return answers;
}

function run(
  content: Buffer,
  { chunkBytes, fileBytes = content.length }: { chunkBytes: number; fileBytes?: number },
  steps: readonly (readonly ByteRange[])[],
  keep: readonly ByteRange[] = [],
) {
  const ranges = new StreamedRanges(readAll(steps, keep), fileBytes, KEPT_BYTES);
  for (let at = 0; at < content.length; at += chunkBytes) {
    if (!ranges.push(Uint8Array.from(content.subarray(at, at + chunkBytes)))) break;
  }
  return ranges.end();
}

describe('ranges of a file that streams by once', () => {
  const content = contentOf(400);
  const at = (offset: number, length: number) => content.toString('hex', offset, offset + length);

  test.each([
    [[[{ offset: 0, length: 4 }]], [at(0, 4)], 'the begin'],
    [[[{ offset: 390, length: 10 }]], [at(390, 10)], 'the end'],
    [[[{ offset: 0, length: 0 }]], [''], 'nothing'],
    [[[]], [], 'no range'],
    [[[{ offset: 300, length: 4 }], [{ offset: 50, length: 50 }]], [at(300, 4), at(50, 50)], 'back into what is kept'],
    [[[{ offset: 300, length: 4 }], [{ offset: 98, length: 4 }]], [at(300, 4), undefined], 'back behind what is kept'],
    [[[{ offset: 300, length: 9 }], [{ offset: 302, length: 3 }]], [at(300, 9), at(302, 3)], 'what was asked for once'],
    [
      [
        [
          { offset: 300, length: 4 },
          { offset: 150, length: 4 },
        ],
      ],
      [at(300, 4), at(150, 4)],
      'two ranges in any order',
    ],
    [[[{ offset: 90, length: 50 }], [{ offset: 95, length: 40 }]], [at(90, 50), at(95, 40)], 'across the limit'],
    [
      [[{ offset: 150, length: 4 }], [{ offset: 152, length: 9 }]],
      [at(150, 4), at(152, 9)],
      'from what was asked for on',
    ],
    [[[{ offset: 397, length: 4 }]], [undefined], 'beyond the end'],
    [[[{ offset: 1e300, length: 4 }]], [undefined], 'far beyond the end'],
    [
      [
        [
          { offset: 397, length: 4 },
          { offset: 4, length: 1 },
        ],
      ],
      [undefined, at(4, 1)],
      'one of two beyond the end',
    ],
  ])('%j', (steps, answers, _reason) => {
    for (const chunkBytes of [1, 3, 64, 400]) expect(run(content, { chunkBytes }, steps)).toEqual(answers);
  });

  test('keeps what may be asked for later', () => {
    const steps = [[{ offset: 300, length: 4 }], [{ offset: 200, length: 10 }]];
    expect(run(content, { chunkBytes: 9 }, steps, [{ offset: 190, length: 30 }])).toEqual([at(300, 4), at(200, 10)]);
  });

  test('gives what came of a file that is cut off', () => {
    const steps = [[{ offset: 90, length: 4 }], [{ offset: 300, length: 4 }], [{ offset: 80, length: 4 }]];
    const answers = run(content.subarray(0, 200), { chunkBytes: 7, fileBytes: 400 }, steps);
    expect(answers).toEqual([at(90, 4), undefined, at(80, 4)]);
  });

  test('gives the same answers however the file is cut into chunks', () => {
    const bytes = contentOf(70_000);
    const range = fc.record({ offset: fc.oneof(fc.nat(300), fc.nat(71_000)), length: fc.nat(300) });
    fc.assert(
      fc.property(
        fc.array(fc.array(range, { maxLength: 3 }), { maxLength: 5 }),
        fc.array(range, { maxLength: 2 }),
        fc.integer({ min: 1, max: 70_000 }),
        (steps, keep, chunkBytes) => {
          const answers = run(bytes, { chunkBytes }, steps, keep);
          expect(answers).toEqual(run(bytes, { chunkBytes: bytes.length }, steps, keep));
          for (const [index, { offset, length }] of steps.flat().entries()) {
            const expected = [bytes.toString('hex', offset, offset + length), undefined];
            expect(expected).toContain(answers[index]);
          }
        },
      ),
    );
  });
});
