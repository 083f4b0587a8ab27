import type { Launch, Unwrapped } from './launch';
import { unwrapLaunch } from './unwrap-launch';

/** A launch and what is known of what it starts. */
export interface TracedLaunch extends Unwrapped {
  readonly launch: Launch;
}

const MAX_LAUNCHES = 1000;

/** A launch and all that it is known to start, one through the other, each one before those that it starts. */
export function traceLaunches(first: Launch): readonly TracedLaunch[] {
  const traced: TracedLaunch[] = [];
  const waiting: Launch[] = [first];
  for (let launch = waiting.pop(); launch; launch = waiting.pop()) {
    if (traced.length === MAX_LAUNCHES) {
      const last = traced.pop();
      if (last) traced.push({ ...last, unknown: `more than ${MAX_LAUNCHES} programs are started` });
      return traced;
    }
    const unwrapped = unwrapLaunch(launch);
    traced.push({ launch, ...unwrapped });
    waiting.push(...unwrapped.launches.toReversed());
  }
  return traced;
}
