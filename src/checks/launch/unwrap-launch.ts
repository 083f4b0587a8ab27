import { basename } from 'node:path/posix';
import type { Launch, Unwrapped, Wrapper } from './launch';
import { INIT_WRAPPERS } from './wrappers/init-wrappers';
import { findInterpreter } from './wrappers/interpreters';
import { PROCESS_WRAPPERS } from './wrappers/process-wrappers';
import { TEXT_WRAPPERS } from './wrappers/text-wrappers';
import { unwrapBusybox } from './wrappers/unwrap-busybox';
import { unwrapEnv } from './wrappers/unwrap-env';
import { SHELL_WRAPPERS } from './wrappers/unwrap-shell';
import { unwrapSu } from './wrappers/unwrap-su';
import { USER_WRAPPERS } from './wrappers/user-wrappers';

const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  ...INIT_WRAPPERS,
  ...PROCESS_WRAPPERS,
  ...USER_WRAPPERS,
  ...TEXT_WRAPPERS,
  ...SHELL_WRAPPERS,
  ['env', unwrapEnv],
  ['su', unwrapSu],
  ['runuser', unwrapSu],
  ['busybox', unwrapBusybox],
  ['toybox', unwrapBusybox],
]);
// a variable whose value names itself could go on for ever
const MAX_DEPTH = 16;

/**
 * What a program is known to start in turn, by its name: `tini`, `env`, `sh -c` and the like. The name says it, whatever
 * file is behind it.
 */
export function unwrapLaunch(launch: Launch): Unwrapped {
  const program = launch.argv[0] ?? '';
  const wrapper = WRAPPERS.get(basename(program)) ?? findInterpreter(program);
  if (!wrapper) return { launches: [] };
  if ((launch.depth ?? 0) < MAX_DEPTH) return wrapper(launch, unwrapLaunch);
  return { launches: [], unknown: `more than ${MAX_DEPTH} programs start one another` };
}
