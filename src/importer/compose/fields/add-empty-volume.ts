import { toDnsLabel } from '../../../manifest/dns-name';
import type { ServiceDraft } from '../objects/service-draft';

/** Mounts a volume that begins empty with each pod, named after its path. */
export function addEmptyVolume(draft: ServiceDraft, target: string, emptyDir: Readonly<Record<string, unknown>>): void {
  const wanted = (toDnsLabel(target) ?? 'root').slice(0, 50).replace(/-+$/, '');
  const claims = new Set(draft.context.claims.values());
  let name = wanted;
  for (let count = 2; draft.volumes.has(name) || claims.has(name); count += 1) name = `${wanted}-${count}`;
  draft.volumes.set(name, { emptyDir });
  draft.mounts.set(target, { volume: name });
}
