import { asFields, type Fields } from '../../manifest/manifest';

/**
 * Whether a capability that runtimes give by default is left to a container: `ALL` counts first, then what is added by
 * its name, then what is dropped by its name.
 *
 * @param name without `CAP_`
 * @see https://github.com/containerd/containerd/blob/v2.0.0/internal/cri/opts/spec_linux_opts.go (WithCapabilities)
 */
export function hasCapability(securityContext: Fields, name: string): boolean {
  if (securityContext.privileged === true) return true;
  const { added, dropped } = changesOf(securityContext);
  if (dropped.includes(name)) return false;
  return added.includes(name) || !dropped.includes('ALL');
}

/** Whether one of these capabilities is asked for, so that a runtime may hand it on to programs of other users than root. */
export function mayKeep(container: Fields, names: readonly string[]): boolean {
  const securityContext = asFields(container.securityContext);
  const { added } = changesOf(securityContext);
  return securityContext.privileged === true || ['ALL', ...names].some((name) => added.includes(name));
}

/** What runtimes give by default: all that containerd gives. CRI-O gives fewer. */
const DEFAULTS: ReadonlySet<string> = new Set(
  (
    'CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL ' +
    'AUDIT_WRITE'
  ).split(' '),
);

/** Whether a container may use a capability at all: `no` where it is dropped, `unknown` where only the runtime knows. */
export function findBound(securityContext: Fields, name: string): 'yes' | 'no' | 'unknown' {
  if (securityContext.privileged === true) return 'yes';
  const { added, dropped } = changesOf(securityContext);
  if (dropped.includes(name)) return 'no';
  if (added.includes(name) || (added.includes('ALL') && !dropped.includes('ALL'))) return 'yes';
  // which of the two lists counts then, runtimes differ in
  if (dropped.includes('ALL')) return added.includes('ALL') ? 'unknown' : 'no';
  return DEFAULTS.has(name) ? 'yes' : 'unknown';
}

function changesOf({ capabilities }: Fields): {
  readonly added: readonly string[];
  readonly dropped: readonly string[];
} {
  const { add, drop } = asFields(capabilities);
  const names = (list: unknown) =>
    (Array.isArray(list) ? list : []).map((name) => String(name).toUpperCase().replace(/^CAP_/, ''));
  return { added: names(add), dropped: names(drop) };
}
