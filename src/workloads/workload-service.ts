import { JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { ServicePort, ServiceSpec } from 'kubernetes-types/core/v1';
import { didYouMean } from '../did-you-mean';
import { UserError } from '../errors';

/** Kubernetes' own fields of a Service, without the selector, which the workload knows. */
export interface ServiceFields extends Omit<ServiceSpec, 'selector'> {
  /** `metadata.name`. Default: the name of the workload. */
  readonly name?: string;
  /** Labels of the Service, beside those of the release. */
  readonly labels?: { readonly [key: string]: string };
  /** Annotations of the Service. Default: none. */
  readonly annotations?: { readonly [key: string]: string };
}

/** The fields of a Service and of its ports that cdk8s-plus writes itself; all others are put in as they are. */
const PLUS_FIELDS = new Set(['type', 'clusterIP', 'externalIPs', 'loadBalancerSourceRanges', 'ports']);
const PLUS_PORT_FIELDS = new Set(['name', 'port', 'nodePort', 'protocol']);

/**
 * A Service of a workload: a cdk8s-plus Service that has exactly the fields that were written,
 * and whose `name` and `port` go into the `env` of those who call it.
 */
export class WorkloadService extends kplus.Service {
  constructor(
    workload: Construct & kplus.IPodSelector,
    fields: ServiceFields & { name: string; ports: ServicePort[] },
  ) {
    const { name, labels, annotations, type, clusterIP, externalIPs, loadBalancerSourceRanges, ports } = fields;
    super(workload, freeId(workload, name), {
      metadata: { name, labels: { ...labels }, annotations: { ...annotations } },
      selector: workload,
      ...(type === undefined ? {} : { type: type as kplus.ServiceType }),
      ...(clusterIP === undefined ? {} : { clusterIP }),
      ...(externalIPs === undefined ? {} : { externalIPs }),
      ...(loadBalancerSourceRanges === undefined ? {} : { loadBalancerSourceRanges }),
      ports: ports.map(({ name: port, port: number, nodePort, protocol }) => ({
        port: number,
        ...(port === undefined ? {} : { name: port }),
        ...(nodePort === undefined ? {} : { nodePort }),
        ...(protocol === undefined ? {} : { protocol: protocol as kplus.Protocol }),
      })),
    });
    if (ports.length > 0) this.writeAsGiven(fields);
  }

  /**
   * The number of the port of this name.
   *
   * @throws UserError SERVICE_PORT_UNKNOWN
   */
  portNamed(name: string): number {
    const found = this.ports.find((port) => port.name === name);
    if (found) return found.port;
    const names = this.ports.flatMap((port) => port.name ?? []);
    const guess = didYouMean(name, names);
    throw new UserError({
      code: 'SERVICE_PORT_UNKNOWN',
      what: `${this.node.path}: service '${this.name}' has no port named '${name}'`,
      why: names.length === 0 ? 'its ports have no names' : `its ports are named: ${names.join(', ')}`,
      fix: guess ? `did you mean '${guess}'?` : 'name the port in ports',
    });
  }

  /** Puts in the fields that cdk8s-plus does not know and takes out those that nobody wrote. */
  private writeAsGiven({
    name: _name,
    labels: _labels,
    annotations: _annotations,
    ...spec
  }: ServiceFields & { ports: ServicePort[] }): void {
    if (spec.externalIPs === undefined) this.apiObject.addJsonPatch(JsonPatch.remove('/spec/externalIPs'));
    if (spec.type === undefined) this.apiObject.addJsonPatch(JsonPatch.remove('/spec/type'));
    for (const [field, value] of Object.entries(spec)) {
      if (value !== undefined && !PLUS_FIELDS.has(field))
        this.apiObject.addJsonPatch(JsonPatch.add(`/spec/${field}`, value));
    }
    spec.ports.forEach((port, index) => {
      for (const [field, value] of Object.entries(port)) {
        if (value === undefined || PLUS_PORT_FIELDS.has(field)) continue;
        this.apiObject.addJsonPatch(JsonPatch.add(`/spec/ports/${index}/${field}`, value));
      }
    });
  }
}

/** The name itself, or a number behind it: a Service that is declared twice is told at synth, with all other problems. */
function freeId(scope: Construct, name: string): string {
  let id = name;
  for (let count = 2; scope.node.tryFindChild(id); count++) id = `${name}-${count}`;
  return id;
}
