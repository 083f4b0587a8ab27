import { Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import fc from 'fast-check';
import type { Release } from '../../src/index';
import { findContainers } from '../../src/manifest/containers';
import { asFields } from '../../src/manifest/manifest';
import { podTemplateOf } from '../../src/manifest/pod-template';
import { podFields, workloadFields } from '../arbitraries/pod';
import { IMAGE, only, refusal, renderRelease } from './render-release';

const POD = { restartPolicy: 'Never' };

describe('a workload', () => {
  test('has nothing that nobody wrote but the image, the names, the selector and the labels', () => {
    expect(renderRelease((release) => release.deployment('render', { command: ['/render'] }))).toEqual([
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: {
          name: 'render',
          labels: {
            'app.kubernetes.io/name': 'render',
            'app.kubernetes.io/part-of': 'gifinator',
            'app.kubernetes.io/version': '0.0.5',
            'app.kubernetes.io/managed-by': 'lockstep',
          },
        },
        spec: {
          selector: { matchLabels: { app: 'render' } },
          template: {
            metadata: { labels: { app: 'render' } },
            spec: { containers: [{ name: 'render', image: IMAGE, command: ['/render'] }] },
          },
        },
      },
    ]);
  });

  test.each([
    [
      'Deployment',
      'apps/v1',
      (release: Release) => release.deployment('web', { replicas: 0, strategy: { type: 'Recreate' }, tty: true }),
      { replicas: 0, strategy: { type: 'Recreate' } },
    ],
    [
      'StatefulSet',
      'apps/v1',
      (release: Release) =>
        release.statefulSet('web', { serviceName: 'web', podManagementPolicy: 'Parallel', tty: true }),
      { serviceName: 'web', podManagementPolicy: 'Parallel' },
    ],
    [
      'DaemonSet',
      'apps/v1',
      (release: Release) => release.daemonSet('web', { updateStrategy: { type: 'OnDelete' }, tty: true }),
      { updateStrategy: { type: 'OnDelete' } },
    ],
    [
      'Job',
      'batch/v1',
      (release: Release) => release.job('web', { backoffLimit: 0, suspend: false, tty: true, pod: POD }),
      { backoffLimit: 0, suspend: false },
    ],
    [
      'CronJob',
      'batch/v1',
      (release: Release) =>
        release.cronJob('web', {
          schedule: '0 3 * * *',
          suspend: true,
          tty: true,
          pod: POD,
          jobTemplate: { metadata: { labels: { a: 'b' } }, spec: { backoffLimit: 1 } },
        }),
      { schedule: '0 3 * * *', suspend: true },
    ],
  ])(
    "of kind %s puts the kind's fields into its spec and the container's into the container",
    (kind, apiVersion, declare, spec) => {
      const manifest = only(renderRelease(declare), kind);
      expect(manifest.apiVersion).toBe(apiVersion);
      expect(manifest.spec).toMatchObject(spec);
      expect(podTemplateOf(manifest)?.spec).toMatchObject({ containers: [{ name: 'web', image: IMAGE, tty: true }] });
      expect(podTemplateOf(manifest)?.spec.containers).toEqual([{ name: 'web', image: IMAGE, tty: true }]);
    },
  );

  test('of kind CronJob keeps the fields of its Jobs beside the pod template', () => {
    const manifest = only(
      renderRelease((release) =>
        release.cronJob('nightly', {
          schedule: '0 3 * * *',
          pod: POD,
          jobTemplate: { metadata: { labels: { a: 'b' } }, spec: { backoffLimit: 1 } },
        }),
      ),
      'CronJob',
    );
    expect(manifest.spec).toEqual({
      schedule: '0 3 * * *',
      jobTemplate: {
        metadata: { labels: { a: 'b' } },
        spec: { backoffLimit: 1, template: { spec: { ...POD, containers: [{ name: 'nightly', image: IMAGE }] } } },
      },
    });
  });

  test('takes names, selector, labels and annotations as they are, so that what runs can be adopted', () => {
    const [manifest] = renderRelease(
      (release) =>
        release.deployment('render', {
          name: 'gif-render',
          namespace: 'elsewhere',
          containerName: 'main',
          selector: { matchLabels: { 'k8s-app': 'render' }, matchExpressions: [{ key: 'tier', operator: 'Exists' }] },
          labels: { team: 'gif' },
          annotations: { note: 'a' },
          podLabels: { tier: 'back' },
          podAnnotations: { scrape: 'true' },
        }),
      { image: IMAGE, labels: false },
    );
    expect(manifest).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'gif-render', namespace: 'elsewhere', labels: { team: 'gif' }, annotations: { note: 'a' } },
      spec: {
        selector: { matchLabels: { 'k8s-app': 'render' }, matchExpressions: [{ key: 'tier', operator: 'Exists' }] },
        template: {
          metadata: { labels: { 'k8s-app': 'render', tier: 'back' }, annotations: { scrape: 'true' } },
          spec: { containers: [{ name: 'main', image: IMAGE }] },
        },
      },
    });
  });

  test('writes env in its order, numbers and booleans as text, sources as valueFrom, and leaves out undefined', () => {
    const [manifest] = renderRelease((release) =>
      release.deployment('render', {
        env: {
          Z: 'z',
          PORT: 8085,
          DEBUG: false,
          TOKEN: { secretKeyRef: { name: 'tokens', key: 'render' } },
          MAYBE: undefined,
          LATE: Lazy.any({ produce: () => 9 }),
          A: '',
        },
      }),
    );
    expect(podTemplateOf(manifest!)?.spec.containers).toEqual([
      expect.objectContaining({
        env: [
          { name: 'Z', value: 'z' },
          { name: 'PORT', value: '8085' },
          { name: 'DEBUG', value: 'false' },
          { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'tokens', key: 'render' } } },
          { name: 'LATE', value: '9' },
          { name: 'A', value: '' },
        ],
      }),
    ]);
  });

  test("runs the release's image in init containers and sidecars, unless they name another one", () => {
    const [manifest] = renderRelease((release) =>
      release.deployment('web', {
        initContainers: { migrate: { command: ['/migrate'], env: { A: 1 } }, wait: { image: 'busybox:1.36' } },
        sidecars: [
          { name: 'tail', command: ['/tail'] },
          { name: 'proxy', image: 'envoy:1.29' },
        ],
        pod: { hostPID: true, volumes: [{ name: 'x', emptyDir: {} }] },
      }),
    );
    expect(podTemplateOf(manifest!)?.spec).toEqual({
      hostPID: true,
      volumes: [{ name: 'x', emptyDir: {} }],
      initContainers: [
        { name: 'migrate', image: IMAGE, command: ['/migrate'], env: [{ name: 'A', value: '1' }] },
        { name: 'wait', image: 'busybox:1.36' },
      ],
      containers: [
        { name: 'web', image: IMAGE },
        { name: 'tail', image: IMAGE, command: ['/tail'] },
        { name: 'proxy', image: 'envoy:1.29' },
      ],
    });
  });

  test('passes on fields that are newer than the types, of the container, the pod and the kind', () => {
    const [manifest] = renderRelease((release) =>
      release.deployment('web', {
        ...({ futureField: { a: [1, 2] } } as object),
        pod: { futurePodField: 'x' } as object,
        spec: { futureSpecField: true },
      }),
    );
    expect(manifest).toMatchObject({
      spec: {
        futureSpecField: true,
        template: { spec: { futurePodField: 'x', containers: [{ futureField: { a: [1, 2] } }] } },
      },
    });
  });

  test('lets any valid fields through to the YAML unchanged', () => {
    fc.assert(
      fc.property(workloadFields, podFields, (fields, pod) => {
        const [manifest] = renderRelease((release) => release.deployment('web', { ...fields, pod }));
        const { containers, ...rest } = podTemplateOf(manifest!)!.spec as { containers: object[] };
        expect(rest).toEqual(pod);
        expect(containers).toEqual([{ ...fields, name: 'web', image: IMAGE }]);
      }),
      { numRuns: 200 },
    );
  });

  test('gives a Job the version in its name, and another version another name', () => {
    const name = (image: string) =>
      only(
        renderRelease((release) => release.job('migrate', { pod: POD }), { image }),
        'Job',
      ).metadata.name;
    expect(name('app:0.0.5')).toBe('migrate-0-0-5');
    expect(name('app:0.0.6')).toBe('migrate-0-0-6');
    expect(name(`app:0.0.6@sha256:${'0'.repeat(64)}`)).not.toBe('migrate-0-0-6');
    expect(
      only(
        renderRelease((release) => release.job('migrate', { name: 'once', pod: POD })),
        'Job',
      ).metadata.name,
    ).toBe('once');
  });

  test('keeps the name of a Job within 63 characters', () => {
    const name = only(
      renderRelease((release) => release.job('j'.repeat(50), { pod: POD }), { image: `app:${'9'.repeat(128)}` }),
      'Job',
    ).metadata.name;
    expect(name).toMatch(/^j{50}-[a-z0-9-]{8,12}$/);
  });
});

