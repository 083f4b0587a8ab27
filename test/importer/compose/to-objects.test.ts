import fc from 'fast-check';
import { findContainers } from '../../../src/manifest/containers';
import { asFields, type Fields } from '../../../src/manifest/manifest';
import { parseManifests } from '../../../src/manifest/parse-manifests';
import { podTemplateOf } from '../../../src/manifest/pod-template';
import { imported } from './environment';

/** A service of the name `oven` with these fields, beside a `mill` and a volume `jars`. */
function withOven(fields: string, files: Readonly<Record<string, string>> = {}) {
  const lines = fields.split('\n').map((line) => `    ${line}`);
  const text = `services:\n  oven:\n    image: oven:1\n${lines.join('\n')}\n  mill: {image: mill:1}\nvolumes:\n  jars:\n`;
  const { objects, notes, unresolved } = imported(text, files);
  const own = objects.filter(({ manifest }) => manifest.metadata?.name === 'oven').map(({ manifest }) => manifest);
  const [workload, service] = own;
  const [container] = workload ? findContainers(workload) : [];
  const about = notes.filter(({ what }) => what !== 'volumes that no service mounts: jars').map(({ what }) => what);
  const pod: Fields = workload ? (podTemplateOf(workload)?.spec ?? {}) : {};
  return { objects, workload, service, container: container?.container, pod, about, notes, unresolved };
}

