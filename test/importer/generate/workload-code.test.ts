import { statementsOf } from './generated';
import { cronJob, deployment } from './kubernetes';

type Row = readonly [yaml: string, code: string, reason: string];

const POD = 'containers: [{name: main, image: "team/shop:1.4.2"}]';
const STATEFUL_SET = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  replicas: 3
  podManagementPolicy: Parallel
  updateStrategy: {type: OnDelete}
  ordinals: {start: 1}
  volumeClaimTemplates:
  - metadata: {name: data}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {${POD}}
`;
const DAEMON_SET = `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  minReadySeconds: 3
  updateStrategy: {rollingUpdate: {maxUnavailable: 1}}
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec: {${POD}}
`;
const job = (name: string, spec = '') => `apiVersion: batch/v1
kind: Job
metadata: {name: ${name}}
spec:
${spec}  template:
    spec: {restartPolicy: Never, ${POD}}
`;

describe('a workload becomes a method of its Release', () => {
  test.each<Row>([
    [
      deployment('web'),
      `
shop.deployment('web');
`,
      'what has nothing of its own is its name',
    ],
    [
      deployment('web', {
        metadata: 'labels: {team: a}\nannotations: {b: c}',
        spec: 'replicas: 2\nstrategy: {type: Recreate}\npaused: false\nprogressDeadlineSeconds: 30\nminReadySeconds: 0\nrevisionHistoryLimit: 1',
        container: 'ports: [{containerPort: 8080}]\nargs: [-v]\ncommand: [/web]\nimagePullPolicy: Always',
        pod: 'volumes: [{name: a, emptyDir: {}}]\nserviceAccountName: web',
      }),
      `
shop.deployment('web', {
  labels: { team: 'a' },
  annotations: { b: 'c' },
  replicas: 2,
  minReadySeconds: 0,
  revisionHistoryLimit: 1,
  strategy: { type: 'Recreate' },
  paused: false,
  progressDeadlineSeconds: 30,
  command: ['/web'],
  args: ['-v'],
  ports: [{ containerPort: 8080 }],
  imagePullPolicy: 'Always',
  pod: { serviceAccountName: 'web', volumes: [{ name: 'a', emptyDir: {} }] },
});
`,
      'of the object, of its spec, of the container, of the pod',
    ],
    [
      STATEFUL_SET,
      `
shop.statefulSet('db', {
  replicas: 3,
  serviceName: 'db',
  podManagementPolicy: 'Parallel',
  updateStrategy: { type: 'OnDelete' },
  ordinals: { start: 1 },
  volumeClaimTemplates: [
    {
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    },
  ],
  containerName: 'main',
});
`,
      'the fields of a StatefulSet',
    ],
    [
      DAEMON_SET,
      `
shop.daemonSet('agent', {
  minReadySeconds: 3,
  updateStrategy: { rollingUpdate: { maxUnavailable: 1 } },
  containerName: 'main',
});
`,
      'the fields of a DaemonSet',
    ],
    [
      cronJob('backup', { spec: 'timeZone: Etc/UTC\nconcurrencyPolicy: Forbid\nsuspend: true' }),
      `
shop.cronJob('backup', {
  schedule: '0 3 * * *',
  timeZone: 'Etc/UTC',
  concurrencyPolicy: 'Forbid',
  suspend: true,
  pod: { restartPolicy: 'Never' },
});
`,
      'the fields of a CronJob',
    ],
    [
      cronJob('backup')
        .replace('  jobTemplate:\n', '  jobTemplate:\n    metadata: {labels: {a: b}}\n')
        .replace('      template:\n', '      backoffLimit: 2\n      template:\n'),
      `
shop.cronJob('backup', {
  schedule: '0 3 * * *',
  jobTemplate: {
    metadata: { labels: { a: 'b' } },
    spec: { backoffLimit: 2 },
  },
  pod: { restartPolicy: 'Never' },
});
`,
      'what the Jobs of a CronJob have beside their pods',
    ],
    [
      job('migrate', '  backoffLimit: 1\n'),
      `
shop.job('migrate', {
  name: 'migrate',
  backoffLimit: 1,
  containerName: 'main',
  pod: { restartPolicy: 'Never' },
});
`,
      'a Job whose name has no version keeps it',
    ],
    [
      job('migrate-1-4-2'),
      `
shop.job('migrate', {
  containerName: 'main',
  pod: { restartPolicy: 'Never' },
});
`,
      'a Job whose name ends in the version moves with it',
    ],
    [
      job('migrate-1-4-1'),
      `
shop.job('migrate-1-4-1', {
  name: 'migrate-1-4-1',
  containerName: 'main',
  pod: { restartPolicy: 'Never' },
});
`,
      'that is another version',
    ],
    [
      deployment('web')
        .replace('matchLabels: {app: web}', 'matchLabels: {run: web}')
        .replace('labels: {app: web}', 'labels: {run: web, tier: front}'),
      `
