import { toDnsLabel } from '../../../manifest/dns-name';

/**
 * A name that Kubernetes takes for each name that was written, no two the same: small letters, digits and dashes, and a
 * letter first, since a Service has to begin with one. At most 63 characters.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#rfc-1035-label-names
 */
export function safeNames(names: Iterable<string>): Map<string, string> {
  const written = [...names];
  const isSafe = (name: string) => toSafe(name) === name;
  // a name that may stay as it is keeps its place before one that has to change
  const taken = new Set(written.filter(isSafe));
  const safe = new Map<string, string>();
  for (const name of written) {
    if (isSafe(name)) {
      safe.set(name, name);
      continue;
    }
    const wanted = toSafe(name);
    let free = wanted;
    for (let count = 2; taken.has(free); count += 1) free = `${wanted.slice(0, 56)}-${count}`;
    taken.add(free);
    safe.set(name, free);
  }
  return safe;
}

function toSafe(name: string): string {
  const label = toDnsLabel(name) ?? 'service';
  return /^[a-z]/.test(label) ? label : (toDnsLabel(`s-${label}`) ?? label);
}
