import type { Problem } from '../errors';
import { containersOf, titleOfContainer } from '../manifest/containers';
import {
  asList,
  asText,
  type Fields,
  nameOf,
  namespaceOf,
  type PlacedManifest,
  printValue,
  titleOf,
} from '../manifest/manifest';
import { podTemplateOf } from '../manifest/pod-template';

/** Objects of the same kind, namespace and name: the later one would overwrite the earlier one when they are applied. */
export function findDuplicateObjects(manifests: readonly PlacedManifest[]): Problem[] {
  const firsts = new Map<string, PlacedManifest>();
  return manifests.flatMap((placed): Problem[] => {
    const { manifest, place } = placed;
    if (nameOf(manifest) === '') return [];
    const group = manifest.apiVersion.includes('/') ? manifest.apiVersion.split('/')[0] : '';
    const identity = JSON.stringify([group, manifest.kind, namespaceOf(manifest), nameOf(manifest)]);
    const first = firsts.get(identity);
    if (!first) {
      firsts.set(identity, placed);
      return [];
    }
    return [
      {
        code: 'DUPLICATE_OBJECT',
        what: `${place}: ${titleOf(manifest)} is declared a second time`,
        why: `${first.place} has the same kind, namespace and name, so that one of the two would overwrite the other`,
        fix: 'give one of them another name, or delete it',
      },
    ];
  });
}

/**
 * Container, port and environment variable names that stand twice in one pod.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container
 */
export function findDuplicateNames({ manifest, place }: PlacedManifest): Problem[] {
  const template = podTemplateOf(manifest);
  if (!template) return [];
  const containers = containersOf(template.spec);
  const problems: Problem[] = [];
  for (const name of repeated(containers.map(({ container }) => asText(container.name)))) {
    problems.push({
      code: 'DUPLICATE_CONTAINER',
      what: `${place}: two containers are named '${name}'`,
      why: 'a name stands for one container among all containers and init containers of a pod',
      fix: 'rename one of them (containerName is the name of the main container)',
    });
  }
  for (const placed of containers) {
    const where = `${place}: ${titleOfContainer(placed)}`;
    const ports = asList(placed.container.ports);
    for (const name of repeated(ports.map((port) => asText(port.name)))) {
      problems.push({
        code: 'DUPLICATE_PORT',
        what: `${where} has two ports named '${name}'`,
        why: 'a Service that names this port would reach only one of them',
        fix: 'rename one of them',
      });
    }
    // two names for one number are an alias
    for (const number of repeated(ports.filter((port) => !asText(port.name)).map(printPort))) {
      problems.push({
        code: 'DUPLICATE_PORT',
        what: `${where} has the port ${number} twice`,
        why: 'a container listens on a port once',
        fix: 'delete one of them, or give one another protocol',
      });
    }
    for (const name of repeated(asList(placed.container.env).map((variable) => asText(variable.name)))) {
      problems.push({
        code: 'DUPLICATE_ENV',
        what: `${where} has the environment variable ${name} twice`,
        why: 'the program sees the last one only, and kubectl apply loses one of them when either changes',
        fix: 'delete one of them',
      });
    }
  }
  return problems;
}

function printPort({ containerPort, protocol, hostPort, hostIP }: Fields): string {
  const host = hostPort || hostIP ? ` on ${[hostIP, hostPort].filter(Boolean).map(printValue).join(':')}` : '';
  return `${printValue(containerPort)}/${printValue(protocol ?? 'TCP')}${host}`;
}

function repeated(names: readonly (string | undefined)[]): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const name of names) {
    if (!name) continue;
    (seen.has(name) ? twice : seen).add(name);
  }
  return [...twice];
}