describe('a service', () => {
  test('is a Deployment of the same name', () => {
    const { objects } = imported('services:\n  # turns dough into bread\n  oven:\n    image: oven:1 # the small one\n');
    expect(objects).toEqual([
      {
        place: 'compose.yaml:3',
        file: 'compose.yaml',
        manifest: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'oven' },
          spec: {
            selector: { matchLabels: { app: 'oven' } },
            template: {
              metadata: { labels: { app: 'oven' } },
              spec: { containers: [{ name: 'oven', image: 'oven:1' }] },
            },
          },
        },
        text: expect.stringMatching(/^apiVersion: apps\/v1\nkind: Deployment\n/),
        comments: new Map([
          ['', { above: ['turns dough into bread'], behind: undefined }],
          ['/spec/template/spec/containers/0/image', { above: [], behind: 'the small one' }],
        ]),
      },
    ]);
  });

  test.each([
    ['command: bake --hot "two words"', { args: ['bake', '--hot', 'two words'] }, 'its command is the arguments'],
    [
      'entrypoint: [sh, -c]\ncommand: ["echo $$HEAT $$(date)"]',
      { command: ['sh', '-c'], args: ['echo $HEAT $$(date)'] },
      'its entrypoint is the command, and a shell keeps its variables',
    ],
    [
      'environment: {A: 1, B: true, C: "0644", D: 0644, E: "", F: "$$(A)"}',
      {
        env: [
          ['A', '1'],
          ['B', 'true'],
          ['C', '0644'],
          ['D', '420'],
          ['E', ''],
          ['F', '$$(A)'],
        ].map(([name, value]) => ({ name, value })),
      },
      'its variables are text',
    ],
    [
      'environment: [A=1=2, B=]',
      {
        env: [
          { name: 'A', value: '1=2' },
          { name: 'B', value: '' },
        ],
      },
      'in a list, too',
    ],
    [
      'expose: [80, "53/udp"]',
      { ports: [{ containerPort: 80 }, { containerPort: 53, protocol: 'UDP' }] },
      'its ports are those of the container',
    ],
    [
      'healthcheck: {test: "[ -f /hot ]", interval: 1m30s, start_period: 5s, retries: 4}',
      {
        readinessProbe: {
          exec: { command: ['/bin/sh', '-c', '[ -f /hot ]'] },
          initialDelaySeconds: 5,
          periodSeconds: 90,
          timeoutSeconds: 30,
          failureThreshold: 4,
        },
      },
      'its check says whether it is ready',
    ],
    ['healthcheck: {disable: true, test: [CMD, hot]}', {}, 'a check that is off is none'],
    ['healthcheck: {test: [NONE]}', {}, 'in both ways of writing'],
    [
      'user: "1000:100"\nread_only: true\nprivileged: false\ncap_drop: [ALL]\ncap_add: [CAP_CHOWN]',
      {
        securityContext: {
          runAsUser: 1000,
          runAsGroup: 100,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'], add: ['CHOWN'] },
        },
      },
      'it is as safe as before',
    ],
    [
      'user: root\nsecurity_opt: ["no-new-privileges:true"]',
      { securityContext: { runAsUser: 0, allowPrivilegeEscalation: false } },
      'root is 0',
    ],
    [
      'cpus: 0.5\nmem_limit: 512m\nmem_reservation: 1gb',
      { resources: { requests: { memory: '1Gi' }, limits: { cpu: '0.5', memory: '512Mi' } } },
      'it is as large as before',
    ],
    [
      'deploy: {resources: {limits: {cpus: "2", memory: 1g}, reservations: {cpus: 0.25}}}',
      { resources: { requests: { cpu: '0.25' }, limits: { cpu: '2', memory: '1Gi' } } },
      'also by deploy',
    ],
    [
      'working_dir: /bread\ntty: true\nstdin_open: true\npull_policy: always',
      { imagePullPolicy: 'Always', workingDir: '/bread', stdin: true, tty: true },
      'the rest of the container',
    ],
    [
      'volumes: ["jars:/jars:ro"]',
      { volumeMounts: [{ name: 'jars', mountPath: '/jars', readOnly: true }] },
      'a volume is mounted',
    ],
    [
      'volumes: [{type: volume, source: jars, target: /jars, volume: {subpath: jam}}]',
      { volumeMounts: [{ name: 'jars', mountPath: '/jars', subPath: 'jam' }] },
      'in the long form, too',
    ],
  ])('with %j has its fields, since %#', (fields, container, _reason) => {
    const found = withOven(fields).container;
    expect(found).toEqual({ name: 'oven', image: 'oven:1', ...container });
  });

  test.each([
    ['restart: unless-stopped', {}, 'pods are always started again'],
    ['stop_grace_period: 1m', { terminationGracePeriodSeconds: 60 }, 'it may take time to end'],
    [
      'network_mode: host',
      { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' },
      'on the network of the node it still finds Services',
    ],
    ['hostname: bread', { hostname: 'bread' }, 'it calls itself as before'],
    ['platform: linux/arm64', { nodeSelector: { 'kubernetes.io/arch': 'arm64' } }, 'it needs nodes of that kind'],
    [
      'extra_hosts: ["flour.test:10.0.0.1", "salt.test=10.0.0.1"]',
      { hostAliases: [{ ip: '10.0.0.1', hostnames: ['flour.test', 'salt.test'] }] },
      'it knows hosts by address',
    ],
    [
      'shm_size: 64m',
      { volumes: [{ name: 'dev-shm', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } }] },
      'shared memory is a volume',
    ],
    [
      'tmpfs: /run:size=1m',
      { volumes: [{ name: 'run', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } }] },
      'so is a folder in memory',
    ],
    ['volumes: ["/cache"]', { volumes: [{ name: 'cache', emptyDir: {} }] }, 'and one without a name'],
    [
      'group_add: [100]\npid: host',
      { securityContext: { supplementalGroups: [100] }, hostPID: true },
      'the rest of the pod',
    ],
  ])('with %j has a pod, since %#', (fields, expected, _reason) => {
    const { containers: _, ...pod } = withOven(fields).pod;
    expect(pod).toEqual(expected);
  });

  test.each([
    ['deploy: {replicas: 3}', 'Deployment', { replicas: 3 }, 'as many as before'],
    ['scale: 2', 'Deployment', { replicas: 2 }, 'in both ways of writing'],
    ['deploy: {mode: global}', 'DaemonSet', {}, 'one on each node'],
    ['profiles: [night]', 'Deployment', { replicas: 0 }, 'one that is not started has none'],
    ['volumes: ["jars:/jars"]', 'Deployment', { strategy: { type: 'Recreate' } }, 'one volume, one pod'],
  ])('with %j is a %s, since %#', (fields, kind, spec, _reason) => {
    const { workload } = withOven(fields);
    const { template: _, selector: __, ...rest } = asFields(workload?.spec);
    expect({ kind: workload?.kind, ...rest }).toEqual({ kind, ...spec });
  });

  test('that is active by COMPOSE_PROFILES runs', () => {
    expect(
      asFields(withOven('profiles: [night]', { '.env': 'COMPOSE_PROFILES=day, night' }).workload?.spec).replicas,
    ).toBeUndefined();
  });

  test('for whose end others wait is a Job', () => {
    const { objects, notes } = imported(
      'services:\n  knead: {image: "oven:1", restart: "on-failure:3"}\n  oven:\n    image: oven:1\n    depends_on: {knead: {condition: service_completed_successfully}}\n',
    );
    expect(objects.map(({ manifest: { kind } }) => kind)).toEqual(['Job', 'Deployment']);
    // its template cannot change, so each version is a Job of its own
    expect(objects[0]?.manifest.metadata).toEqual({ name: 'knead-1' });
    expect(objects[0]?.manifest.spec).toEqual({
      backoffLimit: 3,
      template: {
        metadata: { labels: { app: 'knead' } },
        spec: { restartPolicy: 'OnFailure', containers: [{ name: 'knead', image: 'oven:1' }] },
      },
    });
    expect(notes.map(({ what }) => what)).toEqual(["service 'knead': a Job", "service 'oven' (knead): depends_on"]);
  });
});

