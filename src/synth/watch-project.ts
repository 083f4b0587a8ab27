import { basename } from 'node:path';
import type { Project } from './project';

const SETTLE_MILLISECONDS = 20;
const IGNORED = new Set(['node_modules', '.git', '.cache']);
/** Longer than anybody watches. */
const FOREVER_MILLISECONDS = 2 ** 31 - 1;

/**
 * Calls `synth` now and after every change of a file below the project's folder, dist and node_modules aside.
 * Changes that come together count as one. Ends with the process.
 */
export async function watchProject({ folder, dist }: Project, synth: () => Promise<void>): Promise<never> {
  const { watch } = require('chokidar') as typeof import('chokidar');
  let isChanged = false;
  let wake = () => {};
  const watcher = watch(folder, {
    ignored: (path) => path === dist || IGNORED.has(basename(path)),
    ignoreInitial: true,
    // an app has ended when the process has nothing left to do, so watching does not count as something
    persistent: false,
  });
  watcher.on('all', () => {
    isChanged = true;
    wake();
  });
  for (;;) {
    isChanged = false;
    await synth();
    while (!isChanged) {
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
