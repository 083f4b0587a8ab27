import type { Manifest } from '../../../manifest/manifest';
import type { FieldComments } from '../../imported-object';
import type { ComposeService } from '../compose-file';

/** Where the fields of a service went, from the container on. */
const POINTERS: ReadonlyMap<string, string> = new Map([
  ['image', '/image'],
  ['entrypoint', '/command'],
  ['command', '/args'],
  ['working_dir', '/workingDir'],
  ['ports', '/ports'],
  ['environment', '/env'],
  ['volumes', '/volumeMounts'],
  ['healthcheck', '/readinessProbe'],
]);
const CONTAINER = '/spec/template/spec/containers/0';

/** The comments of a service, at the fields of its workload: those above the service are those of the whole object. */
export function fieldComments(service: ComposeService, workload: Manifest): Map<string, FieldComments> {
  const comments = new Map<string, FieldComments>();
  if (service.above.length > 0) comments.set('', { above: service.above, behind: undefined });
  for (const [field, pointer] of POINTERS) {
    const entry = service.fields.entries.get(field);
    const behind = entry?.value.kind === 'scalar' ? entry.value.behind : undefined;
    if (!entry || (entry.above.length === 0 && behind === undefined)) continue;
    if (has(workload, `${CONTAINER}${pointer}`)) comments.set(`${CONTAINER}${pointer}`, { above: entry.above, behind });
  }
  return comments;
}

function has(manifest: Manifest, pointer: string): boolean {
  let value: unknown = manifest;
  for (const part of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return false;
    value = (value as Readonly<Record<string, unknown>>)[part];
  }
  return true;
}
