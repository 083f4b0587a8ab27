import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App as Cdk8sApp, Chart, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { App, Release, type UserError } from '../../src/index';
import { asFields } from '../../src/manifest/manifest';
import { IMAGE, only, refusal, renderRelease, renderYaml } from './render-release';

describe('a release', () => {
  test('reads its image from the release file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'release-')), 'release.yaml');
    writeFileSync(file, 'image:\n  repository: inherently/gifinator\n  tag: 1.10\n');
    renderRelease(
      (release) => {
        expect(String(release.image)).toBe('inherently/gifinator:1.10');
        expect(release.file).toBe(file);
      },
      { file },
    );
  });

  test.each([
    ['the whole reference', IMAGE],
    ['its parts', { repository: 'inherently/gifinator', tag: '0.0.5' }],
  ])('takes its image as %s', (_what, image) => {
    renderRelease((release) => expect(String(release.image)).toBe(IMAGE), { image });
  });

  test.each([
    [
      'neither a file nor an image',
      {},
      "RELEASE_SOURCE: gifinator: the release has neither a file nor an image\n  why: the image has to stand in exactly one place\n  fix: give it file: 'release.yaml'",
    ],
    [
      'both of them',
      { file: 'release.yaml', image: IMAGE },
      "RELEASE_SOURCE: gifinator: the release has both a file and an image\n  why: the image has to stand in exactly one place\n  fix: give it file: 'release.yaml'",
    ],
    [
      'a moving tag',
      { image: 'app:latest' },
      "RELEASE_MOVING_TAG: gifinator: the tag 'latest' moves\n  why: a tag that is pushed again and again names no version: bumping changes nothing and rolling back is impossible\n  fix: use the tag of a version, add a digest, or say allowMovingTag: true",
    ],
    [
      'a tag that is listed as moving',
      { image: 'app:main', movingTags: ['main'] },
      "RELEASE_MOVING_TAG: gifinator: the tag 'main' moves\n  why: a tag that is pushed again and again names no version: bumping changes nothing and rolling back is impossible\n  fix: use the tag of a version, add a digest, or say allowMovingTag: true",
    ],
    [
      'a tag that is a number',
      { image: { repository: 'app', tag: 1.1 as unknown as string } },
      "IMAGE_REFERENCE_INVALID: 'app:1.1' is not an image reference\n  why: the tag 1.1 is a number, not a string\n  fix: write repository:tag, for example 'registry.example.com:5000/team/app:1.4.2', and quote numbers",
    ],
  ])('refuses %s', (_what, props, message) => {
    expect(() => renderYaml(() => {}, props)).toThrow(new Error(message));
  });

  test('runs a moving tag, or none, where that is wanted', () => {
    for (const image of ['app:latest', 'app']) {
      const manifest = only(
        renderRelease((release) => release.deployment('web'), { image, allowMovingTag: true }),
        'Deployment',
      );
      expect(asFields(manifest.metadata.labels)['app.kubernetes.io/version']).toBe('latest');
    }
  });

  test('makes its namespace only when it is asked to, and puts everything into it', () => {
    const manifests = renderRelease((release) => release.deployment('web'), {
      image: IMAGE,
      namespace: 'gif',
      createNamespace: true,
      labels: false,
    });
    expect(manifests[0]).toEqual({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'gif' } });
    expect(only(manifests, 'Deployment').metadata.namespace).toBe('gif');
    expect(renderRelease((release) => release.deployment('web'), { image: IMAGE, namespace: 'gif' })).toHaveLength(1);
    expect(refusal(() => {}, { image: IMAGE, createNamespace: true })).toBe(
      "NAMESPACE_MISSING: gifinator: createNamespace is given and there is no namespace\n  why: the Namespace object needs a name\n  fix: give the release a namespace: '…'",
    );
  });

  test('gives its namespace labels and annotations', () => {
    const [namespace] = renderRelease(() => {}, {
      image: IMAGE,
      namespace: 'gif',
      labels: false,
      createNamespace: {
        labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
        annotations: { owner: 'gif' },
      },
    });
    expect(namespace?.metadata).toEqual({
      name: 'gif',
      labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
      annotations: { owner: 'gif' },
    });
  });

  test('labels every object below it, and adds labels of the user beside its own', () => {
    const manifests = renderRelease(
      (release) => {
        release.deployment('web', { ports: [{ containerPort: 80 }] }).expose();
        new ApiObject(release, 'raw', { apiVersion: 'v1', kind: 'ConfigMap' });
      },
      { image: IMAGE, labels: { team: 'gif' } },
    );
    for (const manifest of manifests) {
      expect(manifest.metadata?.labels).toMatchObject({
        team: 'gif',
        'app.kubernetes.io/part-of': 'gifinator',
        'app.kubernetes.io/version': '0.0.5',
        'app.kubernetes.io/managed-by': 'lockstep',
      });
    }
  });

  test('adds no labels of ours when labels is false', () => {
    const text = renderYaml(
      (release) => {
        const web = release.deployment('web', { ports: [{ containerPort: 80 }] });
        web.expose();
        web.disruptionBudget({ minAvailable: 1 });
        release.configMap('settings', { data: { a: 'b' } });
      },
      { image: IMAGE, labels: false },
    );
    expect(text).not.toContain('app.kubernetes.io');
  });

  test('never holds the version in a selector or in a pod template', () => {
    const manifests = renderRelease(
      (release) => {
        release.deployment('a');
        release.statefulSet('b');
        release.daemonSet('c');
        release.cronJob('d', { schedule: '@daily', pod: { restartPolicy: 'Never' } });
      },
      { image: 'app:7.7.7' },
    );
    for (const { spec } of manifests)
      expect(JSON.stringify(spec).replaceAll('"image":"app:7.7.7"', '')).not.toContain('7.7.7');
  });

  test.each([
    ['__TAG__', 'TAG-0b56dbd7'],
    ['t'.repeat(128), `${'t'.repeat(54)}-9fc73bfd`],
  ])('gives the version %s as a valid label value', (tag, label) => {
    const manifest = only(
      renderRelease((release) => release.deployment('web'), { image: `app:${tag}` }),
      'Deployment',
    );
    expect(asFields(manifest.metadata.labels)['app.kubernetes.io/version']).toBe(label);
  });

  test('names objects by the id that was written, never by a path or a hash', () => {
    const manifests = renderRelease((release) => {
      new kplus.Secret(release, 'tokens');
      new ApiObject(release, 'raw', { apiVersion: 'v1', kind: 'ConfigMap' });
    });
    expect(manifests.map((manifest) => manifest.metadata?.name)).toEqual(['tokens', 'raw']);
  });

  test('is told from other charts', () => {
    const app = new App();
    expect(new Release(app, 'a', { image: IMAGE }) instanceof Release).toBe(true);
    expect(new Chart(app, 'b') instanceof Release).toBe(false);
  });

  test('works in a plain cdk8s app too, which refuses the same things', () => {
    const release = new Release(Testing.app(), 'gifinator', { image: IMAGE });
    release.deployment('render', { command: ['/render'] });
    expect(Testing.synth(release)).toMatchObject([{ kind: 'Deployment' }]);
    release.deployment('worker', { command: ['/gifcreator -worker'] });
    expect(() => (Cdk8sApp.of(release) as Cdk8sApp).synth()).toThrow(
      "Validation failed with the following errors:\n  [gifinator] COMMAND_ONE_STRING: gifinator/worker: container 'worker' has the command",
    );
  });
});

