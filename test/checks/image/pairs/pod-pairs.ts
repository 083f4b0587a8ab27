import { fails, imageOf, type Pair, said, starts } from './pair';
import { program } from './programs';

const WEB = imageOf([program('web'), program('bin/healthcheck')], { Entrypoint: ['/web'] });
const exec = (...command: string[]) => ({ exec: { command } });

/** What else of a pod meets the image: probes, hooks, ports, other containers. */
export const POD_PAIRS: readonly Pair[] = [
  {
    name: 'an exec probe that is there',
    image: WEB,
    container: { livenessProbe: exec('/bin/healthcheck') },
    says: [starts("'/web': static"), starts("'/bin/healthcheck' as its liveness probe: static")],
    really: 'starts',
    started: { exec: ['/bin/healthcheck'] },
  },
  {
    name: 'an exec probe that is not there',
    image: WEB,
    container: { readinessProbe: exec('/bin/healthchek', '--ready') },
    says: [
      starts("'/web': static"),
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/bin/healthchek' as its readiness probe, which is not in app:1.0",
        "'/bin' holds healthcheck",
        "did you mean '/bin/healthcheck'?",
      ),
    ],
    really: 'ENOENT',
    started: { exec: ['/bin/healthchek', '--ready'] },
  },
  {
    name: 'a preStop hook in an image without a shell',
    image: WEB,
    container: { lifecycle: { preStop: exec('sh', '-c', 'sleep 5') } },
    says: [
      starts("'/web': static"),
      fails(
        'IMAGE_BINARY_MISSING',
        "runs 'sh' as its preStop hook, which is in no folder of PATH",
        'PATH is /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        'name the program without a shell, each word as an item of its own, or use a base image that has a shell',
      ),
    ],
    really: 'ENOENT',
    started: { exec: ['sh', '-c', 'sleep 5'] },
  },
  {
    name: 'a preStop hook with $(VAR), which hooks are not given',
    image: WEB,
    container: { env: [{ name: 'BIN', value: '/bin' }], lifecycle: { preStop: exec('$(BIN)/healthcheck') } },
    says: [
      starts("'/web': static"),
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '$(BIN)/healthcheck' as its preStop hook, which is not in app:1.0",
        "it starts in '/'; there is no folder '/$(BIN)'; '/' holds bin, web",
        "did you mean '/bin/healthcheck'?",
      ),
    ],
    really: 'ENOENT',
    started: { exec: ['$(BIN)/healthcheck'] },
  },
  {
    name: 'a port that the image does not expose',
    image: imageOf([program('web')], { Entrypoint: ['/web'], ExposedPorts: { '8080/tcp': {} } }),
    container: { ports: [{ containerPort: 8081 }] },
    says: [
      starts("'/web': static"),
      said(
        'pass',
        'IMAGE_PORT_NOT_EXPOSED',
        "deployment 'web' has port 8081/tcp, which app:1.0 does not expose",
        'the image exposes 8080/tcp; EXPOSE opens nothing, so the program may listen there all the same',
        'see whether the number is the one that the program listens on',
      ),
    ],
    really: 'starts',
  },
  {
    name: 'a Service that sends to a port that the image does not expose',
    image: imageOf([program('web')], { Entrypoint: ['/web'], ExposedPorts: { '8080/tcp': {} } }),
    container: { ports: [{ containerPort: 8080 }] },
    beside: [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web' },
        spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 9090 }] },
      },
    ],
    says: [
      starts("'/web': static"),
      said(
        'pass',
        'IMAGE_PORT_NOT_EXPOSED',
        "deployment 'web' is reached by service 'web' at port 9090/tcp, which app:1.0 does not expose",
        'the image exposes 8080/tcp; EXPOSE opens nothing, so the program may listen there all the same',
        'see whether the number is the one that the program listens on',
      ),
    ],
    really: 'starts',
  },
  {
    name: 'several containers, one of them with a slip',
    image: imageOf([program('web'), program('worker'), program('migrate')]),
    pod: {
      initContainers: [{ name: 'migrate', image: 'app:1.0', command: ['/migrate'] }],
      containers: [
        { name: 'web', image: 'app:1.0', command: ['/web'] },
        { name: 'worker', image: 'app:1.0', command: ['/woker'] },
      ],
    },
    says: [
      starts("'/migrate': static", "deployment 'web', init container 'migrate'"),
      starts("'/web': static"),
      said(
        'fail',
        'IMAGE_BINARY_MISSING',
        "deployment 'web', container 'worker' runs '/woker', which is not in app:1.0",
        "'/' holds migrate, web, worker",
        "did you mean '/worker'?",
      ),
    ],
    really: 'ENOENT',
    started: { container: 'worker' },
  },
  {
    name: 'two images, one of them without the program',
    image: WEB,
    others: { 'proxy:2.0': imageOf([program('proxy')], { Entrypoint: ['/prxy'] }) },
    pod: {
      containers: [
        { name: 'web', image: 'app:1.0' },
        { name: 'proxy', image: 'proxy:2.0' },
      ],
    },
    says: [
      starts("'/web': static"),
      said(
        'fail',
        'IMAGE_BINARY_MISSING',
        "deployment 'web', container 'proxy' runs '/prxy', which is not in proxy:2.0",
        "'/' holds proxy",
        "did you mean '/proxy'?",
      ),
    ],
    really: 'ENOENT',
    started: { container: 'proxy' },
  },
  {
    name: 'an ephemeral container with its command as one text',
    image: WEB,
    pod: { ephemeralContainers: [{ name: 'debug', image: 'app:1.0', command: ['/bin/healthcheck --verbose'] }] },
    says: [
      starts("'/web': static"),
      said(
        'fail',
        'IMAGE_BINARY_MISSING',
        "deployment 'web', ephemeral container 'debug' runs '/bin/healthcheck --verbose', which is not in app:1.0",
        "'/bin' holds healthcheck",
        "write each word as an item of its own: ['/bin/healthcheck', '--verbose']",
      ),
    ],
    really: 'ENOENT',
    started: { container: 'debug' },
  },
  {
    name: 'a container that names no image',
    image: WEB,
    pod: { containers: [{ name: 'web', command: ['/web'] }] },
    says: [
      said(
        'skipped',
        'IMAGE_NOT_NAMED',
        "deployment 'web' names no image",
        'Kubernetes takes no container without one, unless something in the cluster fills it in',
        'write its image',
      ),
    ],
    really: { untried: 'there is no image' },
  },
];
