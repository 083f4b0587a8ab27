import { watch } from 'node:fs';
import { sep } from 'node:path';
import type { Project } from './project';

const SETTLE_MILLISECONDS = 50;
const IGNORED = new Set(['node_modules', '.git', '.cache']);

/**
 * Calls `synth` now and after every change of a file below the project's folder, dist and node_modules aside.
 * Changes that come together count as one. Ends with the process.
 */
export async function watchProject({ folder, dist }: Project, synth: () => Promise<void>): Promise<never> {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, { recursive: true }, (_event, name) => {
    if (name === null || isIgnored(name, folder, dist)) return;
    clearTimeout(timer);
    timer = setTimeout(again, SETTLE_MILLISECONDS);
  });
  const once = async () => {
    // an app has ended when the process has nothing left to do but to watch
    watcher.unref();
    await synth();
    watcher.ref();
  };
  let running: Promise<void> = once();
  const again = () => {
    running = running.then(once);
  };
  return new Promise(() => {});
}

function isIgnored(name: string, folder: string, dist: string): boolean {
  const path = `${folder}${sep}${name}`;
  return name.split(sep).some((part) => IGNORED.has(part)) || path === dist || path.startsWith(dist + sep);
}
