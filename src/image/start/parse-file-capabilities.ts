/** What a file asks for when it is started. */
export interface FileCapabilities {
  /** Without `CAP_`, in the order of their numbers: `NET_BIND_SERVICE`; `CAP_63` for one that has no name here. */
  readonly permitted: readonly string[];
  /** Whether the kernel starts it with all of them or not at all. */
  readonly isEffective: boolean;
}

/** By their numbers. */
const NAMES = (
  'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE ' +
  'NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN ' +
  'SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE ' +
  'MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE'
).split(' ');
/** Bytes of the whole by its revision, and how many words of 32 bits its masks have. */
const REVISIONS: ReadonlyMap<number, readonly [bytes: number, words: number]> = new Map([
  [1, [12, 1]],
  [2, [20, 2]],
]);

/**
 * Reads the extended attribute `security.capability`; undefined for what the kernel does not take, and for one that is
 * only meant for a user namespace (revision 3).
 *
 * @param hex its bytes
 * @see https://github.com/torvalds/linux/blob/v6.6/include/uapi/linux/capability.h
 */
export function parseFileCapabilities(hex: string): FileCapabilities | undefined {
  const bytes = Buffer.from(hex, 'hex');
  if (bytes.length < 4) return undefined;
  const magic = bytes.readUInt32LE(0);
  const [length, words = 0] = REVISIONS.get(magic >>> 24) ?? [];
  if (bytes.length !== length) return undefined;
  const permitted: string[] = [];
  for (let bit = 0; bit < words * 32; bit += 1) {
    const mask = bytes.readUInt32LE(4 + 8 * Math.floor(bit / 32));
    // the kernel leaves out those that it does not know
    const name = NAMES[bit];
    if (((mask >>> (bit % 32)) & 1) === 1 && name !== undefined) permitted.push(name);
  }
  return { permitted, isEffective: (magic & 1) === 1 };
}
