import type { ImageFiles } from '../files/image-files';
import { parseGroup } from './parse-group';
import { MAX_ID } from './parse-id';
import { type PasswdEntry, parsePasswd } from './parse-passwd';
import { readTextFile } from './read-text-file';

/** What image and pod say of the user; the container's own settings stand in for those of the pod. */
export interface UserQuestion {
  /** `USER` of the image: `nobody`, `1000:1000`; empty for root. */
  readonly configUser: string;
  readonly runAsUser?: number | undefined;
  readonly runAsGroup?: number | undefined;
  readonly supplementalGroups?: readonly number[] | undefined;
  readonly fsGroup?: number | undefined;
  /** `Strict` leaves out the groups of `/etc/group`. `Merge` when not given. */
  readonly supplementalGroupsPolicy?: 'Merge' | 'Strict' | undefined;
}

export type UserAnswer =
  | {
      readonly outcome: 'known';
      readonly uid: number;
      /** The main one first, each once. */
      readonly gids: readonly number[];
      /** Who named the user. */
      readonly source: 'image' | 'pod';
    }
  /** The container cannot be created. */
  | { readonly outcome: 'fail'; readonly why: string }
  | { readonly outcome: 'unknown'; readonly why: string };

/**
 * As which user and groups a container runs, as kubelet and containerd settle it.
 *
 * Kubernetes takes the user of an image without its group: with `USER 1000:1000` the main group is that of user 1000 in
 * `/etc/passwd`, or 0.
 *
 * @param files of the image without volumes: users are looked up before anything is mounted
 * @throws ImageFault when a layer that has to be looked at cannot be read
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 * @see https://github.com/containerd/containerd/issues/11607
 */
export async function findUser(question: UserQuestion, files: ImageFiles): Promise<UserAnswer> {
  const { configUser, runAsUser, runAsGroup, fsGroup, supplementalGroups = [], supplementalGroupsPolicy } = question;
  const fault = findNumberFault(question);
  if (fault !== undefined) return { outcome: 'fail', why: fault };
  const source = runAsUser === undefined ? 'image' : 'pod';
  const named = runAsUser === undefined ? parseConfigUser(configUser) : { uid: runAsUser };
  if ('fault' in named) return { outcome: 'fail', why: named.fault };

  const isMerged = supplementalGroupsPolicy !== 'Strict';
  let entry: PasswdEntry | undefined;
  if ('name' in named || runAsGroup === undefined || isMerged) {
    const passwd = await readTextFile(files, '/etc/passwd');
    if (passwd.outcome === 'unknown') return passwd;
    const entries = parsePasswd(passwd.text);
    entry = entries.find(({ name, uid }) => ('name' in named ? name === named.name : uid === named.uid));
    if ('name' in named && entry === undefined) {
      const why = passwd.isThere ? 'is not in its /etc/passwd' : 'cannot be looked up: it has no /etc/passwd';
      return { outcome: 'fail', why: `the image runs as user '${named.name}', who ${why}` };
    }
  }
  const tooBig = [entry?.uid, entry?.gid].find((id) => id !== undefined && id > MAX_ID);
  if (entry !== undefined && tooBig !== undefined) {
    return { outcome: 'fail', why: `/etc/passwd gives user '${entry.name}' the number ${tooBig}, more than ${MAX_ID}` };
  }
  const uid = 'name' in named ? entry?.uid : named.uid;
  if (uid === undefined) throw new RangeError('a user is known by name or by number');
  const gids = [runAsGroup ?? entry?.gid ?? 0];
  if (isMerged && entry !== undefined) {
    const group = await readTextFile(files, '/etc/group');
    if (group.outcome === 'unknown') return group;
    gids.push(...findGroupsOf('name' in named ? named.name : entry.name, group.text));
  }
  if (fsGroup !== undefined) gids.push(fsGroup);
  gids.push(...supplementalGroups);
  return { outcome: 'known', uid, gids: [...new Set(gids)], source };
}

/** What kubelet takes of `USER`: a number, or else a name. */
function parseConfigUser(configUser: string): { uid: number } | { name: string } | { fault: string } {
  const [user = ''] = configUser.split(':');
  if (user === '') return { uid: 0 };
  if (!/^[+-]?[0-9]+$/.test(user)) return { name: user };
  const uid = Number(user) || 0;
  if (uid >= 0 && uid <= MAX_ID) return { uid };
  return { fault: `the image runs as user ${user}, which is not between 0 and ${MAX_ID}` };
}

// a group with the user's own name is the main one by custom, and containerd leaves it out
function findGroupsOf(user: string, groupText: string): number[] {
  return parseGroup(groupText)
    .filter(({ name, members }) => name !== user && members.includes(user))
    .map(({ gid }) => gid);
}

function findNumberFault(question: UserQuestion): string | undefined {
  const { runAsUser, runAsGroup, fsGroup, supplementalGroups = [] } = question;
  const numbers: readonly (readonly [string, number | undefined])[] = [
    ['runAsUser', runAsUser],
    ['runAsGroup', runAsGroup],
    ['fsGroup', fsGroup],
    ...supplementalGroups.map((gid) => ['supplementalGroups', gid] as const),
  ];
  const wrong = numbers.find(([, id]) => id !== undefined && !(Number.isInteger(id) && id >= 0 && id <= MAX_ID));
  return wrong && `${wrong[0]} ${wrong[1]} is not a whole number between 0 and ${MAX_ID}`;
}
