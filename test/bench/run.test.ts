import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const RUN = join(__dirname, '../../bench/run.js');

function bench(...words: readonly string[]) {
  return spawnSync(process.execPath, [RUN, ...words], { encoding: 'utf8' });
}

describe('npm run bench', () => {
  test('measures what is asked for, once, and says what it left out', () => {
    const { status, stdout } = bench('--quick', '--only', 'help');
    const rows = [...stdout.matchAll(/^\| (\S.*?) +\| +1 \| +[\d.]+ m?s \|/gm)].map(([, name]) => name);
    expect(rows).toEqual(['node -e 0', 'lockstep --help', 'lockstep bump --offline --no-synth']);
    expect(stdout).toContain('- larger systems and many charts: this is a --quick run\n');
    expect(stdout).toMatch(/^\| 10,000 workloads, peak memory +\| +– \| at most 600 MB \| not measured \|$/m);
    expect(status).toBe(0);
  }, 60_000);

  test('leaves nothing behind', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-test-'));
    try {
      const { stdout } = spawnSync(process.execPath, [RUN, '--quick', '--only', '^starting.*--help'], {
        env: { ...process.env, TMPDIR: folder },
        encoding: 'utf8',
      });
      expect(stdout).toContain('| lockstep --help |');
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 60_000);

  test.each([
    [['--fast'], "unknown flag '--fast'"],
    [['toString'], "unknown flag 'toString'"],
    [['--only'], '--only takes a pattern'],
    [['--write', '--quick'], '--write takes a run that decides something: no --quick'],
  ])('refuses %j', (words, message) => {
    const { status, stdout, stderr } = bench(...words);
    expect({ status, stdout, message: stderr.split('\n')[0] }).toEqual({ status: 2, stdout: '', message });
  });
});
