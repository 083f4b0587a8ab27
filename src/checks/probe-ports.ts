import { didYouMean } from '../did-you-mean';
import type { Problem } from '../errors';
import { containersOf, titleOfContainer } from '../manifest/containers';
import { asFields, asList, asText, type Fields, type PlacedManifest } from '../manifest/manifest';
import { podTemplateOf } from '../manifest/pod-template';

/** Where a container names a port of its own, beside `ports`. */
const HANDLERS: readonly (readonly string[])[] = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
];

/**
 * Probes and lifecycle hooks that name a port which their container does not have: they could only fail.
 * A number may be any port.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port
 */
export function findProbePortProblems({ manifest, place }: PlacedManifest): Problem[] {
  const template = podTemplateOf(manifest);
  if (!template) return [];
  return containersOf(template.spec).flatMap((placed) => {
    const names = asList(placed.container.ports).flatMap((port) => asText(port.name) ?? []);
    return HANDLERS.flatMap((path): Problem[] => {
      const port = namedPort(path.reduce((fields: Fields, field) => asFields(fields[field]), placed.container));
      if (port === undefined || names.includes(port)) return [];
      const guess = didYouMean(port, names);
      return [
        {
          code: 'PROBE_PORT',
          what: `${place}: ${titleOfContainer(placed)} asks for its port '${port}' in ${path.join('.')}, and has no such port`,
          why: names.length === 0 ? 'none of its ports has a name' : `its ports are named: ${names.join(', ')}`,
          fix: guess ? `did you mean '${guess}'?` : `name a port '${port}', or write the number`,
        },
      ];
    });
  });
}

function namedPort(handler: Fields): string | undefined {
  const port = asFields(handler.httpGet).port ?? asFields(handler.tcpSocket).port;
  // digits in quotes are a number to Kubernetes too
  return typeof port === 'string' && !/^\d+$/.test(port) ? port : undefined;
}
