import type { Code } from '../code/code';
import { hasUnlikeMaps } from './has-unlike-maps';
import { mapSlots, type Slot } from './map-slots';
import type { WorkloadCode } from './workload-code';

/** `const identifier = value`, or a function that gives the value, above the first workload that uses it. */
export interface Constant {
  readonly identifier: string;
  readonly value: Code;
  /** What it takes where it is a function: the name of a text. */
  readonly parameter?: string;
}

/** Workloads, and the constants that now stand in them. */
export interface Sharing {
  readonly workloads: readonly WorkloadCode[];
  readonly constants: readonly Constant[];
}

const MIN_WORKLOADS = 3;
/** What is smaller reads better where it is. */
const MIN_LEAVES = 2;
/** One that is no more than a name and a source reads better where it is mounted. */
const MIN_LEAVES_OF_VOLUME = 4;
/** In all workloads together: three leaves in three of them, or two in four. */
const MIN_LEAVES_TOGETHER = 8;
/** What says which workload it is, or what it starts. */
const OWN = new Set([
  'name',
  'namespace',
  'labels',
  'selector',
  'podLabels',
  'containerName',
  'command',
  'containerOrder',
]);

interface Shared {
  readonly slot: Slot;
  readonly value: Code;
  readonly first: WorkloadCode;
  readonly workloads: Set<WorkloadCode>;
}

/**
 * Puts settings that are the same in three or more workloads into a constant each: whole containers first, then single
 * fields.
 *
 * @param claim gives a free name for a constant
 * @param isShareable what may stand in a constant above all workloads
 */
export function shareSettings(
  workloads: readonly WorkloadCode[],
  claim: (wanted: string) => string,
  isShareable: (value: unknown) => boolean = () => true,
): Sharing {
  const whole = shareScopes(workloads, ['container'], claim, isShareable);
  const fields = shareScopes(whole.workloads, ['field', 'pod'], claim, isShareable);
  const volumes = shareScopes(fields.workloads, ['volume'], claim, isShareable);
  return { workloads: volumes.workloads, constants: [...whole.constants, ...fields.constants, ...volumes.constants] };
}

function shareScopes(
  workloads: readonly WorkloadCode[],
  scopes: readonly Slot['scope'][],
  claim: (wanted: string) => string,
  isShareable: (value: unknown) => boolean,
): Sharing {
  const found = new Map<string, Shared>();
  for (const workload of workloads) {
    mapSlots(workload.entries, (slot, value) => {
      if (!scopes.includes(slot.scope) || !isWorthIt(slot, value) || !isShareable(value)) return undefined;
      const key = keyOf(slot, value);
      const shared = found.get(key) ?? { slot, value, first: workload, workloads: new Set() };
      shared.workloads.add(workload);
      found.set(key, shared);
      return undefined;
    });
  }
  const names = new Map<string, string>();
  const constants: Constant[] = [];
  const taken = new Set<string>();
  for (const [key, { slot, value, first, workloads: users }] of found) {
    if (users.size < MIN_WORKLOADS || users.size * countLeaves(value) < MIN_LEAVES_TOGETHER) continue;
    const plain = slot.scope === 'pod' && slot.key === 'securityContext' ? 'podSecurityContext' : slot.key;
    const identifier = claim(taken.has(plain) ? `${first.id}-${plain}` : plain);
    taken.add(plain);
    names.set(key, identifier);
    constants.push({ identifier, value });
  }
  const put = (slot: Slot, value: Code): Code | undefined => {
    const identifier = scopes.includes(slot.scope) ? names.get(keyOf(slot, value)) : undefined;
    return identifier === undefined ? undefined : { kind: 'source', text: identifier };
  };
  return {
    workloads: workloads.map((workload) => ({ ...workload, entries: mapSlots(workload.entries, put) })),
    constants,
  };
}

function isWorthIt({ scope, key }: Slot, value: Code): boolean {
  return (
    value.kind !== 'literal' &&
    value.kind !== 'source' &&
    value.kind !== 'call' &&
    (scope === 'container' || !OWN.has(key)) &&
    !hasUnlikeMaps(value) &&
    countLeaves(value) >= (scope === 'volume' ? MIN_LEAVES_OF_VOLUME : MIN_LEAVES)
  );
}

function keyOf({ scope, key }: Slot, value: Code): string {
  return `${scope} ${key} ${JSON.stringify(value)}`;
}

function countLeaves(code: Code): number {
  if (code.kind === 'map') {
    return code.entries.reduce((sum, entry) => sum + ('key' in entry ? countLeaves(entry.value) : 1), 0);
  }
  if (code.kind === 'list') return code.items.reduce((sum, { value }) => sum + countLeaves(value), 0);
  return 1;
}