shop.deployment('web', {
  selector: { matchLabels: { run: 'web' } },
  podLabels: { tier: 'front' },
});
`,
      'a selector that is not app, and the labels of pods beside it',
    ],
    [
      deployment('web').replace(
        '{matchLabels: {app: web}}',
        '{matchLabels: {app: web}, matchExpressions: [{key: app, operator: Exists}]}',
      ),
      `
shop.deployment('web', {
  selector: {
    matchExpressions: [{ key: 'app', operator: 'Exists' }],
    matchLabels: { app: 'web' },
  },
});
`,
      'a selector with expressions',
    ],
    [
      deployment('web').replace(
        'metadata: {labels: {app: web}}',
        'metadata: {labels: {app: web}, annotations: {a: b}}',
      ),
      `
shop.deployment('web', { podAnnotations: { a: 'b' } });
`,
      'annotations of pods',
    ],
    [
      deployment('web', {
        metadata: 'creationTimestamp: null\nlabels: {}\nannotations: null',
        container: 'env: null\nports:',
        spec: 'replicas:',
      }).concat('status: {}\n'),
      `
shop.deployment('web');
`,
      'what says nothing is left out',
    ],
    [
      deployment('web', { container: 'command: []\nenv: []\nresources: {}' }),
      `
shop.deployment('web', {
  command: [],
  env: {},
  resources: {},
});
`,
      'what is empty stays',
    ],
  ])('row %#: %s', async (yaml, code, _reason) => {
    expect(await statementsOf(yaml)).toBe(code);
  });
});

describe('the containers of a workload', () => {
  test.each<Row>([
    [
      deployment('web', {
        pod: 'initContainers:\n- {name: migrate, image: "team/shop:1.4.2", command: [/migrate]}\n- {name: wait, image: "busybox:1", command: [sleep, "1"]}',
        sidecars: '- {name: proxy, image: "envoy:1"}\n- {name: tail, image: "team/shop:1.4.2", args: [x]}',
      }),
      `
shop.deployment('web', {
  initContainers: {
    migrate: { command: ['/migrate'] },
    wait: { image: 'busybox:1', command: ['sleep', '1'] },
  },
  sidecars: {
    proxy: { image: 'envoy:1' },
    tail: { args: ['x'] },
  },
});
`,
      'the shared image stands nowhere, other images do',
    ],
    [
      deployment('web', { containerName: 'server' }),
      `
shop.deployment('web', { containerName: 'server' });
`,
      'a container that is not named after its workload',
    ],
    [
      deployment('web', {
        containerName: 'proxy',
        image: 'envoy:1',
        sidecars: '- {name: main, image: "team/shop:1.4.2"}\n- {name: web, image: "team/shop:1.4.2"}',
      }),
      `
shop.deployment('web', {
  sidecars: {
    proxy: { image: 'envoy:1' },
    main: {},
  },
  containerOrder: ['proxy', 'main', 'web'],
});
`,
      'the one of the name of the workload is the main one, wherever it stands',
    ],
    [
      deployment('web', {
        containerName: 'proxy',
        image: 'envoy:1',
        sidecars: '- {name: main, image: "team/shop:1.4.2"}',
      }),
      `
shop.deployment('web', {
  containerName: 'main',
  sidecars: { proxy: { image: 'envoy:1' } },
  containerOrder: ['proxy', 'main'],
});
`,
      'or else the first that runs the image',
    ],
    [
      deployment('web', { sidecars: '- {name: "1", image: "envoy:1"}\n- {name: b, image: "envoy:1"}' }),
      `
shop.deployment('web', {
  sidecars: [
    { name: '1', image: 'envoy:1' },
    { name: 'b', image: 'envoy:1' },
  ],
});
`,
      'a list, since JavaScript moves keys that are numbers to the front',
    ],
    [
      deployment('web', { container: 'ports: [{containerPort: 80}]', pod: 'initContainers: []' }),
      `
shop.deployment('web', {
  ports: [{ containerPort: 80 }],
  initContainers: {},
});
`,
      'an empty list of init containers stays one',
    ],
    [
      deployment('web', {
        container: 'ports:\n- containerPort: 80\n  name: http',
        pod: 'initContainers:\n- {name: web-init, image: "team/shop:1.4.2", restartPolicy: Always}',
      }),
      `
shop.deployment('web', {
  ports: [{ name: 'http', containerPort: 80 }],
  initContainers: { 'web-init': { restartPolicy: 'Always' } },
});
`,
      'a sidecar that starts first is an init container',
    ],
  ])('row %#: %s', async (yaml, code, _reason) => {
    expect(await statementsOf(yaml)).toBe(code);
  });
});

describe('an object that no method of a Release says, or that a Release refuses,', () => {
  test.each<Row>([
    [
      deployment('web').replace('apps/v1', 'apps/v1beta1'),
      `