describe('synth refuses', () => {
  const stray = (where: string, image: string) =>
    [
      `STRAY_IMAGE: ${where} runs ${image}`,
      '  why: this release is inherently/gifinator:0.0.5, and a container of its repository that names another version would stay behind when it is bumped or rolled back',
      '  fix: leave the image to the release (release.image, release.container({…})), or declare the exception with pinnedTag on a workload',
    ].join('\n');

  test.each([
    [
      'an image that is smuggled into the props by a cast',
      (release: Release) => release.deployment('render', { image: 'inherently/gifinator:0.0.4' } as object),
      [
        'IMAGE_IN_PROPS: gifinator/render: the props name an image: inherently/gifinator:0.0.4',
        '  why: a workload of this release runs inherently/gifinator:0.0.5, so that one bump moves all of them',
        '  fix: delete image; for another version on purpose there is pinnedTag, for another program initContainers, sidecars or a chart of its own',
      ].join('\n'),
    ],
    [
      'containers that are smuggled into the pod',
      (release: Release) =>
        release.deployment('render', { pod: { containers: [{ name: 'a', image: 'b' }] } as object }),
      [
        'CONTAINERS_UNDER_POD: gifinator/render: pod.containers is given',
        '  why: it would replace containers that run the image of the release',
        '  fix: write them as sidecars, beside pod',
      ].join('\n'),
    ],
    [
      'another tag in a cdk8s-plus workload',
      (release: Release) =>
        new kplus.Deployment(release, 'plus').addContainer({
          image: 'inherently/gifinator:0.0.4',
          securityContext: { ensureNonRoot: false },
        }),
      stray("gifinator/plus: container 'main'", 'inherently/gifinator:0.0.4'),
    ],
    [
      'another tag in a raw object',
      (release: Release) =>
        new ApiObject(release, 'raw', {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'raw' },
          spec: { containers: [{ name: 'main', image: 'inherently/gifinator:0.0.4' }] },
        }),
      stray("gifinator/raw: container 'main'", 'inherently/gifinator:0.0.4'),
    ],
    [
      'another tag in a kind that nobody knows',
      (release: Release) =>
        new ApiObject(release, 'raw', {
          apiVersion: 'x.io/v1',
          kind: 'Farm',
          spec: { farms: [{ initContainers: [{ name: 'main', image: 'inherently/gifinator:0.0.4' }] }] },
        }),
      stray("gifinator/raw: init container 'main'", 'inherently/gifinator:0.0.4'),
    ],
    [
      'a digest that the release does not have',
      (release: Release) =>
        new ApiObject(release, 'raw', {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'raw' },
          spec: { containers: [{ name: 'main', image: `${IMAGE}@sha256:${'0'.repeat(64)}` }] },
        }),
      stray("gifinator/raw: container 'main'", `${IMAGE}@sha256:${'0'.repeat(64)}`),
    ],
    [
      'another spelling of the same repository',
      (release: Release) =>
        release.deployment('render', { sidecars: { old: { image: 'docker.io/inherently/gifinator:0.0.4' } } }),
      stray("gifinator/render: container 'old'", 'docker.io/inherently/gifinator:0.0.4'),
    ],
    [
      'no tag at all',
      (release: Release) =>
        release.deployment('render', { initContainers: { old: { image: 'inherently/gifinator' } } }),
      stray("gifinator/render: init container 'old'", 'inherently/gifinator'),
    ],
    [
      'a nested chart that strays',
      (release: Release) =>
        new ApiObject(new Chart(release, 'nested'), 'raw', {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'raw' },
          spec: { containers: [{ name: 'main', image: 'inherently/gifinator:0.0.4' }] },
        }),
      stray("gifinator/nested/raw: container 'main'", 'inherently/gifinator:0.0.4'),
    ],
    [
      'an image that is no reference',
      (release: Release) => release.deployment('render', { sidecars: { proxy: { image: 'envoy:{{ tag }}' } } }),
      [
        "CONTAINER_IMAGE_INVALID: gifinator/render: container 'proxy' runs 'envoy:{{ tag }}', which is not an image reference",
        "  why: the tag '{{ tag }}' may only have letters, digits, _ . and -, and begins with a letter, a digit or _",
        "  fix: write repository:tag, for example 'registry.example.com:5000/team/app:1.4.2', and quote numbers",
      ].join('\n'),
    ],
  ])('%s', (_what, declare, message) => {
    expect(refusal(declare)).toBe(message);
  });

  test('another tag by a JSON patch', () => {
    const message = refusal((release) => {
      release
        .deployment('render')
        .apiObject.addJsonPatch(
          JsonPatch.replace('/spec/template/spec/containers/0/image', 'inherently/gifinator:0.0.4'),
        );
    });
    expect(message).toBe(stray("gifinator/render: container 'render'", 'inherently/gifinator:0.0.4'));
  });

  test('but lets other repositories, its own image and declared exceptions be', () => {
    renderRelease((release) => {
      release.deployment('a', { pinnedTag: '0.0.4', sidecars: { proxy: { image: 'envoy:1.29' } } });
      release.deployment('b', { sidecars: { same: { image: String(release.image) } } });
      new kplus.Deployment(release, 'plus', { containers: [release.container({ pinnedTag: '0.0.3' })] });
    });
  });

  test('an exception that another workload declared', () => {
    expect(
      refusal((release) => {
        release.deployment('a', { pinnedTag: '0.0.4' });
        release.deployment('b', { sidecars: { old: { image: 'inherently/gifinator:0.0.4' } } });
      }),
    ).toBe(stray("gifinator/b: container 'old'", 'inherently/gifinator:0.0.4'));
  });

  test('two workloads of one name, and lets a Job be named like a Deployment', () => {
    expect(
      refusal((release) => {
        release.deployment('web');
        release.deployment('web');
      }),
    ).toBe(
      "DUPLICATE_OBJECT: gifinator/web-2: deployment 'web' is declared a second time\n  why: gifinator/web has the same kind, namespace and name, so that one of the two would overwrite the other\n  fix: give one of them another name, or delete it",
    );
    renderRelease((release) => {
      release.deployment('web');
      release.cronJob('web', { schedule: '@daily', pod: { restartPolicy: 'Never' } });
    });
  });

  test('containers whose order JavaScript has lost', () => {
    expect(
      refusal((release) =>
        release.deployment('web', { initContainers: { wait: { image: 'a:1' }, '1': { image: 'b:1' } } }),
      ),
    ).toBe(
      "CONTAINER_ORDER_LOST: gifinator/web: initContainers has a container named '1'\n  why: JavaScript puts keys that are numbers before all others, so the order you wrote is gone\n  fix: write the containers as a list: [{ name: '1', … }]",
    );
  });

  test('a Service without a port', () => {
    expect(refusal((release) => release.deployment('web').expose())).toBe(
      "SERVICE_WITHOUT_PORTS: gifinator/web: a Service cannot be put in front of deployment 'web'\n  why: its containers declare no ports, and none were given\n  fix: give the container ports: [{ containerPort: … }], or expose({ ports: [{ port: … }] })",
    );
  });

  test('replicas beside an autoscaler, also when they are 0', () => {
    expect(
      refusal((release) => {
        const target = release.deployment('web', { replicas: 0, resources: { requests: { cpu: '1' } } });
        new kplus.HorizontalPodAutoscaler(release, 'scaler', { target, maxReplicas: 3 });
      }),
    ).toBe(
      "REPLICAS_AND_AUTOSCALER: gifinator/web: deployment 'web' asks for 0 replicas and has the autoscaler 'scaler'\n  why: every kubectl apply would set it back to 0, whatever the load is\n  fix: delete replicas; minReplicas of the autoscaler is the least there will be",
    );
  });

  test('a disruption budget with both bounds or none', () => {
    expect(refusal((release) => release.deployment('web').disruptionBudget({}))).toBe(
      "DISRUPTION_BUDGET_BOUND: gifinator/web: the disruption budget has neither minAvailable nor maxUnavailable\n  why: Kubernetes takes exactly one of them\n  fix: say disruptionBudget({ maxUnavailable: 1 }), or minAvailable: '50%'",
    );
  });

  test('a value that is no plain data, with the path of its construct', () => {
    expect(
      refusal((release) => release.deployment('web', { podAnnotations: { at: new Date(0) as unknown as string } })),
    ).toBe(
      "OBJECT_UNRENDERABLE: gifinator/web: deployment 'web' cannot be written as YAML\n  why: can't render non-simple object of type 'Date'\n  fix: mend the value, which has to be plain data: text, numbers, booleans, lists and maps",
    );
  });

  test('everything at once, what constructs of others say included', () => {
    const app = new App();
    const release = new Release(app, 'gifinator', { image: IMAGE });
    release.deployment('Render', { command: ['/render now'] });
    release.deployment('web', { pod: { volumes: [] }, volumeMounts: [{ name: 'data', mountPath: '/data' }] });
    const other = new Chart(app, 'other');
    new ApiObject(other, 'bad', { apiVersion: 'v1', kind: 'ConfigMap', data: { at: new Date(0) } });
    other.node.addValidation({ validate: () => ['is not ready'] });
    let error: UserError | undefined;
    try {
      app.synthYaml();
    } catch (caught) {
      error = caught as UserError;
    }
    expect(error?.problems.map((problem) => problem.code)).toEqual([
      'COMMAND_ONE_STRING',
      'INVALID_NAME',
      'INVALID_NAME',
      'MOUNT_WITHOUT_VOLUME',
      'CONSTRUCT_INVALID',
      'OBJECT_UNRENDERABLE',
    ]);
  });

  test('before it writes the first file', () => {
    const outdir = join(mkdtempSync(join(tmpdir(), 'dist-')), 'dist');
    const app = new App({ outdir });
    new Release(app, 'gifinator', { image: IMAGE }).deployment('Web');
    expect(() => app.synth()).toThrow('INVALID_NAME');
    expect(() => readdirSync(outdir)).toThrow('ENOENT');
  });
});
