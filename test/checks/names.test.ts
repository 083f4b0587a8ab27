import { findInvalidNames } from '../../src/checks/names';
import { deployment, placed, print, said, web } from './placed';

const DNS_LABELS =
  'the name becomes a part of host names, so Kubernetes takes DNS labels only: lower case letters, digits and dashes';
const PORT_NAMES =
  'Kubernetes names ports as IANA names services: at most 15 lower case letters, digits and dashes, with a letter';

const object = (kind: string, metadata: object, spec: object = {}) =>
  placed({ apiVersion: 'v1', kind, metadata: { ...metadata }, spec });
const service = (name: string, ports: object[] = []) => object('Service', { name }, { ports });
const cronJob = (name: string) =>
  object('CronJob', { name }, { jobTemplate: { spec: { template: { spec: { containers: [] } } } } });

describe('a name is refused', () => {
  test.each([
    [
      'of a workload with upper case',
      deployment({}, { name: 'Web' }),
      ["app/Web: the name of deployment 'Web' has upper case", DNS_LABELS, "did you mean 'web'?"],
    ],
    [
      'of a workload with a dot, which would not be one label of a host name',
      deployment({}, { name: 'web.v1' }),
      [
        "app/web.v1: the name of deployment 'web.v1' has '.'; only lower case letters, digits and - are allowed",
        DNS_LABELS,
        "did you mean 'web-v1'?",
      ],
    ],
    [
      'of a workload that is too long',
      deployment({}, { name: 'a'.repeat(64) }),
      [
        `app/${'a'.repeat(64)}: the name of deployment '${'a'.repeat(64)}' is 64 characters long; at most 63 are allowed`,
        DNS_LABELS,
        `did you mean '${'a'.repeat(63)}'?`,
      ],
    ],
    [
      'of nothing but dashes, for which there is no better one',
      deployment({}, { name: '--' }),
      ["app/--: the name of deployment '--' begins or ends with a dash", DNS_LABELS, 'give it another name'],
    ],
    [
      'that is missing',
      object('Pod', {}, { containers: [] }),
      ["app/unnamed: the name of pod '' is empty", DNS_LABELS, 'give it another name'],
    ],
    [
      'of a CronJob that leaves no room for the names of its Jobs',
      cronJob('a'.repeat(53)),
      [
        `app/${'a'.repeat(53)}: the name of cronjob '${'a'.repeat(53)}' is 53 characters long; at most 52 are allowed for a CronJob`,
        DNS_LABELS,
        'give it another name',
      ],
    ],
    [
      'of a Service that begins with a digit',
      service('7zip'),
      [
        "app/7zip: the name of service '7zip' begins with a digit, which the name of a Service may not",
        DNS_LABELS,
        'give it another name',
      ],
    ],
    [
      'of a namespace',
      object('Service', { name: 'web', namespace: 'My_Shop' }),
      ["app/web: the namespace 'My_Shop' has upper case", DNS_LABELS, "did you mean 'my-shop'?"],
    ],
    [
      'of a container',
      web({ name: 'Web_1' }),
      ["app/web: container 'Web_1': its name has upper case", DNS_LABELS, "did you mean 'web-1'?"],
    ],
    [
      'of a container that is missing',
      web({ name: undefined }),
      ["app/web: container '0': its name is empty", DNS_LABELS, 'give it another name'],
    ],
    [
      'of an init container',
      deployment({ initContainers: [{ name: 'db.migrate' }] }),
      [
        "app/web: init container 'db.migrate': its name has '.'; only lower case letters, digits and - are allowed",
        DNS_LABELS,
        "did you mean 'db-migrate'?",
      ],
    ],
    [
      "of a container's port that is too long",
      web({ ports: [{ name: 'prometheus-metrics' }] }),
      [
        "app/web: container 'web': the port name 'prometheus-metrics' is 18 characters long; at most 15 are allowed",
        PORT_NAMES,
        'give it another name',
      ],
    ],
    [
      "of a container's port with two dashes in a row",
      web({ ports: [{ name: 'grpc--web' }] }),
      [
        "app/web: container 'web': the port name 'grpc--web' begins or ends with a dash, or has two in a row",
        PORT_NAMES,
        "did you mean 'grpc-web'?",
      ],
    ],
    [
      "of a container's port that YAML reads as a number",
      web({ ports: [{ name: 8080 }] }),
      ["app/web: container 'web': the port name '8080' has no letter", PORT_NAMES, 'give it another name'],
    ],
    [
      "of a Service's port",
      service('web', [{ name: 'grpc_web' }]),
      [
        "app/web: the port name 'grpc_web' has '_'; only lower case letters, digits and - are allowed",
        DNS_LABELS,
        "did you mean 'grpc-web'?",
      ],
    ],
    [
      'of a variable that begins with a digit',
      web({ env: [{ name: '2FA_SECRET', value: 'x' }] }),
      [
        "app/web: container 'web': '2FA_SECRET' cannot be the name of an environment variable",
        'Kubernetes takes letters, digits, _ . and -, and no digit at the beginning',
        'rename it',
      ],
    ],
    [
      'of a variable that is missing',
      web({ env: [{ value: 'x' }] }),
      [
        "app/web: container 'web': '' cannot be the name of an environment variable",
        'Kubernetes takes letters, digits, _ . and -, and no digit at the beginning',
        'rename it',
      ],
    ],
  ] as const)('%s', (_law, manifest, [what, why, fix]) => {
    expect(print(findInvalidNames(manifest))).toBe(said(`INVALID_NAME: ${what}`, why, fix));
  });

  test('with all others that are wrong', () => {
    const problems = findInvalidNames(
      deployment({ containers: [{ name: 'A', ports: [{ name: 'B' }], env: [{ name: '1' }] }] }, { name: 'C' }),
    );
    expect(problems.map(({ what }) => what)).toEqual([
      "app/C: the name of deployment 'C' has upper case",
      "app/C: container 'A': its name has upper case",
      "app/C: container 'A': the port name 'B' has upper case",
      "app/C: container 'A': '1' cannot be the name of an environment variable",
    ]);
  });
});

describe('a name is let be, since', () => {
  test.each([
    ['only a Service may not begin with a digit', deployment({}, { name: '7zip' })],
    ['63 characters are a label', deployment({}, { name: 'a'.repeat(63) })],
    ['52 characters and the 11 of its Jobs are a label', cronJob('a'.repeat(52))],
    ['the API server makes it up', object('Pod', { generateName: 'web-' }, { containers: [] })],
    ['only workloads and Services are looked at', object('ConfigMap', { name: 'kube-root-ca.crt' })],
    ['only workloads and Services are looked at', object('ClusterRole', { name: 'system:web' })],
    ['a port need not have one', web({ ports: [{ name: 'a'.repeat(15) }, { name: '' }, { name: null }, {}] })],
    ["a Service's port may have 63 characters", service('web', [{ name: 'prometheus-metrics' }])],
    ["a Service's port may be digits alone", service('web', [{ name: '8080' }])],
    ['an empty one is none', service('web', [{ name: '' }])],
    ['dots and dashes are allowed', web({ env: [{ name: 'spring.data-source_url' }, { name: '_' }, { name: '-' }] })],
    ['envFrom is not looked at', web({ envFrom: [{ prefix: '2_', configMapRef: { name: 'Any.Thing' } }] })],
  ])('%s', (_reason, manifest) => {
    expect(print(findInvalidNames(manifest))).toBe('');
  });
});
