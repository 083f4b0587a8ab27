const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** 128 and the number of the signal, as shells have it. */
const STATUS: Readonly<Record<string, number>> = { SIGINT: 130, SIGTERM: 143 };

const cleanUps = new Set<() => void>();
// while an app runs, process.exit() ends the app and not the command
const leave = process.exit.bind(process);

/**
 * Has something done before the process ends because somebody ends it, as Ctrl-C does, until the returned function is
 * called.
 */
export function onInterrupt(cleanUp: () => void): () => void {
  if (cleanUps.size === 0) for (const signal of SIGNALS) process.on(signal, stop);
  cleanUps.add(cleanUp);
  return () => {
    cleanUps.delete(cleanUp);
    if (cleanUps.size === 0) for (const signal of SIGNALS) process.off(signal, stop);
  };
}

function stop(signal: NodeJS.Signals): void {
  for (const cleanUp of cleanUps) cleanUp();
  leave(STATUS[signal]);
}
