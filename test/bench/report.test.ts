import { join } from 'node:path';

interface Result {
  readonly name: string;
  readonly outcome: string;
  readonly why?: string;
  readonly wallMs: readonly number[];
  readonly cpuMs: readonly number[];
  readonly peakBytes: readonly number[];
}
type Numbers = Partial<Result>;

const BENCH = join(__dirname, '../../bench');
const { median } = require(join(BENCH, 'measure.js')) as { median(numbers: readonly number[]): number | undefined };
const { printResults } = require(join(BENCH, 'table.js')) as {
  printResults(results: readonly Result[], options: { baseline?: string; budgetSeconds: number }): string;
};
const { judge } = require(join(BENCH, 'promises.js')) as {
  judge(
    groups: readonly { title: string; results: readonly Result[] }[],
    promises?: readonly object[],
  ): readonly { value: string; limit: string; verdict: string }[];
};
const { BEGIN, END, replaceMeasured } = require(join(BENCH, 'document.js')) as {
  BEGIN: string;
  END: string;
  replaceMeasured(text: string, report: string): string;
};

function result(name: string, numbers: Numbers = {}): Result {
  return { name, outcome: 'ok', wallMs: [], cpuMs: [], peakBytes: [], ...numbers };
}

describe('median', () => {
  test.each<[readonly number[], number | undefined, string]>([
    [[], undefined, 'of nothing there is none'],
    [[3], 3, 'one'],
    [[30, 4, 5], 5, 'the middle by size, not by place or spelling'],
    [[1, 2, 4, 100], 3, 'between the two in the middle'],
  ])('of %j is %p (%s)', (numbers, expected) => {
    expect(median(numbers)).toBe(expected);
  });
});

describe('printResults', () => {
  test('prints medians, ratios to the baseline, and what has no numbers', () => {
    const results = [
      result('ours', { wallMs: [40, 50, 60], cpuMs: [45], peakBytes: [50_400_000] }),
      result('theirs', { wallMs: [5000, 7000], cpuMs: [1500.4], peakBytes: [1e9] }),
      result('unseen', { wallMs: [125] }),
      result('slow', { outcome: 'late', wallMs: [1] }),
      result('broken', { outcome: 'failed', why: 'it broke' }),
    ];
    expect(printResults(results, { baseline: 'ours', budgetSeconds: 60 })).toBe(
      `|        | rounds |    wall |   ratio |     CPU | peak memory |
| ------ | -----: | ------: | ------: | ------: | ----------: |
| ours   |      3 | 50.0 ms |   1.00× | 45.0 ms |       50 MB |
| theirs |      2 |  6.00 s |    120× |  1.50 s |     1000 MB |
| unseen |      1 |  125 ms |   2.50× |       – |           – |
| slow   |      1 |  > 60 s | > 1200× |       – |           – |
| broken |      – |  failed |       – |       – |           – |`,
    );
  });

  test('prints no ratios when the baseline was not measured', () => {
    expect(printResults([result('theirs', { wallMs: [7] })], { baseline: 'ours', budgetSeconds: 60 })).toBe(
      `|        | rounds |   wall | ratio | CPU | peak memory |
| ------ | -----: | -----: | ----: | --: | ----------: |
| theirs |      1 | 7.0 ms |     – |   – |           – |`,
    );
  });
});

describe('judge', () => {
  const group = (ours: Numbers, theirs: Numbers) => [
    { title: 'a', results: [result('ours', ours), result('theirs', theirs)] },
  ];
  const of = [
    ['a', 'ours'],
    ['a', 'theirs'],
  ];

  test.each<[object, Numbers, Numbers, string, string, string]>([
    [{ most: 2 }, { wallMs: [20] }, { wallMs: [10] }, '2.00×', 'ok', 'just kept'],
    [{ most: 2 }, { wallMs: [21] }, { wallMs: [10] }, '2.10×', 'MISSED', 'just missed'],
    [{ least: 5 }, { wallMs: [50] }, { wallMs: [10] }, '5.00×', 'ok', 'just kept'],
    [{ least: 5 }, { wallMs: [49] }, { wallMs: [10] }, '4.90×', 'MISSED', 'just missed'],
    [{ most: 2 }, { outcome: 'late' }, { wallMs: [10] }, 'endless', 'MISSED', 'ours ran out of time'],
    [{ least: 5 }, { outcome: 'late' }, { wallMs: [10] }, 'endless', 'ok', 'the slower one ran out of time'],
    [{ most: 2 }, { wallMs: [20] }, { outcome: 'late' }, '0.00×', 'ok', 'the peer ran out of time'],
    [{ most: 2 }, { outcome: 'late' }, { outcome: 'late' }, '–', 'MISSED', 'nobody knows'],
    [{ most: 2 }, { outcome: 'failed' }, { wallMs: [10] }, '–', 'MISSED', 'ours failed'],
    [{ most: 2 }, {}, { wallMs: [10] }, '–', 'not measured', 'without a run nobody knows'],
    [
      { most: 60, unit: ' MB', field: 'peakBytes', make: (bytes: number) => bytes / 1e6 },
      { peakBytes: [6e7] },
      { peakBytes: [1] },
      '60 MB',
      'ok',
      'another number than time',
    ],
  ])('of %j with %j and %j says %s: %s (%s)', (promise, ours, theirs, value, verdict) => {
    expect(judge(group(ours, theirs), [{ says: 'it', of, ...promise }])).toEqual([
      expect.objectContaining({ value, verdict }),
    ]);
  });

  test('calls what was not in the run not measured', () => {
    expect(new Set(judge([]).map(({ verdict }) => verdict))).toEqual(new Set(['not measured']));
  });
});

describe('replaceMeasured', () => {
  const text = `# Words\n\n${BEGIN}\nold\n${END}\n\nMore words.\n`;

  test('replaces what is between the marks, and nothing else', () => {
    expect(replaceMeasured(text, '\n$& new\n\n')).toBe(`# Words\n\n${BEGIN}\n\n$& new\n\n${END}\n\nMore words.\n`);
  });

  test('gives the same text the second time', () => {
    expect(replaceMeasured(replaceMeasured(text, 'new'), 'new')).toBe(replaceMeasured(text, 'new'));
  });

  test.each([
    ['no marks', 'neither'],
    [`${BEGIN} and no more`, 'no end'],
    [`${END} then ${BEGIN}`, 'the wrong way round'],
    [`${text}${text}`, 'twice'],
  ])('refuses %j (%s)', (wrong) => {
    expect(() => replaceMeasured(wrong, 'new')).toThrow(`there has to be one '${BEGIN}' and one '${END}' after it`);
  });
});
