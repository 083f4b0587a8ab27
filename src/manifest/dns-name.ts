/**
 * Why a text is not a DNS label, as a predicate: `has upper case`; undefined when it is one.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names
 */
export function dnsLabelFault(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (name.length > 63) return `is ${name.length} characters long; at most 63 are allowed`;
  if (/[A-Z]/.test(name)) return 'has upper case';
  if (!/^[a-z0-9-]+$/.test(name))
    return `has '${/[^a-z0-9-]/u.exec(name)?.[0]}'; only lower case letters, digits and - are allowed`;
  if (name.startsWith('-') || name.endsWith('-')) return 'begins or ends with a dash';
  return undefined;
}

/**
 * Why a text is not the name of a port; undefined when it is one.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports IANA_SVC_NAME
 */
export function portNameFault(name: string): string | undefined {
  if (name.length > 15) return `is ${name.length} characters long; at most 15 are allowed`;
  if (/[A-Z]/.test(name)) return 'has upper case';
  if (!/^[a-z0-9-]+$/.test(name)) return 'may only have lower case letters, digits and -';
  if (!/[a-z]/.test(name)) return 'has no letter';
  if (/^-|-$|--/.test(name)) return 'begins or ends with a dash, or has two in a row';
  return undefined;
}

/** The nearest DNS label to a text, for a "did you mean"; undefined when nothing is left of it. */
export function toDnsLabel(text: string): string | undefined {
  const label = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
  return label === '' ? undefined : label;
}
