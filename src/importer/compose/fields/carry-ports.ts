import type { ServiceDraft } from '../objects/service-draft';
import { type ComposePort, parsePort, portsOf } from '../values/parse-port';
import { type ComposeNode, findField, itemsOf, mapOf, textOf } from '../yaml/compose-node';
import type { FieldHandler } from './field-handler';

/** More ports than anybody writes one by one; a Service of a wide range is something else. */
const MAX_PORTS = 100;
const PUBLISHED =
  'docker compose opens them on the host; here the Service of the same name has the port of the container, within the cluster: kubectl port-forward, or an Ingress, leads to it from outside';

/** `ports`: what the container listens on, and where the host publishes it. */
export const carryPorts: FieldHandler = ({ place, value }, draft) => {
  for (const item of itemsOf(value)) {
    const ports = mapOf(item) ? longForm(item, draft) : parsePort(textOf(item) ?? '');
    addPorts(ports, item, 'ports', draft);
    for (const { containerPort, published } of ports && ports.length <= MAX_PORTS ? ports : []) {
      draft.note(
        place,
        'ports on the host',
        PUBLISHED,
        published === undefined ? `any:${containerPort}` : `${published}:${containerPort}`,
      );
    }
  }
};

/** `expose`: what the container listens on, for other services only. */
export const carryExpose: FieldHandler = ({ value }, draft) => {
  for (const item of itemsOf(value)) addPorts(parsePort(textOf(item) ?? ''), item, 'expose', draft);
};

function addPorts(
  ports: readonly ComposePort[] | undefined,
  item: ComposeNode,
  topic: string,
  draft: ServiceDraft,
): void {
  if (!ports) {
    draft.note(item.place, topic, 'it is no port, or a variable in it has no value: it is left out');
  } else if (ports.length > MAX_PORTS) {
    draft.note(item.place, topic, `it is a range of more than ${MAX_PORTS} ports; a Service lists each of its ports`);
  } else {
    draft.ports.push(...ports);
  }
}

function longForm(item: ComposeNode, draft: ServiceDraft): ComposePort[] | undefined {
  const map = mapOf(item);
  if (!map) return undefined;
  draft.noteRest(
    map,
    'ports',
    ['target', 'published', 'protocol', 'host_ip'],
    'a port of a Service has no such field here',
  );
  const address = textOf(findField(map, 'host_ip'));
  const published = textOf(findField(map, 'published'));
  const host = address !== undefined && published !== undefined ? `${address}:${published}` : published;
  return portsOf(textOf(findField(map, 'target')) ?? '', textOf(findField(map, 'protocol')) ?? 'tcp', host);
}
