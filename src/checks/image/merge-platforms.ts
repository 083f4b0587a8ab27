import type { Finding } from '../finding';

/**
 * The findings of several platforms as one list, in the order in which they first came: what is the same on all of them
 * stands there once and names no platform.
 *
 * @param byPlatform findings by the platform's name: `linux/amd64`
 */
export function mergePlatforms(byPlatform: ReadonlyMap<string, readonly Finding[]>): Finding[] {
  const merged = new Map<string, { finding: Finding; platforms: string[] }>();
  for (const [platform, findings] of byPlatform) {
    for (const finding of findings) {
      const { place, workload, container, image, outcome, code, what, why, fix } = finding;
      const key = JSON.stringify([place, workload, container, image, outcome, code, what, why, fix]);
      const known = merged.get(key);
      if (known === undefined) merged.set(key, { finding, platforms: [platform] });
      else if (!known.platforms.includes(platform)) known.platforms.push(platform);
    }
  }
  return [...merged.values()].map(({ finding, platforms }) =>
    platforms.length === byPlatform.size ? finding : { ...finding, platforms },
  );
}
