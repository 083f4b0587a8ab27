import { fails, imageOf, type Pair, starts, unknown } from './pair';
import { SHELL, script } from './programs';

const SH = starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2");
const RUN = script('scripts/run.sh', 'exit 0\n', 0o644);
const RUNS = { command: ['sh', '/scripts/run.sh'], volumeMounts: [{ name: 'scripts', mountPath: '/scripts' }] };
const SCRIPTS = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'scripts' }, data: { 'ran.sh': 'exit 0\n' } };
const configMap = (more: object = {}) => ({ volumes: [{ name: 'scripts', configMap: { name: 'scripts', ...more } }] });

/** Files that interpreters are given to read, in volumes and under users that may not read them. */
export const OPERAND_PAIRS: readonly Pair[] = [
  {
    name: 'a script for sh that an emptyDir hides',
    image: imageOf([...SHELL, RUN]),
    container: RUNS,
    pod: { volumes: [{ name: 'scripts', emptyDir: {} }] },
    says: [
      SH,
      fails(
        'IMAGE_SCRIPT_HIDDEN',
        "runs 'sh' with '/scripts/run.sh', which is hidden by what is mounted at '/scripts'",
        "volume 'scripts' is an emptyDir, which is empty when the container starts",
        "mount volume 'scripts' at another path, or single files of it with subPath",
      ),
    ],
    really: 'exit 2',
    needsGlibc: true,
  },
  {
    name: 'a script for sh that is no key of its ConfigMap',
    image: imageOf(SHELL),
    container: RUNS,
    pod: configMap(),
    beside: [SCRIPTS],
    says: [
      SH,
      fails(
        'IMAGE_SCRIPT_MISSING',
        "runs 'sh' with '/scripts/run.sh', which is neither in app:1.0 nor in what is mounted at '/scripts'",
        "ConfigMap 'scripts' has only ran.sh",
        "did you mean '/scripts/ran.sh'?",
      ),
    ],
    really: 'exit 2',
    needsGlibc: true,
  },
  {
    name: 'a script for sh in a ConfigMap',
    image: imageOf(SHELL),
    container: { ...RUNS, command: ['sh', '/scripts/ran.sh'] },
    pod: configMap(),
    beside: [SCRIPTS],
    says: [SH],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'a script for sh in a ConfigMap that only root may read',
    image: imageOf(SHELL),
    container: { ...RUNS, command: ['sh', '/scripts/ran.sh'] },
    pod: { ...configMap({ defaultMode: 0o600 }), securityContext: { runAsUser: 1000 } },
    beside: [SCRIPTS],
    says: [
      SH,
      fails(
        'IMAGE_SCRIPT_NOT_READABLE',
        "runs 'sh' with '/scripts/ran.sh', which the container's user may not read",
        "ConfigMap 'scripts' puts it there with mode 0600",
        "give volume 'scripts' defaultMode: 0644; a mode of its item counts more",
      ),
    ],
    really: 'exit 2',
    needsGlibc: true,
  },
  {
    name: 'a script for sh in a persistent volume',
    image: imageOf([...SHELL, RUN]),
    container: RUNS,
    pod: { volumes: [{ name: 'scripts', persistentVolumeClaim: { claimName: 'scripts' } }] },
    says: [
      SH,
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs 'sh' with '/scripts/run.sh', which cannot be checked",
        "it lies in a volume: volume 'scripts' is a persistent volume, whose content the manifests do not tell",
        'look at it by hand, or start the image once where it may fail',
      ),
    ],
    really: { untried: 'the manifests do not say what is in it' },
    needsGlibc: true,
  },
  {
    name: 'a script for sh that the user may not read',
    image: imageOf([...SHELL, script('run.sh', 'exit 0\n', 0o600)], { User: '1000' }),
    container: { command: ['sh', '/run.sh'] },
    says: [
      SH,
      fails(
        'IMAGE_SCRIPT_NOT_READABLE',
        "runs 'sh' with '/run.sh', which the container's user may not read",
        "'/run.sh' has mode 0600 and belongs to 0:0; the container runs as 1000:0",
        'set its permissions where the image is built: COPY --chmod=644, or RUN chmod a+r /run.sh',
      ),
    ],
    really: 'exit 2',
    needsGlibc: true,
  },
  {
    name: 'a script for sh in a folder that the user may not enter',
    image: imageOf([...SHELL, { path: 'srv/', type: 'directory', mode: 0o700 }, script('srv/run.sh', 'exit 0\n')], {
      User: '1000',
    }),
    container: { command: ['sh', '/srv/run.sh'] },
    says: [
      SH,
      fails(
        'IMAGE_SCRIPT_NOT_READABLE',
        "runs 'sh' with '/srv/run.sh', which the container's user may not read",
        "'/srv' has mode 0700 and belongs to 0:0; the container runs as 1000:0",
        'put it into a folder that every user may enter, or RUN chmod a+x /srv',
      ),
    ],
    really: 'exit 2',
    needsGlibc: true,
  },
  {
    name: 'a script of root alone, which the runtime may start and its interpreter may not read',
    image: imageOf([...SHELL, script('run.sh', '#!/bin/sh\nexit 0\n', 0o700)], {
      User: '1000',
      Entrypoint: ['/run.sh'],
    }),
    says: [
      fails(
        'IMAGE_BINARY_NOT_EXECUTABLE',
        "runs '/run.sh', which cannot start: its interpreter may not read it",
        "'/run.sh' has mode 0700 and belongs to 0:0; the container runs as 1000:0; a script is read by its interpreter, which has only the rights of that user",
        'set its permissions where the image is built: COPY --chmod=755, or RUN chmod a+rx /run.sh',
      ),
    ],
    really: 'EACCES',
    needsGlibc: true,
  },
];
