import { asText, type Fields } from '../manifest/manifest';

/** Whether the order of a list means something: it does, it does not, or nobody can tell. */
export type OrderMeaning = 'matters' | 'harmless' | 'unknown';

/** How the items of a list are told apart wherever they stand. */
export interface ListKey {
  /** The key of an item; undefined when it has none. */
  readonly keyOf: (item: Fields) => string | undefined;
  readonly order: OrderMeaning;
}

const byField = (field: string, order: OrderMeaning): ListKey => ({ keyOf: (item) => asText(item[field]), order });

/** `8085`, or `53/UDP` where the protocol is another than Kubernetes' default. */
const byPort: ListKey = {
  keyOf: ({ containerPort, port, protocol }) => {
    const [number, name] = [containerPort ?? port, protocol ?? 'TCP'].map(asText);
    if (number === undefined || name === undefined) return undefined;
    return name === 'TCP' ? number : `${number}/${name}`;
  },
  order: 'harmless',
};

const byTopology: ListKey = {
  keyOf: ({ topologyKey, whenUnsatisfiable }) => {
    const parts = [topologyKey, whenUnsatisfiable].map(asText);
    return parts.includes(undefined) ? undefined : parts.join(' ');
  },
  order: 'harmless',
};

// the merge keys of https://kubernetes.io/docs/reference/kubernetes-api/: "Patch strategy: merge on key …"
const KEYS: ReadonlyMap<string, ListKey> = new Map([
  ['containers', byField('name', 'harmless')],
  // they run one after the other
  ['initContainers', byField('name', 'matters')],
  ['ephemeralContainers', byField('name', 'harmless')],
  // $(NAME) stands for a variable that comes before
  ['env', byField('name', 'matters')],
  ['volumes', byField('name', 'harmless')],
  ['volumeMounts', byField('mountPath', 'harmless')],
  ['volumeDevices', byField('devicePath', 'harmless')],
  ['imagePullSecrets', byField('name', 'harmless')],
  ['hostAliases', byField('ip', 'harmless')],
  ['resourceClaims', byField('name', 'harmless')],
  ['schedulingGates', byField('name', 'harmless')],
  ['topologySpreadConstraints', byTopology],
  ['ports', byPort],
]);

const BY_NAME = byField('name', 'unknown');

/**
 * How to tell the items of a list apart: as Kubernetes merges that field, or else by their names. Undefined where the
 * items of either list have no keys or share one, so that only their places tell them apart.
 */
export function findListKey(field: string, before: readonly unknown[], after: readonly unknown[]): ListKey | undefined {
  const own = KEYS.get(field);
  const candidates = own ? [own, BY_NAME] : [BY_NAME];
  return candidates.find((key) => hasUniqueKeys(before, key) && hasUniqueKeys(after, key));
}

function hasUniqueKeys(items: readonly unknown[], { keyOf }: ListKey): boolean {
  const seen = new Set<string>();
  for (const item of items) {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return false;
    const key = keyOf(item as Fields);
    if (key === undefined || seen.has(key)) return false;
    seen.add(key);
  }
  return true;
}
