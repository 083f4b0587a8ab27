import type { Launch, Wrapper } from '../launch';
import { type PrefixGrammar, prefixWrapper } from './unwrap-prefix';

/** Of its own options it knows few, and takes them only in the place of a user. */
const USER_FIRST: PrefixGrammar = {
  operands: 1,
  change: (_options, [user], launch) => asUser(user, launch),
  ends: ['-h', '-v', '--help', '--version'],
};

/**
 * Programs that become another program as another user.
 *
 * @see https://github.com/tianon/gosu
 * @see https://github.com/ncopa/su-exec
 * @see https://man7.org/linux/man-pages/man1/setpriv.1.html
 */
export const USER_WRAPPERS: ReadonlyMap<string, Wrapper> = new Map(
  Object.entries({
    gosu: USER_FIRST,
    'su-exec': USER_FIRST,
    's6-setuidgid': {
      operands: 1,
      change: (_options, [user], launch) => ({ ...asUser(user, launch), env: launch.env }),
    },
    setuidgid: {
      operands: 1,
      change: (_options, [user], launch) => ({ ...asUser(user, launch), env: launch.env }),
    },
    sudo: {
      flags: 'AbBEHknPS',
      valued: 'CDghprRtTu',
      longFlags: ['preserve-env', 'set-home', 'non-interactive', 'background', 'stdin'],
      longValued: ['user', 'group', 'chdir', 'host', 'prompt', 'chroot', 'command-timeout'],
      ends: [
        '-e',
        '-i',
        '-s',
        '-K',
        '-l',
        '-U',
        '-v',
        '-V',
        '--login',
        '--shell',
        '--list',
        '--edit',
        '--help',
        '--version',
      ],
      // it has a PATH of its own, and rules that are not looked at
      change: (options, _operands, launch) => ({
        runsAs: options.get('-u') ?? options.get('--user') ?? '0',
        isCertain: false,
        env: new Map([...launch.env, ['PATH', undefined], ['HOME', undefined]]),
        ...(['-D', '--chdir', '-R', '--chroot', '-g', '--group'].some((name) => options.has(name)) && {
          runsAs: '?',
          workingDirectory: undefined,
        }),
      }),
    },
    doas: {
      flags: 'n',
      valued: 'Cu',
      ends: ['-L', '-s'],
      change: (options, _operands, launch) => ({
        runsAs: options.get('-u') ?? '0',
        isCertain: false,
        env: new Map([...launch.env, ['PATH', undefined], ['HOME', undefined]]),
      }),
    },
    setpriv: {
      longFlags: ['clear-groups', 'init-groups', 'keep-groups', 'no-new-privs', 'nnp'],
      longValued: [
        ...['ruid', 'euid', 'reuid', 'rgid', 'egid', 'regid', 'groups', 'pdeathsig', 'securebits'],
        ...['inh-caps', 'ambient-caps', 'bounding-set', 'selinux-label', 'apparmor-profile'],
      ],
      ends: ['-d', '-h', '-V', '--dump', '--list-caps', '--help', '--version'],
      change: (options) => {
        const user = options.get('--reuid');
        const group = options.get('--regid');
        if (user !== undefined && group !== undefined) return { runsAs: `${user}:${group}` };
        const changes = ['--reuid', '--regid', '--euid', '--egid', '--ruid', '--rgid', '--groups', '--clear-groups'];
        return changes.some((name) => options.has(name)) ? { runsAs: '?' } : {};
      },
    },
    chpst: {
      flags: 'vP012',
      valued: 'uUbnlLmdopfcrt',
      ends: ['-V'],
      change: (options) => {
        const user = options.get('-u');
        return user === undefined ? {} : { runsAs: user.startsWith(':') ? user.slice(1) : user };
      },
    },
  } satisfies Record<string, PrefixGrammar>).map(([name, grammar]) => [name, prefixWrapper(grammar)]),
);

/** The other user has another home. */
function asUser(user: string | undefined, { env }: Launch): Partial<Launch> {
  return { runsAs: user ?? '?', env: new Map([...env, ['HOME', undefined]]) };
}
