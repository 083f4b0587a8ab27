import { parseId } from './parse-id';

/** A line of `/etc/group`. */
export interface GroupEntry {
  readonly name: string;
  readonly gid: number;
  /** Names of users. Those whose main group it is need not be among them. */
  readonly members: readonly string[];
}

/**
 * Reads `/etc/group`, in order. Comments and lines without a name and a number are left out.
 *
 * @see https://man7.org/linux/man-pages/man5/group.5.html
 */
export function parseGroup(text: string): GroupEntry[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', , gidText = '', members = ''] = line.trim().split(':');
    const gid = parseId(gidText);
    if (name === '' || name.startsWith('#') || gid === undefined) return [];
    return [{ name, gid, members: members.split(',').filter((member) => member !== '') }];
  });
}
