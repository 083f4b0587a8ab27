import type { Problem } from '../errors';
import { containersOf, titleOfContainer } from '../manifest/containers';
import { dnsLabelFault, portNameFault, toDnsLabel } from '../manifest/dns-name';
import { asFields, asList, asText, nameOf, namespaceOf, type PlacedManifest, titleOf } from '../manifest/manifest';
import { podTemplateOf } from '../manifest/pod-template';

// https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/cron-job-v1/: its Jobs' names add 11 characters
const MAX_CRON_JOB_NAME = 52;

const DNS_LABELS =
  'the name becomes a part of host names, so Kubernetes takes DNS labels only: lower case letters, digits and dashes';
const PORT_NAMES =
  'Kubernetes names ports as IANA names services: at most 15 lower case letters, digits and dashes, with a letter';

/** Names of workloads, Services, containers, ports and environment variables that Kubernetes refuses. */
export function findInvalidNames({ manifest, place }: PlacedManifest): Problem[] {
  const template = podTemplateOf(manifest);
  if (!template && manifest.kind !== 'Service') return [];
  const problems: Problem[] = [];
  // with generateName the API server makes the name up
  if (nameOf(manifest) !== '' || asFields(manifest.metadata).generateName === undefined) {
    problems.push(...findInvalidName(manifest.kind, nameOf(manifest), `${place}: the name of ${titleOf(manifest)}`));
  }
  if (namespaceOf(manifest) !== '') {
    problems.push(
      ...invalid(`${place}: the namespace '${namespaceOf(manifest)}'`, namespaceOf(manifest), dnsLabelFault),
    );
  }
  for (const placed of template ? containersOf(template.spec) : []) {
    const where = `${place}: ${titleOfContainer(placed)}`;
    problems.push(...invalid(`${where}: its name`, asText(placed.container.name) ?? '', dnsLabelFault));
    for (const port of asList(placed.container.ports)) {
      const name = asText(port.name);
      if (name) problems.push(...invalid(`${where}: the port name '${name}'`, name, portNameFault, PORT_NAMES));
    }
    for (const variable of asList(placed.container.env)) {
      const name = asText(variable.name) ?? '';
      // https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#environment-variables
      if (/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name)) continue;
      problems.push({
        code: 'INVALID_NAME',
        what: `${where}: '${name}' cannot be the name of an environment variable`,
        why: 'Kubernetes takes letters, digits, _ . and -, and no digit at the beginning',
        fix: 'rename it',
      });
    }
  }
  for (const port of manifest.kind === 'Service' ? asList(asFields(manifest.spec).ports) : []) {
    const name = asText(port.name);
    if (name) problems.push(...invalid(`${place}: the port name '${name}'`, name, dnsLabelFault));
  }
  return problems;
}

function findInvalidName(kind: string, name: string, where: string): Problem[] {
  if (kind === 'Service' && /^[0-9]/.test(name)) {
    return invalid(where, name, () => 'begins with a digit, which the name of a Service may not');
  }
  if (kind === 'CronJob' && name.length > MAX_CRON_JOB_NAME) {
    return invalid(
      where,
      name,
      () => `is ${name.length} characters long; at most ${MAX_CRON_JOB_NAME} are allowed for a CronJob`,
    );
  }
  return invalid(where, name, dnsLabelFault);
}

function invalid(
  where: string,
  name: string,
  fault: (name: string) => string | undefined,
  rule: string = DNS_LABELS,
): Problem[] {
  const why = fault(name);
  if (why === undefined) return [];
  const label = toDnsLabel(name);
  const better = label !== undefined && label !== name && fault(label) === undefined ? label : undefined;
  return [
    {
      code: 'INVALID_NAME',
      what: `${where} ${why}`,
      why: rule,
      fix: better === undefined ? 'give it another name' : `did you mean '${better}'?`,
    },
  ];
}
