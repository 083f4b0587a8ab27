import { ApiObject, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { ServicePort, ServiceSpec } from 'kubernetes-types/core/v1';
import { didYouMean } from '../did-you-mean';
import { UserError } from '../errors';
import { claimId, placeOf } from './construct-place';

/** Kubernetes' own fields of a Service. */
export interface ServiceFields extends Omit<ServiceSpec, 'selector'> {
  /** The labels of the pods it is in front of. Default: the labels that the workload selects its pods by. */
  readonly selector?: { readonly [key: string]: string };
  /** `metadata.name`. Default: the name of the workload. */
  readonly name?: string;
  /** Labels of the Service, beside those of the release. */
  readonly labels?: { readonly [key: string]: string };
  /** Annotations of the Service. Default: none. */
  readonly annotations?: { readonly [key: string]: string };
}

/** A Service of a workload: what was written, and the labels it selects. */
interface ServiceParts extends ServiceFields {
  readonly name: string;
  /** Default: the namespace of the release. */
  readonly namespace: string | undefined;
  readonly ports: ServicePort[];
  readonly selector: { readonly [key: string]: string };
}

/**
 * A Service of a workload: a cdk8s-plus Service that has exactly the fields that were written,
 * and whose `name` and `port` go into the `env` of those who call it.
 */
export class WorkloadService extends kplus.Service {
  constructor(workload: Construct, parts: ServiceParts) {
    const { name, type, ports, selector } = parts;
    super(workload, claimId(workload, 'service', name), {
      ...(type === undefined ? {} : { type: type as kplus.ServiceType }),
      ports: ports.map(toPlusPort),
    });
    for (const [key, value] of Object.entries(selector)) this.selectLabel(key, value);
    // cdk8s-plus' own object drops every field it does not know, and adds some; this one is what was written
    this.node.tryRemoveChild('Resource');
    const apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name,
        ...(parts.namespace === undefined ? {} : { namespace: parts.namespace }),
        labels: { ...parts.labels },
        annotations: { ...parts.annotations },
      },
      spec: Lazy.any({ produce: () => this.toSpec(parts) }),
    });
    Object.assign(this, { apiObject });
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
      what: `${placeOf(this)}: service '${this.name}' has no port named '${name}'`,
      why: names.length === 0 ? 'its ports have no names' : `its ports are named: ${names.join(', ')}`,
      fix: guess ? `did you mean '${guess}'?` : 'name the port in ports',
    });
  }

  /** What was written, with what `bind` and `selectLabel` added since. */
  private toSpec({
    name: _name,
    namespace: _namespace,
    labels: _labels,
    annotations: _annotations,
    ...spec
  }: ServiceParts): ServiceSpec {
    const added = this.ports.slice(spec.ports.length).map(({ targetPort, ...port }) => ({
      ...port,
      ...(targetPort === undefined ? {} : { targetPort }),
    }));
    const ports = [...spec.ports, ...added];
    // cdk8s-plus refuses a Service without ports, which a headless one may be
    return { ...spec, ports, selector: ports.length === 0 ? { ...spec.selector } : { ...this._toKube().selector } };
  }
}

function toPlusPort({ name, port, targetPort, nodePort, protocol }: ServicePort): kplus.ServicePort {
  return {
    port,
    ...(name === undefined ? {} : { name }),
    ...(typeof targetPort === 'number' ? { targetPort } : {}),
    ...(nodePort === undefined ? {} : { nodePort }),
    ...(protocol === undefined ? {} : { protocol: protocol as kplus.Protocol }),
  };
}
