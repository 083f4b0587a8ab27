import { fails, imageOf, type Pair, starts, unknown } from './pair';
import { folder, link, program, SHELL, script, USERS, wrapper } from './programs';

const CLOSED = imageOf([program('web', { mode: 0o700 })], { Entrypoint: ['/web'] });
const IN_ROOTS_HOME = imageOf([folder('root', { mode: 0o700 }), program('root/web')], { Entrypoint: ['/root/web'] });
const HOME_VENV = imageOf(
  [
    script('app/.venv/bin/serve', '#!/app/.venv/bin/python\n'),
    link('app/.venv/bin/python', '/root/.local/bin/python3.12'),
    folder('root', { mode: 0o700 }),
    program('root/.local/bin/python3.12'),
  ],
  { Entrypoint: ['/app/.venv/bin/serve'] },
);
const RESTRICTED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

/** Whether the user of the container may execute the program. */
export const PERMISSION_PAIRS: readonly Pair[] = [
  {
    name: 'a program that nobody may execute, and root',
    image: imageOf([program('web', { mode: 0o644 })], { Entrypoint: ['/web'] }),
    says: [
      fails(
        'IMAGE_BINARY_NOT_EXECUTABLE',
        "runs '/web', which the container may not execute",
        "'/web' has mode 0644: nobody may execute it",
        'set its permissions where the image is built: COPY --chmod=755, or RUN chmod a+x /web',
      ),
    ],
    really: 'EACCES',
  },
  {
    name: 'a program that only its owner may execute, and root',
    image: CLOSED,
    says: [starts("'/web': static")],
    really: 'starts',
  },
  {
    name: 'root without capabilities and a program of another user',
    image: imageOf([program('web', { mode: 0o700, uid: 1000, gid: 1000 })], { Entrypoint: ['/web'] }),
    container: { securityContext: RESTRICTED },
    says: [
      fails(
        'IMAGE_BINARY_NOT_EXECUTABLE',
        "runs '/web', which the container may not execute",
        "'/web' has mode 0700 and belongs to 1000:1000; the container runs as 0:0",
        'set its permissions where the image is built: COPY --chmod=755, or RUN chmod a+x /web',
      ),
    ],
    really: { untried: 'root has all capabilities here' },
  },
  {
    name: 'a program that others may not execute, and a user without capabilities',
    image: CLOSED,
    container: { securityContext: { ...RESTRICTED, runAsUser: 1000 } },
    says: [
      fails(
        'IMAGE_BINARY_NOT_EXECUTABLE',
        "runs '/web', which the container may not execute",
        "'/web' has mode 0700 and belongs to 0:0; the container runs as 1000:0",
        'set its permissions where the image is built: COPY --chmod=755, or RUN chmod a+x /web',
      ),
    ],
    really: 'EACCES',
  },
  {
    name: 'a program that others may not execute, and a user whose capabilities are not dropped',
    image: CLOSED,
    container: { securityContext: { runAsUser: 1000 } },
    says: [
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs '/web', which not every runtime starts",
        "'/web' has mode 0700 and belongs to 0:0; the container runs as 1000:0; runc starts it all the same, since CAP_DAC_OVERRIDE is not dropped, and others may not",
        'set its permissions where the image is built: COPY --chmod=755, or RUN chmod a+x /web',
      ),
    ],
    really: { untried: 'runtimes differ' },
  },
  {
    name: 'a program in PATH that others may not execute, and a user whose capabilities are not dropped',
    image: imageOf([program('bin/web', { mode: 0o700 })], { Entrypoint: ['web'] }),
    container: { securityContext: { runAsUser: 1000 } },
    says: [
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs 'web', which not every runtime starts",
        "'/bin/web' has mode 0700 and belongs to 0:0; the container runs as 1000:0; runc starts it all the same, since CAP_DAC_OVERRIDE is not dropped, and others may not",
        'set its permissions where the image is built: COPY --chmod=755, or RUN chmod a+x /bin/web',
      ),
    ],
    really: { untried: 'runtimes differ' },
  },
  {
    name: 'a program in PATH that others may not execute, and a user without capabilities',
    image: imageOf([program('bin/web', { mode: 0o700 })], { Entrypoint: ['web'] }),
    container: { securityContext: { ...RESTRICTED, runAsUser: 1000 } },
    says: [
      fails(
        'IMAGE_BINARY_NOT_EXECUTABLE',
        "runs 'web', which the container may not execute",
        "'/bin/web' has mode 0700 and belongs to 0:0; the container runs as 1000:0",
        'set its permissions where the image is built: COPY --chmod=755, or RUN chmod a+x /bin/web',
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: "a venv whose python is in root's home, and another user",
    image: HOME_VENV,
    container: { securityContext: { ...RESTRICTED, runAsUser: 1000 } },
    says: [
      fails(
        'IMAGE_BINARY_NOT_EXECUTABLE',
        "runs '/app/.venv/bin/serve', which cannot start: its interpreter '/app/.venv/bin/python' may not be executed",
        "'/root' has mode 0700 and belongs to 0:0; the container runs as 1000:0",
        'let every user into that folder (RUN chmod a+x), or put the interpreter into another one',
      ),
    ],
    really: 'EACCES',
  },
  {
    name: "a venv whose python is in root's home, and another user, whose capabilities are not dropped",
    image: HOME_VENV,
    container: { securityContext: { runAsUser: 1000 } },
    says: [
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs '/app/.venv/bin/serve', which not every runtime starts",
        "'/root' has mode 0700 and belongs to 0:0; the container runs as 1000:0; runc starts it all the same, since CAP_DAC_OVERRIDE is not dropped, and others may not",
        'let every user into that folder (RUN chmod a+x), or put the interpreter into another one',
      ),
    ],
    really: { untried: 'runtimes differ' },
  },
  {
    name: "a program of the own group of a user without capabilities: root's, as the image names no other",
    image: imageOf([program('web', { mode: 0o750 })], { Entrypoint: ['/web'] }),
    container: { securityContext: { ...RESTRICTED, runAsUser: 1000 } },
    says: [starts("'/web': static")],
    really: 'starts',
  },
  {
    name: "a program in root's home and another user",
    image: IN_ROOTS_HOME,
    container: { securityContext: { ...RESTRICTED, runAsUser: 1000 } },
    says: [
      fails(
        'IMAGE_BINARY_NOT_EXECUTABLE',
        "runs '/root/web', which the container may not execute",
        "'/root' has mode 0700 and belongs to 0:0; the container runs as 1000:0",
        'put it into a folder that every user may enter, as /usr/local/bin is, or RUN chmod a+x /root',
      ),
    ],
    really: 'EACCES',
  },
  {
    name: "a program in root's home and another user, whose capabilities are not dropped",
    image: IN_ROOTS_HOME,
    container: { securityContext: { runAsUser: 1000 } },
    says: [
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs '/root/web', which not every runtime starts",
        "'/root' has mode 0700 and belongs to 0:0; the container runs as 1000:0; runc starts it all the same, since CAP_DAC_OVERRIDE is not dropped, and others may not",
        'put it into a folder that every user may enter, as /usr/local/bin is, or RUN chmod a+x /root',
      ),
    ],
    really: { untried: 'runtimes differ' },
  },
  {
    name: "a program in root's home that tini starts for another user",
    image: imageOf([wrapper('tini', 2), folder('root', { mode: 0o700 }), program('root/web')], {
      Entrypoint: ['/tini', '--', '/root/web'],
    }),
    container: { securityContext: { runAsUser: 1000 } },
    says: [
      starts("'/tini': static"),
      fails(
        'IMAGE_BINARY_NOT_EXECUTABLE',
        "runs '/root/web' (through tini), which the container may not execute",
        "'/root' has mode 0700 and belongs to 0:0; the container runs as 1000:0",
        'put it into a folder that every user may enter, as /usr/local/bin is, or RUN chmod a+x /root',
      ),
    ],
    really: 'exit 127',
  },
  {
    name: 'runAsUser 0 over the USER of the image',
    image: imageOf([...USERS, folder('root', { mode: 0o700 }), program('root/web')], {
      Entrypoint: ['/root/web'],
      User: 'web',
    }),
    container: { securityContext: { runAsUser: 0 } },
    says: [starts("'/root/web': static")],
    really: 'starts',
  },
  {
    name: 'a program of a group that the user has from /etc/group',
    image: imageOf([...USERS, program('web', { mode: 0o710, gid: 2000 })], { Entrypoint: ['/web'], User: 'web' }),
    container: { securityContext: RESTRICTED },
    says: [starts("'/web': static")],
    really: 'starts',
  },
  {
    name: 'a program of a group that the pod adds',
    image: imageOf([program('web', { mode: 0o710, gid: 3000 })], { Entrypoint: ['/web'] }),
    container: { securityContext: RESTRICTED },
    pod: { securityContext: { runAsUser: 1000, supplementalGroups: [3000] } },
    says: [starts("'/web': static")],
    really: 'starts',
  },
  {
    name: 'an owner that may do less than the others',
    image: imageOf([program('web', { mode: 0o655, uid: 1000 })], { Entrypoint: ['/web'], User: '1000' }),
    container: { securityContext: RESTRICTED },
    says: [
      fails(
        'IMAGE_BINARY_NOT_EXECUTABLE',
        "runs '/web', which the container may not execute",
        "'/web' has mode 0655 and belongs to 1000:0; the container runs as 1000:0",
        'set its permissions where the image is built: COPY --chmod=755, or RUN chmod a+x /web',
      ),
    ],
    really: 'EACCES',
  },
  {
    name: 'a script that the user may execute and not read',
    image: imageOf([...SHELL, script('run.sh', '#!/bin/sh\nexit 0\n', 0o711)], {
      Entrypoint: ['/run.sh'],
      User: '1000',
    }),
    container: { securityContext: RESTRICTED },
    says: [
      fails(
        'IMAGE_BINARY_NOT_EXECUTABLE',
        "runs '/run.sh', which cannot start: the container's user may execute it, but not read it",
        "a script is read by its interpreter; '/run.sh' has mode 0711 and belongs to 0:0, and the container runs as uid 1000",
        'set its permissions where the image is built: RUN chmod a+rx /run.sh',
      ),
    ],
    really: 'exit 2',
    needsGlibc: true,
  },
];