describe('an image', () => {
  test.each([
    ['image: bread/oven:${TAG}', 'bread/oven', ['TAG'], 'a tag is not known'],
    ['image: ${REGISTRY}/bread/oven:1', 'bread/oven:1', ['REGISTRY'], 'a registry is not known'],
    ['image: bread/oven@${DIGEST}', 'bread/oven', ['DIGEST'], 'a digest is not known'],
    ['image: ${OVEN_IMAGE}', 'oven-image', ['OVEN_IMAGE'], 'nothing is known'],
    ['image: ${REPO:-bread/oven}:${TAG:-1}', 'bread/oven:1', [], 'everything has a default'],
    ['image: bread/oven:__TAG__', 'bread/oven:__TAG__', [], 'a placeholder is a tag'],
    ['build: .', 'bakery-oven', [], 'docker compose names what it builds'],
  ])('of %j is %s, since %#', (line, image, variables, _reason) => {
    const { objects, unresolved } = imported(`services:\n  oven:\n    ${line}\n`);
    expect(objects.flatMap(({ manifest }) => findContainers(manifest)).map(({ container }) => container.image)).toEqual(
      [image],
    );
    expect(unresolved).toEqual(variables.map((variable) => ({ place: 'compose.yaml:3', variable, image })));
  });

  test('is one for services that are built in the same way', () => {
    const { objects, notes } = imported(`
services:
  oven: {build: .}
  mill: {build: {context: ./, dockerfile: Dockerfile}}
  shop: {build: {context: ., target: shop}}
`);
    expect(objects.flatMap(({ manifest }) => findContainers(manifest)).map(({ container }) => container.image)).toEqual(
      ['bakery', 'bakery', 'bakery-shop'],
    );
    expect(notes.map(({ what }) => what)).toEqual([
      "services 'oven', 'mill', 'shop': build",
      "services 'oven', 'mill': image",
    ]);
  });
});

describe('a Service', () => {
  test('has the ports of the container, and notes those of the host', () => {
    const { service, notes } = withOven('ports: ["8080:80", "53:53/udp", {target: 443, published: "8443"}]');
    expect(service).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'oven' },
      spec: {
        selector: { app: 'oven' },
        ports: [
          { name: 'tcp-80', port: 80 },
          { name: 'udp-53', port: 53, protocol: 'UDP' },
          { name: 'tcp-443', port: 443 },
        ],
      },
    });
    expect(notes[0]).toMatchObject({
      place: 'compose.yaml:4',
      what: "service 'oven' (8080:80, 53:53, 8443:443): ports on the host",
    });
  });

  test.each([
    [
      'environment: {MILL: "http://mill:8000/"}',
      { selector: { app: 'mill' }, ports: [{ port: 8000 }] },
      'an address has its port',
    ],
    [
      'command: wait --for="mill:8000"',
      { selector: { app: 'mill' }, ports: [{ port: 8000 }] },
      'so has one in a command',
    ],
    ['environment: {MILL_HOST: mill}', { clusterIP: 'None', selector: { app: 'mill' } }, 'a name alone has none'],
    [
      'environment: {MILL_URL: "grain://user:1234@mill/rye"}',
      { clusterIP: 'None', selector: { app: 'mill' } },
      'a password is no port',
    ],
    ['depends_on: [mill]', { clusterIP: 'None', selector: { app: 'mill' } }, 'what is waited for is to be found'],
    [
      'environment: {MODE: mill, PATHS: /srv/mill:9, IMAGE: "mill:5"}',
      undefined,
      'a word, a path and an image are no host',
    ],
  ])('is there for a service that %j names, since %#', (fields, spec, _reason) => {
    const { objects } = withOven(fields);
    expect(
      objects.find(({ manifest }) => manifest.kind === 'Service' && manifest.metadata?.name === 'mill')?.manifest.spec,
    ).toEqual(spec);
  });

  test('that would set a variable of the program itself is kept from it', () => {
    const { pod, about } = withOven('ports: ["80"]\nenvironment: {OVEN_HEAT: "200"}');
    expect(pod.enableServiceLinks).toBe(false);
    expect(about).toContain("service 'oven' (OVEN_PORT): variables of Services");
  });
});

