import { isSamePlatform, type Platform, printPlatform } from '../../image/platform';
import { asFields, asText, type Fields } from '../../manifest/manifest';

/**
 * Whether the pods of a workload may run on nodes of a platform, by their `nodeSelector`.
 *
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-arch
 */
export function mayRunOn(podSpec: Fields, platform: Platform): boolean {
  const selector = asFields(podSpec.nodeSelector);
  const architecture = asText(selector['kubernetes.io/arch'] ?? selector['beta.kubernetes.io/arch']);
  const os = asText(selector['kubernetes.io/os'] ?? selector['beta.kubernetes.io/os']);
  return (
    (architecture === undefined || architecture === platform.architecture) && (os === undefined || os === platform.os)
  );
}

/**
 * The first that means the same platform. Without a variant, any variant of that architecture will do; with one, also a
 * lower one, which a node of a higher one runs.
 */
export function findPlatform<T extends { readonly platform: Platform | undefined }>(
  entries: readonly T[],
  wanted: Platform,
): T | undefined {
  const same = entries.find(({ platform }) => platform && isSamePlatform(platform, wanted));
  if (same) return same;
  const kin = entries.filter(
    ({ platform }) => platform?.os === wanted.os && platform.architecture === wanted.architecture,
  );
  if (wanted.variant === undefined) return kin[0];
  const lower = kin.filter(({ platform }) => levelOf(platform) <= levelOf(wanted));
  return lower.sort((a, b) => levelOf(b.platform) - levelOf(a.platform))[0];
}

/** The number in a variant: 7 for `v7`; what is meant without a variant is the lowest that is in use. */
function levelOf(platform: Platform | undefined): number {
  return Number(/^v(\d+)/.exec(platform?.variant ?? '')?.[1] ?? 1);
}

/** `linux/amd64, linux/arm64`. */
export function printPlatforms(platforms: readonly (Platform | undefined)[]): string {
  return platforms.map((platform) => (platform ? printPlatform(platform) : 'one without a name')).join(', ');
}
