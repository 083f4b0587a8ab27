import { isLoopback } from './loopback';

/**
 * Where a server sends us, if we may go there; undefined when not.
 *
 * HTTPS is always allowed. Plain HTTP is allowed on this machine only, and only to one who is there already:
 * a registry elsewhere has no business with our local ports. User names in an address are never followed.
 *
 * @param location absolute, or relative to `from`
 */
export function findAllowedTarget(location: string, from: URL): URL | undefined {
  if (!URL.canParse(location, from.href)) return undefined;
  const target = new URL(location, from);
  if (target.username !== '' || target.password !== '') return undefined;
  if (target.protocol === 'https:') return target;
  const isLocal = target.protocol === 'http:' && isLoopback(target.hostname);
  return isLocal && from.protocol === 'http:' ? target : undefined;
}
