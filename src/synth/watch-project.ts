import { basename } from 'node:path';
import { isUnchanged, takeStamp } from '../app-runner/stamp';
import { onInterrupt } from './on-interrupt';
import type { Project } from './project';

const SETTLE_MILLISECONDS = 20;
/** The watcher tells of a file once in 50 milliseconds, and drops what comes between. */
const UNTOLD_MILLISECONDS = 60;
const IGNORED = new Set(['node_modules', '.git', '.cache']);
/** Longer than anybody watches. */
const FOREVER_MILLISECONDS = 2 ** 31 - 1;

/**
 * Calls `synth` now and after every change of a file below the project's folder, dist and node_modules aside.
 * Changes that come together count as one. Ends with the process.
 */
export async function watchProject({ folder, dist }: Project, synth: () => Promise<void>): Promise<never> {
  const { watch } = require('chokidar') as typeof import('chokidar');
  // one that comes while a run comes to its end would be lost
  onInterrupt(() => {});
  const changed = new Set<string>();
  let wake = () => {};
  const tell = (path: string) => {
    changed.add(path);
    wake();
  };
  const watcher = watch(folder, {
    ignored: (path) => path === dist || IGNORED.has(basename(path)),
    ignoreInitial: true,
    // an app has ended when the process has nothing left to do, so watching does not count as something
    persistent: false,
  });
  watcher.on('all', (_event, path) => tell(path));
  // a change that comes before would not be told
  await new Promise<void>((done) => watcher.once('ready', done));
  for (;;) {
    const read = [...changed].map(takeStamp);
    changed.clear();
    await synth();
    const look = () => {
      for (const stamp of read) if (!isUnchanged(stamp)) tell(stamp[0]);
    };
    setTimeout(look, UNTOLD_MILLISECONDS).unref();
    while (changed.size === 0) {
      await new Promise<void>((done) => {
        const stay = setTimeout(done, FOREVER_MILLISECONDS);
        wake = () => {
          clearTimeout(stay);
          done();
        };
      });
    }
    await new Promise((done) => setTimeout(done, SETTLE_MILLISECONDS));
  }
}
