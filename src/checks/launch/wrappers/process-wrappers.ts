import type { Wrapper } from '../launch';
import { type PrefixGrammar, prefixWrapper } from './unwrap-prefix';

const ENDS = ['--help', '--version'];

/**
 * Programs that set something about a process and then become another program, or start it and wait: as coreutils,
 * util-linux and busybox have them.
 *
 * @see https://www.gnu.org/software/coreutils/manual/html_node/Modified-command-invocation.html
 */
export const PROCESS_WRAPPERS: ReadonlyMap<string, Wrapper> = new Map(
  Object.entries({
    nice: { valued: 'n', longValued: ['adjustment'], pattern: /^-\d+$/, ends: ENDS },
    nohup: { ends: ENDS },
    stdbuf: { valued: 'ioe', longValued: ['input', 'output', 'error'], ends: ENDS },
    timeout: {
      flags: 'vfp',
      valued: 'sk',
      longFlags: ['verbose', 'foreground', 'preserve-status'],
      longValued: ['signal', 'kill-after'],
      operands: 1,
      ends: ENDS,
    },
    time: {
      flags: 'pvaq',
      valued: 'fo',
      longFlags: ['portability', 'verbose', 'append', 'quiet'],
      longValued: ['format', 'output'],
      ends: ['-h', '-V', ...ENDS],
    },
    setsid: {
      flags: 'cfw',
      longFlags: ['ctty', 'fork', 'wait'],
      ends: ['-h', '-V', ...ENDS],
      // it does not wait for what it forked, so nobody hears of its end
      change: (options, _operands, { isCertain }) => ({
        isCertain: isCertain && (hasAny(options, '-w', '--wait') || !hasAny(options, '-f', '--fork')),
      }),
    },
    ionice: {
      flags: 't',
      valued: 'cn',
      longFlags: ['ignore'],
      longValued: ['class', 'classdata'],
      ends: ['-p', '-P', '-u', '-h', '-V', '--pid', '--pgid', '--uid', ...ENDS],
    },
    taskset: {
      flags: 'ac',
      longFlags: ['all-tasks', 'cpu-list'],
      operands: 1,
      ends: ['-p', '-h', '-V', '--pid', ...ENDS],
    },
    chrt: {
      flags: 'bdforiRav',
      valued: 'TPD',
      longFlags: ['batch', 'deadline', 'fifo', 'other', 'rr', 'idle', 'reset-on-fork', 'all-tasks', 'verbose'],
      longValued: ['sched-runtime', 'sched-period', 'sched-deadline'],
      operands: 1,
      ends: ['-p', '-m', '-h', '-V', '--pid', '--max', ...ENDS],
      // newer ones can do without a priority
      change: (_options, [priority = '']) => (/^\d+$/.test(priority) ? {} : undefined),
    },
    xargs: {
      flags: '0prtxo',
      valued: 'aEdILnPs',
      longFlags: [
        'null',
        'interactive',
        'no-run-if-empty',
        'verbose',
        'exit',
        'open-tty',
        'eof',
        'replace',
        'max-lines',
      ],
      longValued: ['arg-file', 'delimiter', 'max-args', 'max-procs', 'max-chars'],
      ends: ENDS,
      // how often it is started, and with which words, only its input tells
      change: () => ({ isCertain: false, isCut: true }),
    },
    prlimit: {
      flags: 'cdefilmnqrstuvxy',
      pattern: /^(?:-[cdefilmnqrstuvxy]=?[\d:]+|--[a-z]+=[\w:]+)$/,
      ends: ['-p', '-h', '-V', '--pid', ...ENDS],
    },
    numactl: {
      valued: 'imNCpP',
      flags: 'l',
      longFlags: ['localalloc', 'all'],
      longValued: ['interleave', 'membind', 'cpunodebind', 'physcpubind', 'preferred', 'preferred-many'],
      ends: ['-s', '-H', '--show', '--hardware', ...ENDS],
    },
    strace: {
      flags: 'cCDfFhiknqrtTvVxyYzZ',
      valued: 'abeEIoOpPsSuUX',
      ends: ['-p', '-h', '-V', ...ENDS],
    },
    'with-contenv': {},
    catchsegv: {},
  } satisfies Record<string, PrefixGrammar>).map(([name, grammar]) => [name, prefixWrapper(grammar)]),
);

function hasAny(options: ReadonlyMap<string, string>, ...names: readonly string[]): boolean {
  return names.some((name) => options.has(name));
}
