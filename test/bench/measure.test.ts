import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Setup {
  readonly command: readonly string[] | ((round: number) => readonly string[]);
  readonly beforeEach?: () => void;
  readonly warmUps?: number;
  readonly expected?: readonly object[];
  readonly output?: string;
  readonly hasOwnClock?: boolean;
}
interface Result {
  readonly outcome: string;
  readonly why: string;
  readonly wallMs: readonly number[];
  readonly cpuMs: readonly number[];
  readonly peakBytes: readonly number[];
}

const BENCH = join(__dirname, '../../bench');
const { measureGroup } = require(join(BENCH, 'measure.js')) as {
  measureGroup(subjects: readonly { name: string; setUp(folder: string): Setup }[], options: object): Promise<Result[]>;
};
const { canMeasureUsage } = require(join(BENCH, 'child.js')) as { canMeasureUsage(): boolean };

const WEB = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } };
const node = (script: string) => [process.execPath, '-e', script];

describe('measureGroup', () => {
  let folder: string;
  let log: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'measure-test-'));
    log = join(folder, 'log');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const measure = (setups: Record<string, Setup>, options: object = {}) =>
    measureGroup(
      Object.entries(setups).map(([name, setup]) => ({ name, setUp: () => ({ cwd: folder, ...setup }) })),
      { rounds: 2, budgetSeconds: 60, createFolder: () => folder, canMeasureUsage: false, say: () => {}, ...options },
    );
  const append = (text: string) => node(`require('node:fs').appendFileSync(${JSON.stringify(log)}, '${text}')`);

  test('runs all subjects in every round, each after its own preparation', async () => {
    const results = await measure({
      a: { command: (round) => append(`a${round} `), warmUps: 2 },
      b: { command: append('b '), beforeEach: () => appendFileSync(log, '>') },
    });
    expect(readFileSync(log, 'utf8')).toBe('a-2 a-1 >b a0 >b a1 >b ');
    expect(results.map(({ outcome, wallMs }) => [outcome, wallMs.length])).toEqual([
      ['ok', 2],
      ['ok', 2],
    ]);
  });

  test('takes the numbers of a subject that has a clock of its own', async () => {
    const [own] = await measure({ own: { command: node(`console.log('{"wallMs":7,"cpuMs":3}')`), hasOwnClock: true } });
    expect(own).toMatchObject({ outcome: 'ok', wallMs: [7, 7], cpuMs: [3, 3] });
  });

  test('takes no times of a subject that gives other objects', async () => {
    const print = (manifest: object) => node(`console.log('${JSON.stringify(manifest)}')`);
    const [same, other] = await measure({
      same: { command: print(WEB), expected: [WEB] },
      other: { command: print({ ...WEB, kind: 'Ingress' }), expected: [WEB] },
    });
    expect(same?.outcome).toBe('ok');
    expect(other).toMatchObject({
      outcome: 'failed',
      why: 'other objects than its peers: v1 Service undefined/web is not there',
      wallMs: [],
    });
  });

  test.each<[string, readonly string[], object]>([
    ['fails', node("console.error('no such chart'); process.exit(3)"), { outcome: 'failed', why: 'no such chart' }],
    ['is not there', [join('no', 'such', 'program')], { outcome: 'missing' }],
  ])('says of a subject that it %s, and goes on with the others', async (_title, command, expected) => {
    const [bad, good] = await measure({ bad: { command }, good: { command: node('0') } });
    expect(bad).toMatchObject({ ...expected, wallMs: [] });
    expect(good).toMatchObject({ outcome: 'ok', wallMs: [expect.any(Number), expect.any(Number)] });
  });

  test('stops a subject that takes too long, with what it started', async () => {
    const [late] = await measure(
      { late: { command: ['sh', '-c', `sleep 3600 & echo $! >${log}; wait`] } },
      { budgetSeconds: 2 },
    );
    expect(late).toMatchObject({ outcome: 'late', wallMs: [] });
    const pid = Number(readFileSync(log, 'utf8'));
    expect(isRunning(pid)).toBe(false);
  });

  const whereTold = canMeasureUsage() ? test : test.skip;
  whereTold('asks for the CPU time and memory of all processes of a command', async () => {
    const [busy] = await measure(
      { busy: { command: ['sh', '-c', `"${process.execPath}" -e "Buffer.alloc(2e8, 1)"`] } },
      { canMeasureUsage: true },
    );
    expect(busy?.cpuMs).toHaveLength(2);
    expect(Math.min(...(busy?.peakBytes ?? [0]))).toBeGreaterThan(2e8);
  });
});

/** A process that was killed is gone, or waits for somebody to ask how it ended. */
function isRunning(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  if (existsSync('/proc/self/stat')) return existsSync(stat) && !/\) Z /.test(readFileSync(stat, 'utf8'));
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
