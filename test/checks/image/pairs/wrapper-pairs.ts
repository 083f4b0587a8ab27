import { fails, imageOf, type Pair, starts, unknown } from './pair';
import { program, SHELL, USERS, wrapper } from './programs';

const APPLETS = Array.from({ length: 300 }, (_, at) => `applet${at}`);
/** A shell under hundreds of names, as busybox is. */
const BUSYBOX = imageOf(
  [
    ...SHELL,
    ...['busybox', 'sleep', 'wget', ...APPLETS].map((name) => ({
      path: `bin/${name}`,
      type: 'link' as const,
      link: 'bin/sh',
    })),
  ],
  { Cmd: ['sh'] },
);
const sh = (text: string, ...words: string[]) => ({ command: ['sh', '-c', text, ...words] });

/** Programs that start the program. */
export const WRAPPER_PAIRS: readonly Pair[] = [
  {
    name: 'busybox: its shell',
    image: BUSYBOX,
    container: sh('true'),
    says: [starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2")],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'busybox: one of hundreds of hard links',
    image: BUSYBOX,
    container: { command: ['applet217'] },
    says: [starts("'applet217': dynamic, loaded by /lib64/ld-linux-x86-64.so.2")],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'busybox: an applet that is not there',
    image: BUSYBOX,
    container: { command: ['curl', 'http://web'] },
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs 'curl', which is in no folder of PATH",
        'PATH is /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        'put it into the image, or name a program that is there',
      ),
    ],
    really: 'ENOENT',
    needsGlibc: true,
  },
  {
    name: 'busybox: an applet that is not there, in a script',
    image: BUSYBOX,
    container: sh('wget http://web && curl http://web'),
    says: [
      starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"),
      starts("'wget' (through sh -c): dynamic, loaded by /lib64/ld-linux-x86-64.so.2"),
      fails(
        'IMAGE_BINARY_MISSING',
        "runs 'curl' (through sh -c), which is in no folder of PATH",
        'PATH is /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        'put it into the image, or name a program that is there',
      ),
    ],
    really: { untried: 'its wget is a stand-in' },
  },
  {
    name: 'busybox: a program in a script that some builds have without a file',
    image: BUSYBOX,
    container: sh('ls /'),
    says: [
      starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"),
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs 'ls' (through sh -c), which is in no folder of PATH",
        'PATH is /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin; the image has BusyBox for a shell, and some builds of it run their own applets without a file of that name',
        'put it into the image, or name a program that is there',
      ),
    ],
    really: { untried: 'its shell is another one' },
    needsGlibc: true,
  },
  {
    name: 'flock before a program that is not there',
    image: imageOf([wrapper('usr/bin/flock', 2), program('web')]),
    container: { command: ['flock', '/lock', '/wbe'] },
    says: [
      starts("'flock': static"),
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/wbe' (through flock), which is not in app:1.0",
        "'/' holds usr, web",
        "did you mean '/web'?",
      ),
    ],
    really: 'exit 127',
  },
  {
    name: 'chroot before a program',
    image: imageOf([wrapper('usr/sbin/chroot', 2), program('web')]),
    container: { command: ['chroot', '/host', '/web'] },
    says: [
      starts("'chroot': static"),
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs 'chroot', and what that starts is not known in full",
        "'chroot' starts it among other files than those at '/', which are not looked at",
        'name the program itself as the command, where that is possible',
      ),
    ],
    really: { untried: 'its chroot is a stand-in' },
  },
  {
    name: 'dumb-init before a program',
    image: imageOf([wrapper('bin/dumb-init', 2), program('web')], { Entrypoint: ['dumb-init', '--'] }),
    container: { args: ['/web'] },
    says: [starts("'dumb-init': static"), starts("'/web' (through dumb-init): static")],
    really: 'starts',
  },
  {
    name: 'dumb-init that is not there',
    image: imageOf([program('web')], { Entrypoint: ['/usr/bin/dumb-init', '--', '/web'] }),
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/usr/bin/dumb-init', which is not in app:1.0",
        "there is no folder '/usr'; '/' holds web",
        'put it into the image, or name one that is there: /web',
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'env with a variable before a program',
    image: imageOf([...SHELL, program('usr/bin/web')]),
    container: { command: ['env', 'MODE=prod', 'web'] },
    says: [starts("'env': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"), starts("'web' (through env): static")],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'env with a PATH that does not have the program',
    image: imageOf([...SHELL, program('usr/bin/web')]),
    container: { command: ['env', 'PATH=/opt/bin', 'web'] },
    says: [
      starts("'env': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"),
      fails(
        'IMAGE_BINARY_MISSING',
        "runs 'web' (through env), which is in no folder of PATH",
        'PATH is /opt/bin',
        "did you mean '/usr/bin/web'?",
      ),
    ],
    really: 'exit 127',
    needsGlibc: true,
  },
  {
    name: 'timeout before a program',
    image: imageOf([wrapper('usr/bin/timeout', 2), program('web')]),
    container: { command: ['timeout', '30s', '/web'] },
    says: [starts("'timeout': static"), starts("'/web' (through timeout): static")],
    really: 'starts',
  },
  {
    name: 'timeout before a program that is not there',
    image: imageOf([wrapper('usr/bin/timeout', 2), program('web')]),
    container: { command: ['timeout', '30s', '/wbe'] },
    says: [
      starts("'timeout': static"),
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/wbe' (through timeout), which is not in app:1.0",
        "'/' holds usr, web",
        "did you mean '/web'?",
      ),
    ],
    really: 'exit 127',
  },
  {
    name: 'su-exec to a user that may not execute the program',
    image: imageOf([wrapper('sbin/su-exec', 2), program('web', { mode: 0o700 }), ...USERS]),
    container: { command: ['su-exec', 'web', '/web'] },
    says: [
      starts("'su-exec': static"),
      fails(
        'IMAGE_BINARY_NOT_EXECUTABLE',
        "runs '/web' (through su-exec), which the container may not execute",
        "'/web' has mode 0700 and belongs to 0:0; the container runs as 1000:1000 with group 2000",
        'set its permissions where the image is built: COPY --chmod=755, or RUN chmod a+x /web',
      ),
    ],
    really: { untried: 'its su-exec is a stand-in' },
  },
  {
    name: 'su-exec to a user that may execute the program',
    image: imageOf([wrapper('sbin/su-exec', 2), program('web', { mode: 0o700, uid: 1000 }), ...USERS]),
    container: { command: ['su-exec', 'web', '/web'] },
    says: [starts("'su-exec': static"), starts("'/web' (through su-exec): static")],
    really: { untried: 'its su-exec is a stand-in' },
  },
  {
    name: 'su-exec before a program that is not there',
    image: imageOf([wrapper('sbin/su-exec', 2), program('web')]),
    container: { command: ['su-exec', '1000', '/wbe'] },
    says: [
      starts("'su-exec': static"),
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/wbe' (through su-exec), which is not in app:1.0",
        "'/' holds sbin, web",
        "did you mean '/web'?",
      ),
    ],
    really: 'exit 127',
  },
];
