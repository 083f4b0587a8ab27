import type { Fields, Manifest } from '../manifest/manifest';
import { type FieldChange, isWithin } from './compare-fields';
import { kubectlName, refOf } from './object-ref';

/** The object before and after a change. */
interface Objects {
  readonly before: Manifest;
  readonly after: Manifest;
}

/** Fields that Kubernetes does not let change in an object that exists. */
export interface ImmutableRule {
  /** As `kubectl` writes them: `Deployment.apps`. */
  readonly kinds: readonly string[];
  readonly isRefused: (change: FieldChange, objects: Objects) => boolean;
  /** What the API server fills in by path, keys of list items left out: to write that down changes nothing. */
  readonly defaults?: Fields;
  readonly why: string;
  /** The safe way to do it. */
  readonly fix: (manifest: Manifest) => string;
}

/** The change is in one of these fields. */
export const within =
  (...fields: string[]) =>
  ({ path }: FieldChange): boolean =>
    fields.some((field) => isWithin(path, field));

/** The change is in this field, but in none of these within it. */
export const withinExcept =
  (field: string, ...except: string[]) =>
  (change: FieldChange): boolean =>
    isWithin(change.path, field) && !within(...except.map((each) => `${field}.${each}`))(change);

/** Both live side by side for a while. */
export const rename = (manifest: Manifest) =>
  `give the new one another name, let it take over, then kubectl delete ${kubectlName(refOf(manifest))}`;
/** Away with the old one first. */
export const replace = (manifest: Manifest) => `kubectl delete ${kubectlName(refOf(manifest))}, then apply the new one`;
/** Away with the old one, but not with its pods. */
export const orphan = (manifest: Manifest) =>
  `kubectl delete ${kubectlName(refOf(manifest))} --cascade=orphan, then apply: pods and claims stay, and the new one takes them over`;