new ApiObject(shop, 'deployment-web', {
  apiVersion: 'apps/v1beta1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: shop.image.toString() }] },
    },
  },
});
`,
      'another API version',
    ],
    [
      deployment('web', { metadata: 'finalizers: [a/b]' }),
      `
new ApiObject(shop, 'deployment-web', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', finalizers: ['a/b'] },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: shop.image.toString() }] },
    },
  },
});
`,
      'a field of metadata beside names, labels and annotations',
    ],
    [
      deployment('web').replace('labels: {app: web}}', 'labels: {app: web}, name: x}'),
      `
new ApiObject(shop, 'deployment-web', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { name: 'x', labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: shop.image.toString() }] },
    },
  },
});
`,
      'a field of the metadata of pods',
    ],
    [
      deployment('web', { container: 'sparkle: 1' }),
      `
new ApiObject(shop, 'deployment-web', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: shop.image.toString(), sparkle: 1 }] },
    },
  },
});
`,
      'a field that Kubernetes does not have',
    ],
    [
      deployment('web', { container: 'command: /web' }),
      `
// A Release would refuse these, so they stand outside of it as they were: nothing is checked here.
const unchecked = new Chart(app, 'unchecked');

// container 'web' has the command '/web', which is a string (Kubernetes takes command as a list of words)
new ApiObject(unchecked, 'deployment-web', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: shop.image.toString(), command: '/web' }] },
    },
  },
});
`,
      'a value of another type',
    ],
    [
      deployment('web', { sidecars: '- {name: web, image: "team/shop:1.4.2"}' }),
      `
// A Release would refuse these, so they stand outside of it as they were: nothing is checked here.
const unchecked = new Chart(app, 'unchecked');

// two containers are named 'web' (a name stands for one container among all containers and init containers of a pod)
new ApiObject(unchecked, 'deployment-web', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [
          { name: 'web', image: shop.image.toString() },
          { name: 'web', image: shop.image.toString() },
        ],
      },
    },
  },
});
`,
      'two containers of one name',
    ],
    [
      deployment('web', { image: 'busybox:1', pod: 'initContainers: [{name: a, image: "team/shop:1.4.2"}]' }),
      `
new ApiObject(shop, 'deployment-web', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [{ name: 'web', image: 'busybox:1' }],
        initContainers: [{ name: 'a', image: shop.image.toString() }],
      },
    },
  },
});
`,
      'only an init container runs the image',
    ],
    [
      deployment('web').replace('  selector: {matchLabels: {app: web}}\n', ''),
      `
// A Release would refuse these, so they stand outside of it as they were: nothing is checked here.
const unchecked = new Chart(app, 'unchecked');

// the selector of deployment 'web' does not match its own pods (it asks for no labels, and the pods have app=web)
new ApiObject(unchecked, 'deployment-web', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: shop.image.toString() }] },
    },
  },
});
`,
      'no selector',
    ],
    [
      deployment('web').replace('labels: {app: web}', 'labels: {app: wib}'),
      `
// A Release would refuse these, so they stand outside of it as they were: nothing is checked here.
const unchecked = new Chart(app, 'unchecked');

// the selector of deployment 'web' does not match its own pods (it asks for app=web, and the pods have app=wib)
new ApiObject(unchecked, 'deployment-web', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'wib' } },
      spec: { containers: [{ name: 'web', image: shop.image.toString() }] },
    },
  },
});
`,
      'its selector does not select its pods',
    ],
    [
      'apiVersion: v1\nkind: Pod\nmetadata: {name: once}\nspec: {containers: [{name: once, image: "team/shop:1.4.2"}]}\n',
      `
new ApiObject(shop, 'pod-once', {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'once' },
  spec: { containers: [{ name: 'once', image: shop.image.toString() }] },
});
`,
      'a Pod of its own',
    ],
    [
      'apiVersion: x.io/v1\nkind: Farm\nmetadata: {name: farm}\nspec: {pods: [{containers: [{name: a, image: "team/shop:1.4.2"}]}]}\n',
      `
new ApiObject(shop, 'farm-farm', {
  apiVersion: 'x.io/v1',
  kind: 'Farm',
  metadata: { name: 'farm' },
  spec: { pods: [{ containers: [{ name: 'a', image: shop.image.toString() }] }] },
});
`,
      'a custom resource with a pod in it',
    ],
  ])("stands in Kubernetes' own words with release.image: row %#: %s", async (yaml, code, _reason) => {
    expect(await statementsOf(yaml)).toBe(code);
  });
});