describe('a variant of the image', () => {
  const images = (declare: (release: Release) => void, image = 'app:1.2') =>
    renderRelease(declare, { image }).map((manifest) => [
      findContainers(manifest)
        .map(({ container }) => container.image)
        .join(' '),
      asFields(manifest.metadata?.labels)['app.kubernetes.io/version'],
    ]);

  test('with a tag suffix moves with the release', () => {
    expect(images((release) => release.deployment('train', { tagSuffix: '-gpu' }))).toEqual([
      ['app:1.2-gpu', '1.2-gpu'],
    ]);
    expect(images((release) => release.deployment('train', { tagSuffix: '-gpu' }), 'app:1.3')).toEqual([
      ['app:1.3-gpu', '1.3-gpu'],
    ]);
  });

  test("with a tag suffix has no digest, since the digest is another image's", () => {
    expect(
      images((release) => release.deployment('train', { tagSuffix: '-gpu' }), `app:1.2@sha256:${'0'.repeat(64)}`),
    ).toEqual([['app:1.2-gpu', '1.2-gpu']]);
  });

  test('with a pinned tag stays where it is', () => {
    const old = (release: Release) => release.deployment('legacy', { pinnedTag: '0.9' });
    expect(images(old)).toEqual([['app:0.9', '0.9']]);
    expect(images(old, 'app:1.3')).toEqual([['app:0.9', '0.9']]);
    expect(images((release) => release.deployment('legacy', { pinnedTag: `@sha256:${'0'.repeat(64)}` }))).toEqual([
      [`app@sha256:${'0'.repeat(64)}`, 'sha256-000000000000'],
    ]);
  });

  test('holds for the other containers of the workload too, unless they say otherwise', () => {
    expect(
      images((release) =>
        release.deployment('train', {
          tagSuffix: '-gpu',
          sidecars: { a: {}, b: { tagSuffix: '' }, c: { pinnedTag: '0.9' } },
        }),
      ),
    ).toEqual([['app:1.2-gpu app:1.2-gpu app:1.2 app:0.9', '1.2-gpu']]);
  });

  test('is refused when it says two things, when there is no tag to vary, and when it makes no tag', () => {
    expect(refusal((release) => release.deployment('a', { tagSuffix: '-x', pinnedTag: '1' }))).toBe(
      "VARIANT_AMBIGUOUS: gifinator/a: container 'a' has both tagSuffix and pinnedTag\n  why: tagSuffix moves with the release and pinnedTag does not\n  fix: keep one of them (pinnedTag: '1-x' is a variant that stays)",
    );
    expect(
      refusal((release) => release.deployment('a', { tagSuffix: '-x' }), { image: `app@sha256:${'0'.repeat(64)}` }),
    ).toMatch(
      /^VARIANT_WITHOUT_TAG: gifinator\/a: container 'a' has the tagSuffix '-x'\n {2}why: the release has no tag to put it behind: app@sha256:/,
    );
    expect(refusal((release) => release.deployment('a', { tagSuffix: '+x' }))).toMatch(
      /^VARIANT_INVALID: gifinator\/a: container 'a': 'inherently\/gifinator:0\.0\.5\+x' is not an image reference\n/,
    );
  });
});

