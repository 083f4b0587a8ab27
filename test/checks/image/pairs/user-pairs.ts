import { fails, imageOf, type Pair, starts, unknown } from './pair';
import { program, USERS } from './programs';

const PLAIN = imageOf([program('web')], { Entrypoint: ['/web'] });
const KUBELET = { untried: 'the kubelet refuses it' };

/** Whom the container runs as, and what the kubelet and the runtime have against it. */
export const USER_PAIRS: readonly Pair[] = [
  {
    name: 'runAsNonRoot and an image of root',
    image: PLAIN,
    container: { securityContext: { runAsNonRoot: true } },
    says: [
      starts("'/web': static"),
      fails(
        'IMAGE_USER_ROOT',
        'has runAsNonRoot, and app:1.0 runs as root',
        'the kubelet refuses to start it: it has runAsNonRoot, and the image names no user, which means root',
        'give it runAsUser: 65532 (any number but 0), or write USER 65532 in the Dockerfile',
      ),
    ],
    really: KUBELET,
  },
  {
    name: 'runAsNonRoot and an image whose user is a name',
    image: imageOf([...USERS, program('web')], { Entrypoint: ['/web'], User: 'web:web' }),
    pod: { securityContext: { runAsNonRoot: true } },
    says: [
      starts("'/web': static"),
      fails(
        'IMAGE_USER_NAME',
        "has runAsNonRoot, and app:1.0 runs as 'web'",
        'the kubelet refuses to start it: it has runAsNonRoot, and it cannot tell from a name whether that is root',
        "give it runAsUser: 1000, which is 'web' in the image, or write USER 1000 in the Dockerfile",
      ),
    ],
    really: KUBELET,
  },
  {
    name: 'runAsNonRoot and an image whose user is a number',
    image: imageOf([program('web')], { Entrypoint: ['/web'], User: '65532' }),
    container: { securityContext: { runAsNonRoot: true } },
    says: [starts("'/web': static")],
    really: 'starts',
  },
  {
    name: 'runAsNonRoot and runAsUser 0',
    image: PLAIN,
    container: { securityContext: { runAsNonRoot: true, runAsUser: 0 } },
    says: [
      starts("'/web': static"),
      fails(
        'IMAGE_USER_ROOT',
        'has runAsNonRoot and runAsUser: 0',
        'the kubelet refuses to start it: it has runAsNonRoot, and 0 is root',
        'give runAsUser another number, or leave runAsNonRoot out',
      ),
    ],
    really: KUBELET,
  },
  {
    name: 'runAsNonRoot of the pod, which the container takes back',
    image: PLAIN,
    pod: { securityContext: { runAsNonRoot: true } },
    container: { securityContext: { runAsNonRoot: false } },
    says: [starts("'/web': static")],
    really: 'starts',
  },
  {
    name: 'a USER that the image does not know',
    image: imageOf([...USERS, program('web')], { Entrypoint: ['/web'], User: 'www-data' }),
    says: [
      starts("'/web': static"),
      fails(
        'IMAGE_USER_MISSING',
        "runs as 'www-data', whom app:1.0 does not know",
        "the image runs as user 'www-data', who is not in its /etc/passwd; the runtime refuses to create the container",
        'write the user as a number (USER 1000 in the Dockerfile, or runAsUser: 1000), or add it to /etc/passwd',
      ),
    ],
    really: { untried: 'the runtime refuses to create the container' },
  },
  {
    name: 'a USER by name, from scratch',
    image: imageOf([program('web')], { Entrypoint: ['/web'], User: 'nonroot' }),
    says: [
      starts("'/web': static"),
      fails(
        'IMAGE_USER_MISSING',
        "runs as 'nonroot', whom app:1.0 does not know",
        "the image runs as user 'nonroot', who cannot be looked up: it has no /etc/passwd; the runtime refuses to create the container",
        'write the user as a number (USER 1000 in the Dockerfile, or runAsUser: 1000), or add it to /etc/passwd',
      ),
    ],
    really: { untried: 'the runtime refuses to create the container' },
  },
  {
    name: 'readOnlyRootFilesystem and a VOLUME without a mount',
    image: imageOf([program('web')], { Entrypoint: ['/web'], Volumes: { '/data': {} } }),
    container: { securityContext: { readOnlyRootFilesystem: true } },
    says: [
      starts("'/web': static"),
      unknown(
        'IMAGE_VOLUME_READ_ONLY',
        "has readOnlyRootFilesystem, and app:1.0 declares that it writes to '/data'",
        'nothing is mounted there: containerd makes a writable folder that is lost with the container, CRI-O leaves it read-only',
        "mount an emptyDir or a persistent volume at '/data'",
      ),
    ],
    really: 'starts',
  },
  {
    name: 'readOnlyRootFilesystem and a VOLUME with a mount',
    image: imageOf([program('web')], { Entrypoint: ['/web'], Volumes: { '/data': {} } }),
    container: {
      securityContext: { readOnlyRootFilesystem: true },
      volumeMounts: [{ name: 'data', mountPath: '/data' }],
    },
    pod: { volumes: [{ name: 'data', emptyDir: {} }] },
    says: [starts("'/web': static")],
    really: 'starts',
  },
];
