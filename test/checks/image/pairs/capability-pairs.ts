import { fails, imageOf, type Pair, starts, unknown } from './pair';
import { program } from './programs';

/** What `setcap cap_…` writes, for capabilities up to 31 by their numbers. */
function marked(path: string, numbers: readonly number[], { isEffective = true } = {}) {
  const bytes = Buffer.alloc(20);
  bytes.writeUInt32LE(0x02000000 + (isEffective ? 1 : 0), 0);
  bytes.writeUInt32LE(
    numbers.reduce((mask, number) => mask + 2 ** number, 0),
    4,
  );
  return { ...program(path), pax: { 'SCHILY.xattr.security.capability': bytes.toString('latin1') } };
}

const [NET_BIND_SERVICE, IPC_LOCK] = [10, 14];
const DROPPED = { securityContext: { runAsUser: 1000, capabilities: { drop: ['ALL'] } } };
const BINDS = imageOf([marked('web', [NET_BIND_SERVICE])], { Entrypoint: ['/web'] });

/** Programs that bring capabilities with them, by setcap. */
export const CAPABILITY_PAIRS: readonly Pair[] = [
  {
    name: 'a program with a capability that the container drops',
    image: BINDS,
    container: DROPPED,
    says: [
      fails(
        'IMAGE_BINARY_CAPABILITIES',
        "runs '/web', which cannot start: the container drops NET_BIND_SERVICE",
        '\'/web\' is marked with setcap to be started with NET_BIND_SERVICE; without it the kernel says "operation not permitted"',
        "add NET_BIND_SERVICE to the container's capabilities (capabilities.add), or take the mark away where the image is built: RUN setcap -r /web",
      ),
    ],
    really: 'EPERM',
  },
  {
    name: 'a program with a capability that the container drops, for root too',
    image: BINDS,
    container: { securityContext: { capabilities: { drop: ['NET_BIND_SERVICE'] } } },
    says: [
      fails(
        'IMAGE_BINARY_CAPABILITIES',
        "runs '/web', which cannot start: the container drops NET_BIND_SERVICE",
        '\'/web\' is marked with setcap to be started with NET_BIND_SERVICE; without it the kernel says "operation not permitted"',
        "add NET_BIND_SERVICE to the container's capabilities (capabilities.add), or take the mark away where the image is built: RUN setcap -r /web",
      ),
    ],
    really: 'EPERM',
  },
  {
    name: 'a program with a capability that the container adds again',
    image: BINDS,
    container: { securityContext: { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } } },
    says: [starts("'/web': static")],
    really: 'starts',
  },
  {
    name: 'a program with a capability that it may do without',
    image: imageOf([marked('web', [NET_BIND_SERVICE], { isEffective: false })], { Entrypoint: ['/web'] }),
    container: DROPPED,
    says: [starts("'/web': static")],
    really: 'starts',
  },
  {
    name: 'a program with a capability of every container',
    image: BINDS,
    says: [starts("'/web': static")],
    really: 'starts',
  },
  {
    name: 'a program with a capability that runtimes seldom give',
    image: imageOf([marked('web', [IPC_LOCK])], { Entrypoint: ['/web'] }),
    says: [
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs '/web', which may not start: not every runtime gives it IPC_LOCK",
        '\'/web\' is marked with setcap to be started with IPC_LOCK; without it the kernel says "operation not permitted"',
        "add IPC_LOCK to the container's capabilities (capabilities.add), or take the mark away where the image is built: RUN setcap -r /web",
      ),
    ],
    really: { untried: 'it depends on the runtime' },
  },
];