describe('expose', () => {
  const service = (declare: (release: Release) => void) =>
    only(renderRelease(declare, { image: IMAGE, labels: false }), 'Service');

  test('gives the ports of the containers, and nothing that nobody wrote', () => {
    const manifest = service((release) => {
      const render = release.deployment('render', { ports: [{ containerPort: 8085 }] });
      expect(render.expose()).toMatchObject({ name: 'render', port: 8085 });
    });
    expect(manifest).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'render' },
      spec: { selector: { app: 'render' }, ports: [{ port: 8085 }] },
    });
  });

  test.each([
    ['a NodePort with a fixed port', { type: 'NodePort', ports: [{ port: 8090, nodePort: 30008 }] }],
    [
      'a load balancer with its own fields',
      {
        type: 'LoadBalancer',
        loadBalancerSourceRanges: ['10.0.0.0/8'],
        externalTrafficPolicy: 'Local',
        ports: [{ port: 80, targetPort: 8090 }],
      },
    ],
    ['a headless Service', { clusterIP: 'None', publishNotReadyAddresses: true, ports: [{ port: 8090 }] }],
    ['a port by name', { ports: [{ port: 80, targetPort: 'http', appProtocol: 'kubernetes.io/h2c' }] }],
    [
      'TCP and UDP on the same number',
      {
        ports: [
          { name: 'a', port: 2003, protocol: 'TCP' },
          { name: 'b', port: 2003, protocol: 'UDP' },
        ],
      },
    ],
    ['external addresses', { externalIPs: ['192.0.2.1'], ports: [{ port: 8090 }] }],
    [
      'sticky sessions',
      {
        sessionAffinity: 'ClientIP',
        sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } },
        ports: [{ port: 8090 }],
      },
    ],
  ])('gives %s', (_what, fields) => {
    const manifest = service((release) =>
      release
        .deployment('web', {
          ports: [
            { containerPort: 8090, name: 'http' },
            { containerPort: 80, name: 'plain' },
            { containerPort: 2003, name: 'a' },
            { containerPort: 2003, protocol: 'UDP', name: 'b' },
          ],
        })
        .expose(fields),
    );
    expect(manifest.spec).toEqual({ ...fields, selector: { app: 'web' } });
  });

  test('gives a cdk8s-plus Service that can still be added to', () => {
    const manifest = service((release) => {
      const web = release.deployment('web', {
        ports: [
          { containerPort: 1, name: 'a' },
          { containerPort: 2, name: 'b' },
        ],
      });
      const exposed = web.expose({ ports: [{ port: 1, name: 'a' }] });
      expect(exposed).toBeInstanceOf(kplus.Service);
      exposed.bind(2, { name: 'b' });
      exposed.selectLabel('tier', 'front');
    });
    expect(manifest.spec).toEqual({
      ports: [
        { port: 1, name: 'a' },
        { port: 2, name: 'b' },
      ],
      selector: { app: 'web', tier: 'front' },
    });
  });

  test('knows its ports by name', () => {
    renderRelease((release) => {
      const web = release
        .deployment('web', {
          ports: [
            { containerPort: 80, name: 'http' },
            { containerPort: 90, name: 'grpc' },
          ],
        })
        .expose();
      expect(web.portNamed('grpc')).toBe(90);
      expect(() => web.portNamed('grcp')).toThrow(
        new Error(
          "SERVICE_PORT_UNKNOWN: gifinator/web/web: service 'web' has no port named 'grcp'\n  why: its ports are named: http, grpc\n  fix: name the port in ports",
        ),
      );
      expect(() => web.portNamed('htp')).toThrow("did you mean 'http'?");
    });
  });

  test('wires one workload to another by reference', () => {
    const [manifest] = renderRelease((release) => {
      const render = release
        .deployment('render', { ports: [{ containerPort: 8085 }] })
        .expose({ name: 'render-service' });
      release.deployment('worker', { env: { RENDER_NAME: render.name, RENDER_PORT: render.port } });
    }).filter((each) => each.metadata?.name === 'worker');
    expect(podTemplateOf(manifest!)?.spec.containers).toMatchObject([
      {
        env: [
          { name: 'RENDER_NAME', value: 'render-service' },
          { name: 'RENDER_PORT', value: '8085' },
        ],
      },
    ]);
  });
});

