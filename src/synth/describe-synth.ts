import type { ReleaseReport } from '../workloads/synth-report';
import type { Synthesized } from './synthesize';
import type { DistChange } from './write-dist';

/** The result of a synth in one line: `4 workloads, image inherently/gifinator:0.0.5, 2 files changed`. */
export function describeSynth({ files, releases }: Synthesized, { written, removed }: DistChange): string {
  const parts = releases?.length ? releases.map(describeRelease) : [count(files.size, 'file')];
  const changed = written.length + removed.length;
  return `${parts.join('; ')}, ${changed === 0 ? 'nothing changed' : `${count(changed, 'file')} changed`}`;
}

/** Workloads that stay on another version than their release, one sentence for each. */
export function describePinned(releases: readonly ReleaseReport[] = []): string[] {
  return releases.flatMap(({ workloads }) =>
    workloads.flatMap(({ kind, name, pinned }) =>
      pinned === undefined ? [] : [`${kind.toLowerCase()} '${name}' stays on ${pinned} (pinnedTag)`],
    ),
  );
}

function describeRelease({ workloads, image }: ReleaseReport): string {
  return `${count(workloads.length, 'workload')}, image ${image}`;
}

/** `1 file`, `2 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
