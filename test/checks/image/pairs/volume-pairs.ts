import { fails, imageOf, type Pair, starts, unknown } from './pair';
import { program, SHELL, script } from './programs';

const WEB = imageOf([program('app/web')], { Entrypoint: ['/app/web'] });
const WITH_SHELL = imageOf([...SHELL, script('scripts/old.sh', '#!/bin/sh\n')]);
const SCRIPTS = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'scripts' },
  data: { 'run.sh': '#!/bin/sh\nexit 0\n', 'bash.sh': '#!/bin/bash\nexit 0\n' },
};
const mounted = (volume: object, more: object = {}) => ({
  container: { command: ['/scripts/run.sh'], volumeMounts: [{ name: 'scripts', mountPath: '/scripts', ...more }] },
  pod: { volumes: [{ name: 'scripts', ...volume }] },
});
const pod = (pair: ReturnType<typeof mounted>, container: object = {}): Pick<Pair, 'container' | 'pod'> => ({
  container: { ...pair.container, ...container },
  pod: pair.pod,
});

/** What is mounted over the image. */
export const VOLUME_PAIRS: readonly Pair[] = [
  {
    name: "an emptyDir over the program's folder",
    image: WEB,
    container: { volumeMounts: [{ name: 'data', mountPath: '/app' }] },
    pod: { volumes: [{ name: 'data', emptyDir: {} }] },
    says: [
      fails(
        'IMAGE_BINARY_HIDDEN',
        "runs '/app/web', which is hidden by what is mounted at '/app'",
        "volume 'data' is an emptyDir, which is empty when the container starts",
        "mount volume 'data' at another path, or single files of it with subPath",
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: "an emptyDir in the program's folder",
    image: WEB,
    container: { volumeMounts: [{ name: 'data', mountPath: '/app/data' }] },
    pod: { volumes: [{ name: 'data', emptyDir: {} }] },
    says: [starts("'/app/web': static")],
    really: 'starts',
  },
  {
    name: "a persistent volume over the program's folder",
    image: WEB,
    container: { volumeMounts: [{ name: 'data', mountPath: '/app' }] },
    pod: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
    says: [
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs '/app/web', which cannot be checked",
        "it lies in a volume: volume 'data' is a persistent volume, whose content the manifests do not tell",
        'look at it by hand, or start the image once where it may fail',
      ),
    ],
    really: { untried: 'the manifests do not say what is in it' },
  },
  {
    name: 'a script of a ConfigMap, with the mode that it has by itself',
    image: WITH_SHELL,
    ...pod(mounted({ configMap: { name: 'scripts' } })),
    beside: [SCRIPTS],
    says: [
      fails(
        'IMAGE_BINARY_NOT_EXECUTABLE',
        "runs '/scripts/run.sh', which the container may not execute",
        "ConfigMap 'scripts' puts it there with mode 0644",
        "give volume 'scripts' defaultMode: 0755; a mode of its item counts more",
      ),
    ],
    really: 'EACCES',
    needsGlibc: true,
  },
  {
    name: 'a script of a ConfigMap with defaultMode 0755',
    image: WITH_SHELL,
    ...pod(mounted({ configMap: { name: 'scripts', defaultMode: 0o755 } })),
    beside: [SCRIPTS],
    says: [starts("'/scripts/run.sh': script, run by /bin/sh")],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'a script of a ConfigMap that a shell reads',
    image: WITH_SHELL,
    ...pod(mounted({ configMap: { name: 'scripts' } }), { command: ['sh', '/scripts/run.sh'] }),
    beside: [SCRIPTS],
    says: [starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2")],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'a script of a ConfigMap whose interpreter the image lacks',
    image: WITH_SHELL,
    ...pod(mounted({ configMap: { name: 'scripts', defaultMode: 0o755 } }), { command: ['/scripts/bash.sh'] }),
    beside: [SCRIPTS],
    says: [
      fails(
        'IMAGE_INTERPRETER_MISSING',
        "runs '/scripts/bash.sh', which cannot start: its interpreter '/bin/bash' is not in the image",
        "'/scripts/bash.sh' is a script with the first line '#!/bin/bash'; the kernel says \"no such file or directory\" about the script itself",
        "install bash in the image, or let the first line name '/bin/sh', which the image has",
      ),
    ],
    really: 'ENOENT',
    needsGlibc: true,
  },
  {
    name: 'a key that the ConfigMap lacks',
    image: WITH_SHELL,
    ...pod(mounted({ configMap: { name: 'scripts', defaultMode: 0o755 } }), { command: ['/scripts/rum.sh'] }),
    beside: [SCRIPTS],
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/scripts/rum.sh', which is neither in app:1.0 nor in what is mounted at '/scripts'",
        "ConfigMap 'scripts' has only run.sh, bash.sh",
        "did you mean '/scripts/run.sh'?",
      ),
    ],
    really: 'ENOENT',
    needsGlibc: true,
  },
  {
    name: 'a program of the image that a ConfigMap hides',
    image: WITH_SHELL,
    ...pod(mounted({ configMap: { name: 'scripts', defaultMode: 0o755 } }), { command: ['/scripts/old.sh'] }),
    beside: [SCRIPTS],
    says: [
      fails(
        'IMAGE_BINARY_HIDDEN',
        "runs '/scripts/old.sh', which is hidden by what is mounted at '/scripts'",
        "ConfigMap 'scripts' has only run.sh, bash.sh",
        "did you mean '/scripts/run.sh'?",
      ),
    ],
    really: 'ENOENT',
    needsGlibc: true,
  },
  {
    name: 'one key of a ConfigMap, by subPath',
    image: WITH_SHELL,
    ...pod(
      mounted({ configMap: { name: 'scripts', defaultMode: 0o755 } }, { mountPath: '/run.sh', subPath: 'run.sh' }),
      {
        command: ['/run.sh'],
      },
    ),
    beside: [SCRIPTS],
    says: [starts("'/run.sh': script, run by /bin/sh")],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'items with another path and a mode of their own',
    image: WITH_SHELL,
    ...pod(mounted({ configMap: { name: 'scripts', items: [{ key: 'run.sh', path: 'start', mode: 0o755 }] } }), {
      command: ['/scripts/start'],
    }),
    beside: [SCRIPTS],
    says: [starts("'/scripts/start': script, run by /bin/sh")],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'a ConfigMap that is not among the manifests',
    image: WITH_SHELL,
    ...pod(mounted({ configMap: { name: 'scripts', defaultMode: 0o755 } })),
    says: [
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs '/scripts/run.sh', which cannot be checked",
        "it lies in a volume: ConfigMap 'scripts' is not in these manifests",
        'look at it by hand, or start the image once where it may fail',
      ),
    ],
    really: { untried: 'the manifests do not say what is in it' },
  },
  {
    name: 'a script of a Secret',
    image: WITH_SHELL,
    ...pod(mounted({ secret: { secretName: 'scripts', defaultMode: 0o755 } })),
    beside: [{ ...SCRIPTS, kind: 'Secret', data: undefined, stringData: { 'run.sh': '#!/bin/sh\n' } }],
    says: [
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs '/scripts/run.sh', which cannot be checked",
        "Secret 'scripts' puts it there, and what it holds is not looked at",
        'look at it by hand, or start the image once where it may fail',
      ),
    ],
    really: { untried: 'the values of Secrets are let be' },
  },
  {
    name: 'a script of a Secret with the mode that it has by itself',
    image: WITH_SHELL,
    ...pod(mounted({ secret: { secretName: 'scripts' } })),
    beside: [{ ...SCRIPTS, kind: 'Secret', data: undefined, stringData: { 'run.sh': '#!/bin/sh\n' } }],
    says: [
      fails(
        'IMAGE_BINARY_NOT_EXECUTABLE',
        "runs '/scripts/run.sh', which the container may not execute",
        "Secret 'scripts' puts it there with mode 0644",
        "give volume 'scripts' defaultMode: 0755; a mode of its item counts more",
      ),
    ],
    really: { untried: 'the values of Secrets are let be' },
  },
  {
    name: 'an emptyDir that an init container may have filled',
    image: WITH_SHELL,
    ...mounted({ emptyDir: {} }),
    pod: {
      volumes: [{ name: 'scripts', emptyDir: {} }],
      initContainers: [
        {
          name: 'fetch',
          image: 'app:1.0',
          command: ['sh', '/scripts/old.sh'],
          volumeMounts: [{ name: 'scripts', mountPath: '/target' }],
        },
      ],
    },
    says: [
      starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2", "deployment 'web', init container 'fetch'"),
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs '/scripts/run.sh', which cannot be checked",
        "it lies in a volume: volume 'scripts' is an emptyDir that init container 'fetch' may have filled",
        'look at it by hand, or start the image once where it may fail',
      ),
    ],
    really: { untried: 'it depends on what the init container does' },
  },
];
