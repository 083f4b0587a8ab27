import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const CORPUS = process.env.LOCKSTEP_CORPUS ?? '';
const hasCorpus = CORPUS !== '' && existsSync(join(CORPUS, 'equal.py'));
const CASES = 5;

/** A handful, spread over the names of all cases; `npm run test:corpus` takes them all. */
function chooseCases(): string[] {
  const names = readdirSync(CORPUS).filter((name) => existsSync(join(CORPUS, name, 'manifests.yaml')));
  const step = Math.max(1, Math.floor(names.length / CASES));
  return names
    .sort()
    .filter((_name, index) => index % step === 0)
    .slice(0, CASES);
}

(hasCorpus ? test : test.skip)(
  `real installs are imported, and come out equal${hasCorpus ? '' : ' (skipped: no corpus)'}`,
  () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(ROOT, 'scripts/import-corpus.js'), ...chooseCases()],
      { encoding: 'utf8', maxBuffer: 1 << 28 },
    );
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^5 of 5 installs equal; \d+ apps type-check and are formatted: 0 faults$/m);
    expect(status).toBe(0);
  },
  300_000,
);
