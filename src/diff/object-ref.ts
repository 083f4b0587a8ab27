import { asFields, asText, type Manifest, nameOf, namespaceOf } from '../manifest/manifest';

/** Which object it is, in the words of its manifest. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty where `kubectl` decides, and for objects that are in no namespace. */
  readonly namespace: string;
  /** `metadata.name`; `metadata.generateName` and a `*` where the API server makes the name up. */
  readonly name: string;
}

// kinds that left the group they began in: https://kubernetes.io/docs/reference/using-api/deprecation-guide/
const MOVED_KINDS: ReadonlyMap<string, string> = new Map([
  ['Deployment.extensions', 'Deployment.apps'],
  ['DaemonSet.extensions', 'DaemonSet.apps'],
  ['ReplicaSet.extensions', 'ReplicaSet.apps'],
  ['Ingress.extensions', 'Ingress.networking.k8s.io'],
  ['NetworkPolicy.extensions', 'NetworkPolicy.networking.k8s.io'],
]);

/** What the manifest is the manifest of. */
export function refOf(manifest: Manifest): ObjectRef {
  const { apiVersion, kind } = manifest;
  const prefix = asText(asFields(manifest.metadata).generateName);
  const name = nameOf(manifest) || (prefix === undefined ? '' : `${prefix}*`);
  return { apiVersion, kind, namespace: namespaceOf(manifest), name };
}

/** Kind and API group as `kubectl` writes them, whatever the version: `Deployment.apps`, `Service`. */
export function groupKindOf({ apiVersion, kind }: Pick<ObjectRef, 'apiVersion' | 'kind'>): string {
  const slash = apiVersion.lastIndexOf('/');
  const groupKind = slash === -1 ? kind : `${kind}.${apiVersion.slice(0, slash)}`;
  return MOVED_KINDS.get(groupKind) ?? groupKind;
}

/** How people speak of an object: `deployment 'render'`. */
export function titleOfRef({ kind, name }: ObjectRef): string {
  return `${kind.toLowerCase()} '${name}'`;
}

/** The object as an argument of `kubectl`: `deployment/render -n gifinator`. */
export function kubectlName(ref: ObjectRef): string {
  const groupKind = groupKindOf(ref);
  const group = groupKind.slice(ref.kind.length + 1);
  // the groups of Kubernetes itself need not be said
  const isBuiltIn = !group.includes('.') || group.endsWith('.k8s.io');
  const type = (isBuiltIn ? ref.kind : groupKind).toLowerCase();
  const namespace = ref.namespace === '' ? '' : ` -n ${quote(ref.namespace)}`;
  return `${quote(`${type}/${ref.name}`)}${namespace}`;
}

/** A word for a shell; names of roles may have a colon, and nothing keeps a manifest from having worse. */
function quote(word: string): string {
  return /^[\w.:@/-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
