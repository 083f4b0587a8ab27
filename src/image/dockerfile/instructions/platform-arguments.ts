import type { Known } from '../known';

const NAMES = new Set(
  ['PLATFORM', 'OS', 'OSVERSION', 'ARCH', 'VARIANT'].flatMap((name) => [`TARGET${name}`, `BUILD${name}`]),
);

/**
 * An argument that builders set by themselves, from the platform that they build for; undefined for any other.
 *
 * @see https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope
 */
export function findPlatformArgument(name: string): Known<string> | undefined {
  return NAMES.has(name) ? { unknown: `'${name}' is of the platform that is built for` } : undefined;
}
