import { basename } from 'node:path/posix';
import { type Launch, startedBy, type Unwrapped } from '../launch';

/**
 * `busybox sh -c …`: the applet is the program itself, so there is nothing to look up, and what the applet starts is
 * started. Some builds of it prefer their own applets to programs of the same name, so that a missing one may do no harm.
 *
 * @see https://www.busybox.net/downloads/BusyBox.html
 */
export function unwrapBusybox(launch: Launch, unwrap: (launch: Launch) => Unwrapped): Unwrapped {
  const [program = '', ...argv] = launch.argv;
  const applet = argv[0];
  // an applet of busybox in busybox is busybox
  if (applet === undefined || applet.startsWith('-')) return { launches: [] };
  const name = basename(program);
  const unwrapped = unwrap(startedBy(launch, name, { argv }));
  return {
    ...unwrapped,
    launches: unwrapped.launches.map((inner) => ({
      ...inner,
      via: `${name} ${inner.via}`,
      isCertain: inner.isCertain && (inner.argv[0] ?? '').includes('/'),
    })),
  };
}
