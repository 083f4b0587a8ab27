import { didYouMean } from '../did-you-mean';
import type { Problem } from '../errors';
import { containersOf, type PlacedContainer } from '../manifest/containers';
import {
  asFields,
  asList,
  asText,
  type Fields,
  namespaceOf,
  type PlacedManifest,
  printValue,
  titleOf,
} from '../manifest/manifest';
import type { WorkloadIndex } from './workload-index';

/** A Service, and whether a target port that is a number has to be declared by a container. */
export interface PlacedService extends PlacedManifest {
  /**
   * Kubernetes forwards to any number, declared or not; a Service that was built from a workload is known to mean
   * one of its ports, unless it is headless and forwards nothing. A name has to be declared in any case.
   */
  readonly numbersToo: boolean;
}

/**
 * Service ports that no container of the selected workloads has, and ports without the names that a Service of
 * several ports needs. A Service that selects none of the workloads is not looked at.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services
 */
export function findServicePortProblems(service: PlacedService, workloads: WorkloadIndex): Problem[] {
  const { manifest, place } = service;
  const spec = asFields(manifest.spec);
  const ports = asList(spec.ports);
  return [
    ...findPortNameProblems(ports),
    ...findUnknownPorts(ports, selectedContainers(service, workloads), service.numbersToo && spec.clusterIP !== 'None'),
  ].map((problem) => ({
    code: 'SERVICE_PORT',
    what: `${place}: ${titleOf(manifest)} ${problem.what}`,
    why: problem.why,
    fix: problem.fix,
  }));
}

type PortProblem = Pick<Problem, 'what' | 'why' | 'fix'>;

function findPortNameProblems(ports: readonly Fields[]): PortProblem[] {
  if (ports.length < 2) return [];
  const problems: PortProblem[] = [];
  const unnamed = ports.filter((port) => !asText(port.name));
  if (unnamed.length > 0) {
    problems.push({
      what: `has ${ports.length} ports, and ${unnamed.map((port) => printValue(port.port)).join(', ')} without a name`,
      why: 'Kubernetes asks for names as soon as a Service has more than one port',
      fix: 'give each port a name',
    });
  }
  const seen = new Set<string>();
  for (const port of ports) {
    const name = asText(port.name);
    const number = `${printValue(port.port)}/${protocolOf(port)}`;
    for (const [what, key] of [
      [`has two ports named '${name}'`, name ? `name ${name}` : undefined],
      [`has the port ${number} twice`, `port ${number}`],
    ] as const) {
      if (key === undefined) continue;
      if (seen.has(key))
        problems.push({
          what,
          why: 'a name and a number with its protocol stand for one port',
          fix: 'delete or change one of them',
        });
      seen.add(key);
    }
  }
  return problems;
}

function findUnknownPorts(
  ports: readonly Fields[],
  containers: readonly Fields[] | undefined,
  numbersToo: boolean,
): PortProblem[] {
  if (!containers) return [];
  const declared = containers.flatMap((container) => asList(container.ports));
  return ports.flatMap((port): PortProblem[] => {
    // 0 and an empty text are no target port either
    const target = port.targetPort || port.port;
    const protocol = protocolOf(port);
    const namesakes = declared.filter((own) => own.name === target || own.containerPort === target);
    const isDeclared = namesakes.some((own) => protocolOf(own) === protocol);
    // a port need not be declared to be open, and these containers declare none
    const mayBeOpen = typeof target === 'number' && (!numbersToo || declared.length === 0);
    if (isDeclared || mayBeOpen) return [];
    return [
      {
        what: `sends port ${printValue(port.port)}/${protocol} to ${typeof target === 'string' ? `the port '${target}'` : printValue(target)}, which no container has`,
        why:
          declared.length === 0
            ? 'its containers declare no ports'
            : `its containers have: ${declared.map(printPort).join(', ')}`,
        fix: namesakes[0]
          ? `give both ports the same protocol: the container's is ${protocolOf(namesakes[0])}`
          : fixUnknownPort(target, protocol, declared),
      },
    ];
  });
}

function fixUnknownPort(target: unknown, protocol: string, declared: readonly Fields[]): string {
  if (typeof target === 'number') {
    const fields = `containerPort: ${target}${protocol === 'TCP' ? '' : `, protocol: '${protocol}'`}`;
    return `set targetPort to one of them, or add { ${fields} } to the container's ports`;
  }
  const name = printValue(target);
  if (/^\d+$/.test(name)) return `write ${name} without quotes, since a name has a letter`;
  const names = declared.flatMap((own) => asText(own.name) ?? []);
  const guess = didYouMean(name, names);
  return guess
    ? `did you mean '${guess}'?`
    : `set targetPort to one of them, or add a port named '${name}' to the container's ports`;
}

/** The containers behind a Service; undefined when it selects none of these workloads. */
function selectedContainers({ manifest }: PlacedManifest, workloads: WorkloadIndex): Fields[] | undefined {
  const spec = asFields(manifest.spec);
  // it is an alias of a host name, whatever its selector is
  if (spec.type === 'ExternalName') return undefined;
  const templates = workloads.selectedBy(namespaceOf(manifest), asFields(spec.selector));
  if (templates.length === 0) return undefined;
  return templates
    .flatMap((template) => containersOf(template.spec).filter(isServing))
    .map(({ container }) => container);
}

/** Whether it runs as long as the pod does: an init container only as a sidecar. */
function isServing({ list, container }: PlacedContainer): boolean {
  return list === 'containers' || (list === 'initContainers' && container.restartPolicy === 'Always');
}

function printPort(port: Fields): string {
  return `${printValue(port.containerPort)}/${protocolOf(port)}${port.name ? ` (${printValue(port.name)})` : ''}`;
}

function protocolOf({ protocol }: Fields): string {
  return asText(protocol) ?? 'TCP';
}
