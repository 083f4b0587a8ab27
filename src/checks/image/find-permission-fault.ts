import { findExecuteFault } from '../../image/files/can-execute';
import type { Resolution } from '../../image/files/image-files';
import type { ContainerUser } from './launch-context';

type Found = Extract<Resolution, { outcome: 'found' }>;

/** What keeps a container's user from executing a file, and what to do about it. */
export interface PermissionFault {
  readonly why: string;
  readonly fix: string;
}

/** Undefined when nothing does, or when the user is not known. */
export function findPermissionFault(
  found: Found,
  user: ContainerUser | undefined,
  { hasOverride = user?.hasOverride ?? false }: { readonly hasOverride?: boolean } = {},
): PermissionFault | undefined {
  const fault = user && findExecuteFault(found, user, { hasOverride });
  if (fault === undefined) return undefined;
  const fix =
    fault.path === found.path
      ? `set its permissions where the image is built: COPY --chmod=755, or RUN chmod a+x ${found.path}`
      : `put it into a folder that every user may enter, as /usr/local/bin is, or RUN chmod a+x ${fault.path}`;
  return { why: fault.why, fix };
}
