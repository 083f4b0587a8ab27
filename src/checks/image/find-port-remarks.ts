import {
  asFields,
  asList,
  asText,
  type Fields,
  namespaceOf,
  type PlacedManifest,
  titleOf,
} from '../../manifest/manifest';
import { matchesSelector } from '../../manifest/selector';
import type { Finding } from '../finding';
import type { ImageView } from './image-view';
import { findingOf } from './launch-context';
import type { Subject } from './subject';

interface UsedPort {
  readonly number: number;
  /** `tcp`, `udp`, `sctp`. */
  readonly protocol: string;
  /** `has port`, `is probed at port`. */
  readonly use: string;
}

/**
 * Ports that a container's pod uses and its image does not EXPOSE, where it exposes any. EXPOSE opens nothing, so that is
 * a remark: the program may listen there, or the number may be a slip.
 *
 * @see https://docs.docker.com/reference/dockerfile/#expose
 */
export function findPortRemarks(subject: Subject, view: ImageView, manifests: readonly PlacedManifest[]): Finding[] {
  const { exposedPorts } = view.config;
  if ('unknown' in exposedPorts || exposedPorts.value.length === 0) return [];
  const exposed = exposedPorts.value;
  const seen = new Set<string>();
  return [...ownPorts(subject), ...probedPorts(subject), ...servicePorts(subject, manifests)].flatMap((port) => {
    const name = `${port.number}/${port.protocol}`;
    if (seen.has(name) || exposed.some((each) => isPort(each, port))) return [];
    seen.add(name);
    return [
      findingOf(
        { subject, view },
        {
          outcome: 'pass',
          code: 'IMAGE_PORT_NOT_EXPOSED',
          what: `${subject.who} ${port.use} ${name}, which ${view.name} does not expose`,
          why: `the image exposes ${exposed.join(', ')}; EXPOSE opens nothing, so the program may listen there all the same`,
          fix: 'see whether the number is the one that the program listens on',
        },
      ),
    ];
  });
}

function ownPorts({ container }: Subject): UsedPort[] {
  return asList(container.ports).flatMap(({ containerPort, protocol }) => toPort(containerPort, protocol, 'has port'));
}

function probedPorts({ container }: Subject): UsedPort[] {
  return ['startupProbe', 'livenessProbe', 'readinessProbe'].flatMap((field) => {
    const { httpGet, tcpSocket, grpc } = asFields(container[field]);
    const port = asFields(httpGet).port ?? asFields(tcpSocket).port ?? asFields(grpc).port;
    return toPort(port, 'TCP', 'is probed at port');
  });
}

/** Numbers that Services of the same manifests send to. With several containers, sidecars included, it may be another one that listens. */
function servicePorts(subject: Subject, manifests: readonly PlacedManifest[]): UsedPort[] {
  if (subject.list !== 'containers' || asList(subject.podSpec.containers).length !== 1) return [];
  if (asList(subject.podSpec.initContainers).some(({ restartPolicy }) => restartPolicy === 'Always')) return [];
  return manifests.flatMap(({ manifest }) => {
    const { selector, ports, clusterIP } = asFields(manifest.spec);
    if (manifest.kind !== 'Service' || clusterIP === 'None' || namespaceOf(manifest) !== subject.namespace) return [];
    if (!matchesSelector(subject.labels, { matchLabels: selector } as Fields)) return [];
    const use = `is reached by ${titleOf(manifest)} at port`;
    return asList(ports).flatMap(({ port, targetPort, protocol }) => toPort(targetPort ?? port, protocol, use));
  });
}

/** None for the name of a port, which stands among the container's own. */
function toPort(value: unknown, protocol: unknown, use: string): UsedPort[] {
  const number = Number(asText(value) ?? Number.NaN);
  return Number.isInteger(number) && number > 0
    ? [{ number, protocol: (asText(protocol) ?? 'TCP').toLowerCase(), use }]
    : [];
}

/** Whether an exposed port is meant: `8080/tcp`, `8080`, `8000-8100/tcp`. */
function isPort(exposed: string, { number, protocol }: UsedPort): boolean {
  const [, first, last, kind = 'tcp'] = /^(\d+)(?:-(\d+))?(?:\/(\w+))?$/.exec(exposed) ?? [];
  const isInside = first !== undefined && number >= Number(first) && number <= Number(last ?? first);
  return isInside && kind.toLowerCase() === protocol;
}
