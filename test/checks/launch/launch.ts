import type { Launch } from '../../../src/checks/launch/launch';

/** A launch as a container runtime does it, with nothing special about it. */
export function launch(argv: readonly string[], change: Partial<Launch> = {}): Launch {
  return {
    argv,
    env: new Map([['PATH', '/bin']]),
    workingDirectory: '/app',
    isCertain: true,
    via: undefined,
    ...change,
  };
}
