import fc from 'fast-check';
import { findDuplicateNames, findDuplicateObjects } from '../../src/checks/unique-names';
import { deployment, placed, print, said, web } from './placed';

describe('an object that is declared twice', () => {
  const object = (kind: string, metadata: object, apiVersion = 'v1') =>
    placed({ apiVersion, kind, metadata: { ...metadata } });

  test('is refused, with the place of the first', () => {
    const first = { ...object('Service', { name: 'web', namespace: 'shop' }), place: 'app/first' };
    const second = { ...object('Service', { name: 'web', namespace: 'shop' }), place: 'app/second' };
    expect(print(findDuplicateObjects([first, object('ConfigMap', { name: 'web' }), second]))).toBe(
      said(
        "DUPLICATE_OBJECT: app/second: service 'web' is declared a second time",
        'app/first has the same kind, namespace and name, so that one of the two would overwrite the other',
        'give one of them another name, or delete it',
      ),
    );
  });

  test('is refused in another version of its API too', () => {
    const versions = ['autoscaling/v1', 'autoscaling/v2'].map((version) => object('Scaler', { name: 'web' }, version));
    expect(findDuplicateObjects(versions)).toHaveLength(1);
  });

  test.each([
    ['in kind', object('Service', { name: 'a' }), object('ConfigMap', { name: 'a' })],
    ['in name', object('Service', { name: 'a' }), object('Service', { name: 'b' })],
    ['in namespace', object('Service', { name: 'a', namespace: 'x' }), object('Service', { name: 'a' })],
    [
      'in the group of the API',
      object('Service', { name: 'a' }),
      object('Service', { name: 'a' }, 'serving.knative.dev/v1'),
    ],
    [
      'in the names that the API server makes up',
      object('Job', { generateName: 'a-' }),
      object('Job', { generateName: 'a-' }),
    ],
  ])('is not where two objects differ %s', (_reason, a, b) => {
    expect(findDuplicateObjects([a, b])).toEqual([]);
  });

  test('is counted once for each time too many, in whatever order the objects stand', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name, name)), fc.infiniteStream(fc.nat()), (identities, random) => {
        const objects = identities.map(([kind, namespace, each]) => object(kind, { namespace, name: each }));
        const shuffled = objects
          .map((each) => ({ each, rank: random.next().value as number }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ each }) => each);
        const tooMany = identities.length - new Set(identities.map((identity) => identity.join())).size;
        expect(findDuplicateObjects(objects)).toHaveLength(tooMany);
        expect(findDuplicateObjects(shuffled)).toHaveLength(tooMany);
      }),
    );
  });
});

describe('a name that stands twice in a pod is refused', () => {
  test.each([
    [
      'for containers',
      deployment({ containers: [{ name: 'a' }, { name: 'a' }, { name: 'a' }] }),
      [
        "DUPLICATE_CONTAINER: app/web: two containers are named 'a'",
        'a name stands for one container among all containers and init containers of a pod',
        'rename one of them (containerName is the name of the main container)',
      ],
    ],
    [
      'for a container and an init container',
      deployment({ containers: [{ name: 'a' }], initContainers: [{ name: 'a' }] }),
      [
        "DUPLICATE_CONTAINER: app/web: two containers are named 'a'",
        'a name stands for one container among all containers and init containers of a pod',
        'rename one of them (containerName is the name of the main container)',
      ],
    ],
    [
      'for ports of a container',
      web({
        ports: [
          { name: 'http', containerPort: 80 },
          { name: 'http', containerPort: 81 },
        ],
      }),
      [
        "DUPLICATE_PORT: app/web: container 'web' has two ports named 'http'",
        'a Service that names this port would reach only one of them',
        'rename one of them',
      ],
    ],
    [
      'for the number of ports without a name',
      web({ ports: [{ containerPort: 80 }, { containerPort: 80, protocol: 'TCP' }] }),
      [
        "DUPLICATE_PORT: app/web: container 'web' has the port 80/TCP twice",
        'a container listens on a port once',
        'delete one of them, or give one another protocol',
      ],
    ],
    [
      'for a port of one address of the host',
      web({
        ports: [
          { containerPort: 53, protocol: 'UDP', hostPort: 5353, hostIP: '10.0.0.1' },
          { containerPort: 53, protocol: 'UDP', hostPort: 5353, hostIP: '10.0.0.1' },
        ],
      }),
      [
        "DUPLICATE_PORT: app/web: container 'web' has the port 53/UDP on 10.0.0.1:5353 twice",
        'a container listens on a port once',
        'delete one of them, or give one another protocol',
      ],
    ],
    [
      'for variables',
      web({ env: [{ name: 'A', value: '1' }, { name: 'B' }, { name: 'A', value: '1' }] }),
      [
        "DUPLICATE_ENV: app/web: container 'web' has the environment variable A twice",
        'the program sees the last one only, and kubectl apply loses one of them when either changes',
        'delete one of them',
      ],
    ],
  ] as const)('%s', (_law, manifest, [what, why, fix]) => {
    expect(print(findDuplicateNames(manifest))).toBe(said(what, why, fix));
  });
});

describe('names in a pod are let be where', () => {
  const twice = (a: object, b: object) => web({ ports: [a, b] });

  test.each([
    ['a number is there for two protocols', twice({ containerPort: 53 }, { containerPort: 53, protocol: 'UDP' })],
    ['two names stand for one number', twice({ name: 'a', containerPort: 80 }, { name: 'b', containerPort: 80 })],
    [
      'a number is open at two addresses',
      twice({ containerPort: 80, hostIP: '::1' }, { containerPort: 80, hostIP: '::2' }),
    ],
    ['a number is open at two ports', twice({ containerPort: 80, hostPort: 1 }, { containerPort: 80, hostPort: 2 })],
    ['ports have no names', twice({ containerPort: 80, name: '' }, { containerPort: 81, name: '' })],
    [
      'two containers have the same port and variable',
      deployment({
        containers: ['a', 'b'].map((name) => ({
          name,
          ports: [{ name: 'http', containerPort: 80 }],
          env: [{ name: 'A' }],
        })),
      }),
    ],
    [
      'envFrom names a source twice',
      web({ envFrom: [{ configMapRef: { name: 'a' } }, { configMapRef: { name: 'a' } }] }),
    ],
    ['the kind has no pods', placed({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } })],
  ])('%s', (_reason, manifest) => {
    expect(print(findDuplicateNames(manifest))).toBe('');
  });

  test('or refused the same number of times, in whatever order they stand', () => {
    const name = fc.constantFrom('a', 'b', 'c', undefined);
    const list = fc.array(fc.record({ name, containerPort: fc.nat(2) }), { maxLength: 6 });
    const shuffled = list.chain((items) =>
      fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })),
    );
    fc.assert(
      fc.property(shuffled, shuffled, shuffled, (containers, ports, env) => {
        const [before, after] = ([0, 1] as const).map((order) =>
          findDuplicateNames(
            deployment({ containers: containers[order], initContainers: [{ ports: ports[order], env: env[order] }] }),
          ),
        ) as [object[], object[]];
        expect(after).toHaveLength(before.length);
      }),
    );
  });
});
