import { asFields, type Manifest } from '../manifest/manifest';
import { podTemplateOf } from '../manifest/pod-template';
import type { RenameReason } from './find-renames';
import { kubectlName, refOf } from './object-ref';

/** What becomes of an object that is no longer declared: `kubectl apply` does not delete it. */
export interface LeftBehind {
  /**
   * - `runs`: its pods keep running
   * - `stays`: it is there, and runs nothing
   * - `forRollback`: it is there on purpose, for the version before
   * - `untilTtl`: Kubernetes deletes it some time after it finished
   * - `holdsData`: it is there, and to delete it deletes data or other objects
   * - `unknown`: one of its namespaces is what `kubectl` is set to, which may be the other one
   */
  readonly state: 'runs' | 'stays' | 'forRollback' | 'untilTtl' | 'holdsData' | 'unknown';
  /** The command that deletes it; none where that should not be done by copying a line. */
  readonly command?: string;
}

/** To delete these deletes what is in them. */
const HOLDERS = new Set(['PersistentVolumeClaim', 'PersistentVolume', 'Namespace', 'CustomResourceDefinition']);

/** What becomes of an object that is declared under another name now, or not at all. */
export function leftBehindOf(manifest: Manifest, reason: RenameReason | 'removed'): LeftBehind {
  const command = `kubectl delete ${kubectlName(refOf(manifest))}`;
  if (HOLDERS.has(manifest.kind)) return { state: 'holdsData' };
  if (reason === 'content') return { state: 'forRollback' };
  if (manifest.kind === 'Job') {
    const hasTtl = typeof asFields(manifest.spec).ttlSecondsAfterFinished === 'number';
    return hasTtl ? { state: 'untilTtl' } : { state: 'stays', command };
  }
  const hasPods = podTemplateOf(manifest) !== undefined && manifest.kind !== 'PodTemplate';
  return { state: hasPods ? 'runs' : 'stays', command };
}
