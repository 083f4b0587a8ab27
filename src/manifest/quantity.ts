import { asText } from './manifest';

// https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
const QUANTITY = /^([-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+))(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][-+]?[0-9]+)?$/;

const FACTORS: ReadonlyMap<string, number> = new Map([
  ...['n', 'u', 'm'].map((suffix, index) => [suffix, 1000 ** (index - 3)] as const),
  ...['', 'k', 'M', 'G', 'T', 'P', 'E'].map((suffix, index) => [suffix, 1000 ** index] as const),
  ...['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((suffix, index) => [suffix, 1024 ** (index + 1)] as const),
]);

/** The number that a quantity like `500m` or `1Gi` stands for; undefined when it is no quantity. */
export function parseQuantity(value: unknown): number | undefined {
  const [, digits, suffix = ''] = QUANTITY.exec(asText(value) ?? '') ?? [];
  if (digits === undefined) return undefined;
  const factor = FACTORS.get(suffix);
  return factor === undefined ? Number(`${digits}${suffix}`) : Number(digits) * factor;
}
