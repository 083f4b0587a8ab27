import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Lockstep } from './run-lockstep';
import { newFolder, startLockstep } from './start-lockstep';

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

/** Keeps the paths of all modules that a process has loaded when it ends. */
const SPY = `
const { writeFileSync } = require('node:fs');
process.once('exit', () => writeFileSync(process.env.LOADED, JSON.stringify(Object.keys(require.cache))));
`;

/** Folders of src/ and packages from which a command has loaded something. */
async function loadedBy(...words: string[]): Promise<string[]> {
  const folder = newFolder();
  const [spy, loaded] = [join(folder, 'spy.js'), join(folder, 'loaded.json')];
  writeFileSync(spy, SPY);
  const env = { NODE_OPTIONS: `--require ${spy}`, LOADED: loaded };
  const { status } = await startLockstep(lockstep, words, { folder, cache: join(folder, 'cache'), home: folder, env })
    .ended;
  expect(status).toBe(0);
  const paths: string[] = JSON.parse(readFileSync(loaded, 'utf8'));
  const names = paths.map(
    (path) =>
      /\/node_modules\/((?!\.cache\/)(?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(path)?.[1] ??
      /\/lib\/([^/]+)\//.exec(path)?.[1],
  );
  return [...new Set(names.flatMap((name) => name ?? []))].sort();
}

// small parts that know what flags may be; in the package they are in the file of the command line itself
const SMALL = ['release', 'synth', 'workloads'];

test.each([[['--help']], [['check', '--help']], [['image', '--help']], [['help', 'check']]])(
  'lockstep %j loads the command line and nothing that does the work',
  async (words) => {
    const packages = ['@commander-js/extra-typings', 'commander'];
    expect(await loadedBy(...words)).toEqual([...packages, 'app-runner', 'cache', 'cli', ...SMALL].sort());
  },
);
