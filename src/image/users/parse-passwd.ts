import { parseId } from './parse-id';

/** A line of `/etc/passwd`. */
export interface PasswdEntry {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  /** Empty when the line has none. */
  readonly home: string;
}

/**
 * Reads `/etc/passwd`, in order. Comments and lines without a name, a user and a group by number are left out.
 *
 * @see https://man7.org/linux/man-pages/man5/passwd.5.html
 */
export function parsePasswd(text: string): PasswdEntry[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', , uidText = '', gidText = '', , home = ''] = line.trim().split(':');
    const [uid, gid] = [parseId(uidText), parseId(gidText)];
    if (name === '' || name.startsWith('#') || uid === undefined || gid === undefined) return [];
    return [{ name, uid, gid, home }];
  });
}
