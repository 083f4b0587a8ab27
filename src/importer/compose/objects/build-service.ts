import type { Manifest } from '../../../manifest/manifest';
import { distinctPorts } from './build-workload';
import type { ServiceDraft } from './service-draft';

/**
 * The Service by whose name others find a service: at the ports of its container. One without ports is headless: its
 * name leads straight to the pods, at any port, as in Compose.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#headless-services
 */
export function buildService(draft: ServiceDraft): Manifest {
  const ports = distinctPorts(draft.ports).map(({ containerPort, protocol }, _index, all) => ({
    // a Service of several ports names each of them
    ...(all.length > 1 ? { name: `${protocol.toLowerCase()}-${containerPort}` } : {}),
    port: containerPort,
    ...(protocol === 'TCP' ? {} : { protocol }),
  }));
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: draft.name },
    spec: {
      ...(ports.length > 0 ? {} : { clusterIP: 'None' }),
      selector: { app: draft.name },
      ...(ports.length > 0 ? { ports } : {}),
    },
  };
}
