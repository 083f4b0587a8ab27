import { asFields, asList, nameOf, namespaceOf } from '../../manifest/manifest';
import type { ImportedObject } from '../imported-object';
import { pointer } from '../pointer';

/** A value of an environment variable that names a Service, in its parts. */
export interface ServiceReference {
  /** Of the value, in the object that has it. */
  readonly at: string;
  readonly service: ImportedObject;
  /** Text, and what stands in it for the Service's name and one of its ports, by number. */
  readonly parts: readonly (string | { readonly of: 'name' } | { readonly port: number })[];
  /** Whether the whole value is the number of a port. */
  readonly isPort: boolean;
}

/** Words in the name of a variable that holds a bare host name. */
const HOST_WORD =
  /(?:^|_)(?:HOST|HOSTNAME|NAME|ADDR|ADDRESS|SERVER|SERVICE|ENDPOINT|URL|URI|UPSTREAM|BACKEND|TARGET)$/i;
const PORT_WORD = /_?PORT$/i;
/** A scheme and credentials, a host, its port, and what follows. */
const LOCATION =
  /^((?:[a-z][a-z\d+.-]*:\/\/)?(?:[^@/\s]*@)?)([a-z\d](?:[-a-z\d.]*[a-z\d])?)(?::(\d{1,5}))?((?:[/?][ -~]*)?)$/;

interface Variable {
  readonly at: string;
  readonly name: string;
  readonly value: string;
}

/**
 * The environment variables of a workload that name Services of the same import: `web`, `web:8080`,
 * `http://web.shop.svc:8080/path`; and `X_PORT` beside an `X_HOST` that does. A bare name counts only where the
 * variable's name says that it is a host.
 *
 * @param services that can be named in code
 */
export function findServiceReferences(workload: ImportedObject, services: ServiceNames): ServiceReference[] {
  return listEnvironments(workload.manifest, '').flatMap((variables) => {
    const hosts = variables.flatMap((variable) => findHost(workload, variable, services) ?? []);
    return [...hosts, ...variables.flatMap((variable) => findPort(variable, hosts, variables) ?? [])];
  });
}

/** The variables of each container. */
function listEnvironments(value: unknown, at: string): Variable[][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => listEnvironments(item, pointer(at, index)));
  return Object.entries(asFields(value)).flatMap(([key, child]) => {
    if (key !== 'env') return listEnvironments(child, pointer(at, key));
    const variables = asList(child).flatMap(({ name, value: text }, index) =>
      typeof name === 'string' && typeof text === 'string'
        ? [{ at: pointer(at, 'env', index, 'value'), name, value: text }]
        : [],
    );
    return [variables];
  });
}

function findHost(
  workload: ImportedObject,
  { at, name, value }: Variable,
  services: ServiceNames,
): ServiceReference | undefined {
  const match = LOCATION.exec(value);
  if (!match) return undefined;
  const [, before = '', host = '', port, after = ''] = match;
  const service = services.find(host, workload);
  if (!service) return undefined;
  if (before === '' && port === undefined && !HOST_WORD.test(name)) return undefined;
  if (port !== undefined && !hasPort(service, Number(port))) return undefined;
  const parts = [
    before,
    { of: 'name' as const },
    host.slice(nameOf(service.manifest).length),
    ...(port === undefined ? [] : [':', { port: Number(port) }]),
    after,
  ].filter((part) => part !== '');
  return { at, service, parts, isPort: false };
}

/** Services by their name. */
export class ServiceNames {
  private readonly byName = new Map<string, { readonly service: ImportedObject; readonly order: number }[]>();

  constructor(services: Iterable<ImportedObject>) {
    let order = 0;
    for (const service of services) {
      const name = nameOf(service.manifest);
      const same = this.byName.get(name) ?? [];
      same.push({ service, order: order++ });
      this.byName.set(name, same);
    }
  }

  /** The first Service that a host name stands for where this workload runs. */
  find(host: string, workload: ImportedObject): ImportedObject | undefined {
    const steps = host.split('.');
    return steps
      .flatMap((_, index) => this.byName.get(steps.slice(0, index + 1).join('.')) ?? [])
      .sort((a, b) => a.order - b.order)
      .find(({ service }) => isNamed(service, host, workload))?.service;
  }
}

/** A Service by its name, or by its name and namespace, as the cluster's DNS has it. */
function isNamed({ manifest }: ImportedObject, host: string, workload: ImportedObject): boolean {
  const name = nameOf(manifest);
  const namespace = namespaceOf(manifest);
  if (host === name) return namespace === namespaceOf(workload.manifest);
  if (namespace === '' || !host.startsWith(`${name}.${namespace}`)) return false;
  return ['', '.svc', '.svc.cluster.local'].includes(host.slice(`${name}.${namespace}`.length));
}

/** `RENDER_PORT` beside a `RENDER_HOST` that is one bare name. */
function findPort(
  { at, name, value }: Variable,
  hosts: readonly ServiceReference[],
  variables: readonly Variable[],
): ServiceReference | undefined {
  if (!PORT_WORD.test(name) || !/^[1-9]\d{0,4}$/.test(value)) return undefined;
  const stem = name.replace(PORT_WORD, '');
  const host = hosts.find((reference) => {
    const variable = variables.find((each) => each.at === reference.at);
    return isName(reference.parts[0]) && variable?.name.replace(HOST_WORD, '') === stem;
  });
  if (!host || !hasPort(host.service, Number(value))) return undefined;
  return { at, service: host.service, parts: [{ port: Number(value) }], isPort: true };
}

function hasPort({ manifest }: ImportedObject, port: number): boolean {
  return asList(asFields(manifest.spec).ports).some((each) => each.port === port);
}

function isName(part: ServiceReference['parts'][number] | undefined): boolean {
  return typeof part === 'object' && 'of' in part;
}