describe('cdk8s-plus works on a workload', () => {
  test('an Ingress leads to it', () => {
    const manifests = renderRelease((release) => {
      const web = release.deployment('web', { ports: [{ containerPort: 80 }] });
      new kplus.Ingress(release, 'front').addRule('/', kplus.IngressBackend.fromService(web.expose()));
    });
    const ingress = only(manifests, 'Ingress');
    expect(ingress.metadata.name).toBe('front');
    expect(ingress.spec).toEqual({
      rules: [
        {
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }],
          },
        },
      ],
    });
  });

  test('a HorizontalPodAutoscaler scales it, by its requests or by a metric', () => {
    const manifests = renderRelease((release) => {
      const web = release.deployment('web', { resources: { requests: { cpu: '500m', memory: '1Gi' } } });
      new kplus.HorizontalPodAutoscaler(release, 'scaler', { target: web, maxReplicas: 5 });
      expect(web.hasAutoscaler).toBe(true);
      const [container] = web.toScalingTarget().containers;
      expect(container?.resources?.cpu?.request?.amount).toBe('500m');
      expect(container?.resources?.memory?.request?.toMebibytes()).toBe(1024);
    });
    expect(only(manifests, 'HorizontalPodAutoscaler').spec).toMatchObject({
      maxReplicas: 5,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    });
  });

  test('an autoscaler of its own has exactly the fields that were written', () => {
    const manifests = renderRelease(
      (release) => {
        const web = release.deployment('web');
        web.autoscale({ minReplicas: 2, maxReplicas: 8 });
        expect(web.hasAutoscaler).toBe(true);
      },
      { image: IMAGE, labels: false },
    );
    expect(only(manifests, 'HorizontalPodAutoscaler')).toEqual({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web' },
      spec: {
        minReplicas: 2,
        maxReplicas: 8,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      },
    });
    expect(refusal((release) => release.deployment('web', { replicas: 3 }).autoscale({ maxReplicas: 8 }))).toMatch(
      /^REPLICAS_AND_AUTOSCALER: gifinator\/web: deployment 'web' asks for 3 replicas and has the autoscaler 'web'\n/,
    );
  });

  test('a NetworkPolicy selects it and lets others reach it', () => {
    const manifests = renderRelease(
      (release) => {
        const web = release.deployment('web');
        const db = release.statefulSet('db', {
          selector: {
            matchLabels: { app: 'db' },
            matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['x'] }],
          },
        });
        const policy = new kplus.NetworkPolicy(release, 'only-web', { selector: db });
        policy.addIngressRule(web, [kplus.NetworkPolicyPort.tcp(5432)]);
      },
      { image: IMAGE, namespace: 'shop' },
    );
    expect(only(manifests, 'NetworkPolicy').spec).toEqual({
      podSelector: {
        matchLabels: { app: 'db' },
        matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['x'] }],
      },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [
            {
              podSelector: { matchLabels: { app: 'web' } },
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
            },
          ],
          ports: [{ port: 5432, protocol: 'TCP' }],
        },
      ],
    });
  });

  test("its own workloads take the release's image from release.container", () => {
    const manifests = renderRelease((release) => {
      new kplus.Deployment(release, 'plus', {
        containers: [
          release.container({ name: 'main', portNumber: 80 }),
          release.container({ name: 'gpu', tagSuffix: '-gpu' }),
        ],
      });
    });
    expect(podTemplateOf(only(manifests, 'Deployment'))?.spec.containers).toMatchObject([
      { image: IMAGE },
      { image: `${IMAGE}-gpu` },
    ]);
  });

  test('a disruption budget is ours', () => {
    const manifests = renderRelease(
      (release) =>
        release.deployment('web').disruptionBudget({ maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' }),
      { image: IMAGE, labels: false },
    );
    expect(only(manifests, 'PodDisruptionBudget')).toEqual({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'web' },
      spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: { matchLabels: { app: 'web' } } },
    });
  });

  test('refuses an operator that selectors do not have', () => {
    renderRelease((release) => {
      const web = release.deployment('web', {
        selector: {
          matchLabels: { app: 'web' },
          matchExpressions: [{ key: 'app', operator: 'Equals', values: ['web'] }],
        },
        spec: { selector: { matchLabels: { app: 'web' } } },
      });
      expect(() => web.toPodSelectorConfig()).toThrow(
        new Error(
          "SELECTOR_OPERATOR: the selector has the operator 'Equals' for 'app'\n  why: a label selector knows: In, NotIn, Exists, DoesNotExist\n  fix: use one of them",
        ),
      );
    });
  });

  test('refuses to scale what has no replicas, and to select pods without labels', () => {
    expect(
      refusal((release) => {
        new kplus.HorizontalPodAutoscaler(release, 'scaler', {
          target: release.daemonSet('agent', { resources: { requests: { cpu: '1' } } }),
          maxReplicas: 2,
        });
      }),
    ).toBe(
      "NOT_SCALABLE: gifinator/agent: daemonset 'agent' has an autoscaler\n  why: a DaemonSet has no number of replicas to scale\n  fix: make it a Deployment or a StatefulSet, or delete the autoscaler",
    );
    renderRelease((release) => {
      expect(() => release.job('once', { pod: POD }).toPodSelectorConfig()).toThrow(
        new Error(
          "PODS_NOT_SELECTABLE: gifinator/once: the pods of job 'once-0-0-5' cannot be selected\n  why: a Job has no selector, and its pods have no labels\n  fix: give it podLabels, for example { app: 'once' }",
        ),
      );
      expect(
        release
          .job('twice', { pod: POD, podLabels: { app: 'twice' } })
          .toPodSelectorConfig()
          .labelSelector.isEmpty(),
      ).toBe(false);
    });
  });
});
