import type { Code, MapCode, MapEntry } from '../code/code';
import { mapSlots } from './map-slots';
import type { Constant, Sharing } from './share-settings';
import type { WorkloadCode } from './workload-code';

/** Fewer are said where they are. */
const MIN_REFERENCES = 5;
const KINDS: ReadonlySet<string> = new Set(['configMapKeyRef', 'secretKeyRef']);
const PARAMETER = 'key';

/** A variable that takes its value from one key of a ConfigMap or Secret. */
interface Reference {
  /** The name of the ConfigMap or Secret. */
  readonly name: string;
  readonly key: string;
  /** The same for every key of it. */
  readonly group: string;
  /** The value with the parameter in place of the key. */
  readonly value: MapCode;
}

/**
 * Puts variables that take their values from one ConfigMap or Secret in one way into a function of the key, where there
 * are many of them.
 *
 * @param claim gives a free name for a constant
 */
export function shareReferences(workloads: readonly WorkloadCode[], claim: (wanted: string) => string): Sharing {
  const counts = new Map<string, { readonly reference: Reference; count: number }>();
  for (const workload of workloads) {
    mapVariables(workload, (variable) => {
      const reference = findReference(variable);
      if (!reference) return undefined;
      const known = counts.get(reference.group) ?? { reference, count: 0 };
      known.count++;
      counts.set(reference.group, known);
      return undefined;
    });
  }
  const identifiers = new Map<string, string>();
  const constants: Constant[] = [];
  for (const [group, { reference, count }] of counts) {
    if (count < MIN_REFERENCES) continue;
    const identifier = claim(reference.name.replaceAll('.', '-'));
    identifiers.set(group, identifier);
    constants.push({ identifier, value: reference.value, parameter: PARAMETER });
  }
  return {
    constants,
    workloads: workloads.map((workload) =>
      mapVariables(workload, (variable) => {
        const reference = findReference(variable);
        const callee = reference && identifiers.get(reference.group);
        return callee === undefined ? undefined : { kind: 'call', callee, text: reference?.key ?? '' };
      }),
    ),
  };
}

function mapVariables(workload: WorkloadCode, replace: (variable: Code) => Code | undefined): WorkloadCode {
  const entries = mapSlots(workload.entries, ({ scope }, env) => {
    if (scope !== 'env' || env.kind !== 'map') return undefined;
    return {
      kind: 'map',
      entries: env.entries.map(
        (entry): MapEntry => ('key' in entry ? { ...entry, value: replace(entry.value) ?? entry.value } : entry),
      ),
    };
  });
  return { ...workload, entries };
}

function findReference(variable: Code): Reference | undefined {
  const [kind, more] = variable.kind === 'map' ? variable.entries : [];
  if (!kind || more || !('key' in kind) || !KINDS.has(kind.key) || kind.value.kind !== 'map') return undefined;
  const fields = kind.value.entries;
  const textOf = (name: string) => {
    const entry = fields.find((each) => 'key' in each && each.key === name);
    const value = entry && 'key' in entry && entry.value.kind === 'literal' ? entry.value.value : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const name = textOf('name');
  const key = textOf('key');
  // a comment stands above its own key
  const isPlain = fields.every((entry) => 'key' in entry && (entry.comments ?? []).length === 0);
  if (name === undefined || key === undefined || key.includes('\n') || !isPlain) return undefined;
  const value: MapCode = {
    kind: 'map',
    entries: [
      {
        key: kind.key,
        value: {
          kind: 'map',
          entries: fields.map((entry) =>
            'key' in entry && entry.key === PARAMETER
              ? { key: PARAMETER, value: { kind: 'source', text: PARAMETER } }
              : entry,
          ),
        },
      },
    ],
  };
  return { name, key, group: JSON.stringify(value), value };
}
