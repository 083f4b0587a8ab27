import { findUser } from '../../image/users/find-user';
import type { ContainerUser, LaunchContext } from './launch-context';

/**
 * Whom a wrapper changes to, as far as its words and the image tell: `su-exec web`, `setpriv --reuid=1000 --regid=1000`.
 *
 * @param runsAs `USER` or `USER:GROUP`, each a name or a number; `?` for one that is not known
 * @throws ImageFault when a layer that decides cannot be read
 */
export async function findLaunchUser(
  { view, user }: Pick<LaunchContext, 'view' | 'user'>,
  runsAs: string,
): Promise<ContainerUser | undefined> {
  const [, name, group] = /^([^:?]+)(?::(\d{1,10}))?$/.exec(runsAs) ?? [];
  if (name === undefined) return undefined;
  const runAsGroup = group === undefined ? undefined : Number(group);
  const answer = await findUser({ configUser: name, runAsGroup }, view.files([]));
  if (answer.outcome !== 'known') return undefined;
  const { uid, gids } = answer;
  // root may have dropped it before
  return { uid, gids, hasOverride: uid === 0 && (user?.hasOverride ?? true), isStartedWithOverride: false };
}
