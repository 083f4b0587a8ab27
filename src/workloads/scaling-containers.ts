import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import type { Container } from 'kubernetes-types/core/v1';

// https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
const SUFFIXES: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The containers as cdk8s-plus' autoscaler looks at them: names, images, requests and limits. */
export function toScalingContainers(containers: readonly Container[]): kplus.Container[] {
  return containers.map(({ name, image = '', resources }) => {
    const cpu = toRange(resources, 'cpu', (amount) => kplus.Cpu.millis(Math.ceil(amount * 1000)));
    const memory = toRange(resources, 'memory', (amount) => Size.kibibytes(Math.ceil(amount / 1024)));
    return new kplus.Container({ name, image, resources: { ...(cpu && { cpu }), ...(memory && { memory }) } });
  });
}

function toRange<T>(
  resources: Container['resources'],
  resource: string,
  convert: (amount: number) => T,
): { request?: T; limit?: T } | undefined {
  const request = parseQuantity(resources?.requests?.[resource]);
  const limit = parseQuantity(resources?.limits?.[resource]);
  if (request === undefined && limit === undefined) return undefined;
  return {
    ...(request === undefined ? {} : { request: convert(request) }),
    ...(limit === undefined ? {} : { limit: convert(limit) }),
  };
}

/** A quantity as a number: `500m` is 0.5, `1Ki` is 1024; undefined when it is none. */
function parseQuantity(quantity: string | undefined): number | undefined {
  const match = /^([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)(m|n|u|k|[KMGTPE]i|[MGTPE])?$/.exec(String(quantity ?? ''));
  if (!match) return undefined;
  const amount = Number(match[1]) * (SUFFIXES[match[2] ?? ''] ?? 1);
  return Number.isFinite(amount) ? amount : undefined;
}