describe('a note', () => {
  test.each([
    [
      'networks: {back: {aliases: [heat]}}\nlogging: {driver: syslog}',
      ["service 'oven': networks", "service 'oven' (heat): networks.back.aliases", "service 'oven': logging"],
    ],
    [
      'deploy: {placement: {constraints: [a]}, update_config: {order: start-first}}',
      ["service 'oven': deploy.placement", "service 'oven': deploy.update_config"],
    ],
    ['restart: "no"', ["service 'oven' (no): restart"]],
    [
      'volumes: ["./menu:/menu", "/etc/hosts:/hosts", "/var/run/docker.sock:/d.sock"]',
      [
        "service 'oven' (./menu:/menu): volumes",
        "service 'oven' (/etc/hosts:/hosts): volumes",
        "service 'oven' (/var/run/docker.sock:/d.sock): volumes",
      ],
    ],
    ['user: baker', ["service 'oven' (baker): user"]],
    [
      'environment: [SALT]\nenv_file: [a.env, {path: b.env, required: false}]',
      [
        'environment variables without a value: SALT',
        "service 'oven' (a.env): env_file",
        "service 'oven' (b.env): env_file",
      ],
    ],
    [
      'links: ["mill:grain", mill]',
      ["service 'oven' (mill:grain): links", "service 'oven' (mill): links", "service 'mill': a Service without ports"],
    ],
    ['command: mix; bake', ["service 'oven' (stops at ;): command"]],
    ['x-a: 1\nnew_field: 1', ["service 'oven': x-a", "service 'oven': new_field"]],
    [
      'healthcheck: {test: [CMD, hot], start_interval: 1s, interval: 500ms}',
      [
        "service 'oven': healthcheck",
        "service 'oven': healthcheck.start_interval",
        "service 'oven': healthcheck.interval",
      ],
    ],
    ['working_dir: ${NONE}', ["variable without a value: 'NONE' (line 4)"]],
  ])('says what of %j is not carried over', (fields, whats) => {
    expect(withOven(fields).about.sort()).toEqual([...whats].sort());
  });

  test('is one for many services', () => {
    const { notes } = imported('x-a: &a\n  image: oven:1\n  logging: {driver: none}\nservices:\n  a: *a\n  b: *a\n');
    expect(notes).toEqual([{ place: 'compose.yaml:3', what: "services 'a', 'b': logging", why: expect.any(String) }]);
  });

  test('names secrets and never what they hold', () => {
    const { notes } = withOven('environment: {DB_PASSWORD: hunter2, DB_URL: "db://u:hunter2@mill/x", COLOUR: red}');
    expect(notes).toContainEqual({
      place: 'compose.yaml:4',
      what: "service 'oven' (DB_PASSWORD, DB_URL): plain text that looks secret",
      why: expect.any(String),
    });
    expect(JSON.stringify(notes)).not.toContain('hunter2');
  });

  test('names a host that only Docker knew', () => {
    const { about } = withOven('container_name: big-oven\nenvironment: {SELF: "http://big-oven:80"}');
    expect(about).toEqual(["service 'oven': the name 'big-oven'", "service 'oven': container_name"]);
  });

  test('or an object tells of every field of a service', () => {
    const samples: readonly (readonly [string, string])[] = [
      ['annotations', '{a: b}'],
      ['blkio_config', '{weight: 300}'],
      ['build', '.'],
      ['cap_add', '[CHOWN]'],
      ['cap_drop', '[ALL]'],
      ['command', 'bake'],
      ['configs', '[menu]'],
      ['container_name', 'o'],
      ['cpu_shares', '5'],
      ['cpus', '1.5'],
      ['depends_on', '[mill]'],
      ['deploy', '{labels: {a: b}}'],
      ['devices', '[/dev/a:/dev/a]'],
      ['dns', '1.1.1.1'],
      ['entrypoint', 'sh'],
      ['env_file', 'a.env'],
      ['environment', '{A: b}'],
      ['expose', '[81]'],
      ['extra_hosts', '["a:b"]'],
      ['group_add', '[x]'],
      ['healthcheck', '{test: a}'],
      ['hostname', 'o'],
      ['init', 'true'],
      ['ipc', 'shareable'],
      ['labels', '{a: b}'],
      ['links', '[mill]'],
      ['logging', '{driver: a}'],
      ['mem_limit', '1g'],
      ['mem_reservation', '1g'],
      ['network_mode', 'none'],
      ['networks', '[back]'],
      ['pid', 'service:mill'],
      ['platform', 'linux/amd64/v2'],
      ['ports', '["80:80"]'],
      ['privileged', 'true'],
      ['profiles', '[a]'],
      ['pull_policy', 'daily'],
      ['read_only', 'true'],
      ['restart', 'on-failure'],
      ['scale', '2'],
      ['secrets', '[s]'],
      ['security_opt', '[a]'],
      ['shm_size', '1m'],
      ['stdin_open', 'true'],
      ['stop_grace_period', '5s'],
      ['stop_signal', 'SIGINT'],
      ['sysctls', '{a: 1}'],
      ['tmpfs', '/run'],
      ['tty', 'true'],
      ['ulimits', '{nofile: 1}'],
      ['user', 'me'],
      ['volumes', '["jars:/j"]'],
      ['working_dir', '/a'],
      ['x-y', '1'],
      ['unheard_of', '{a: 1}'],
    ];
    const shown = ({ objects }: ReturnType<typeof withOven>) => JSON.stringify(objects.map(({ manifest }) => manifest));
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...samples), { minLength: 1 }), (fields) => {
        const lines = fields.map(([name, value]) => `${name}: ${value}`);
        const whole = withOven(lines.join('\n'));
        for (const [name] of fields) {
          const without = withOven(lines.filter((line) => !line.startsWith(`${name}:`)).join('\n'));
          const isNoted = whole.notes.some(({ what }) => what.includes("'oven'") && what.includes(name));
          if (!isNoted && shown(whole) === shown(without)) throw new Error(`'${name}' is dropped in silence`);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('volumes', () => {
  test('are claims, with a note on the size that nobody wrote', () => {
    const { objects, notes } = imported(
      'services:\n  oven: {image: a, volumes: ["big_jars:/j"]}\n  mill: {image: a, volumes: ["big_jars:/j"]}\nvolumes:\n  big_jars: {driver: nfs}\n  spare:\n  old: {external: true}\n',
    );
    expect(objects.at(-1)).toMatchObject({
      place: 'compose.yaml:5',
      manifest: {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'big-jars' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
      },
    });
    expect(notes.map(({ what }) => what)).toEqual([
      "volume 'big_jars': driver",
      'shared volumes: big_jars',
      'volumes: big_jars',
      'volumes that no service mounts: spare, old',
    ]);
  });
});

test('an object is printed so that Kubernetes reads it back as it is', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.string(),
          fc.constantFrom(
            'yes',
            'off',
            '0644',
            '1e3',
            '12:30',
            '2024-01-01',
            '~',
            '',
            '0o17',
            '1_000',
            '.inf',
            '<<',
            '=',
            'a: b',
            '\n',
            '\t',
            '# x',
            "'",
          ),
        ),
        { minLength: 1 },
      ),
      (values) => {
        const text = `services:\n  oven:\n    image: oven:1\n    environment: ${JSON.stringify(Object.fromEntries(values.map((value, at) => [`V${at}`, value.replaceAll('$', '$$$$')])))}\n`;
        for (const { text: printed, manifest } of imported(text).objects) {
          expect(parseManifests(printed, 'a.yaml').map((placed) => placed.manifest)).toEqual([manifest]);
        }
      },
    ),
  );
});
