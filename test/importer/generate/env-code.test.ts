import { statementsOf } from './generated';
import { deployment } from './kubernetes';

type Row = readonly [env: string, code: string, reason: string];

describe('the variables of a container', () => {
  test.each<Row>([
    [
      '[{name: A, value: x}, {name: B, value: "8085"}]',
      `
shop.deployment('web', {
  env: {
    A: 'x',
    B: 8085,
  },
});
`,
      'a map; a number stands without quotes',
    ],
    [
      '[{name: A, value: "08"}, {name: B, value: "1e3"}, {name: C, value: "1.0"}, {name: D, value: "-0"}, {name: E, value: "9007199254740993"}, {name: F, value: ""}, {name: G, value: "true"}, {name: H, value: "-7"}]',
      `
shop.deployment('web', {
  env: {
    A: '08',
    B: '1e3',
    C: '1.0',
    D: '-0',
    E: '9007199254740993',
    F: '',
    G: 'true',
    H: -7,
  },
});
`,
      'only what String() gives back is a number',
    ],
    [
      '[{name: A, valueFrom: {secretKeyRef: {name: s, key: k}}}, {name: B, valueFrom: {fieldRef: {fieldPath: status.podIP}}}]',
      `
shop.deployment('web', {
  env: {
    A: { secretKeyRef: { name: 's', key: 'k' } },
    B: { fieldRef: { fieldPath: 'status.podIP' } },
  },
});
`,
      'sources',
    ],
    [
      '[{name: Z, value: a}, {name: A, value: $(Z)}]',
      `
shop.deployment('web', {
  env: {
    Z: 'a',
    A: '$(Z)',
  },
});
`,
      'their order stays, since $(Z) depends on it',
    ],
    [
      '[{name: a.b-c, value: x}, {name: constructor, value: z}]',
      `
shop.deployment('web', {
  env: {
    'a.b-c': 'x',
    constructor: 'z',
  },
});
`,
      'names that need quotes',
    ],
    [
      '[{name: A, value: x}, {name: A, value: z}]',
      `
// A Release would refuse these, so they stand outside of it as they were: nothing is checked here.
const unchecked = new Chart(app, 'unchecked');

// container 'web' has the environment variable A twice (the program sees the last one only, and kubectl apply loses one of them when either changes)
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
          {
            name: 'web',
            image: shop.image.toString(),
            env: [
              { name: 'A', value: 'x' },
              { name: 'A', value: 'z' },
            ],
          },
        ],
      },
    },
  },
});
`,
      'a list: a variable is there twice',
    ],
    [
      '[{name: A, value: x}, {name: "1", value: z}]',
      `
// A Release would refuse these, so they stand outside of it as they were: nothing is checked here.
const unchecked = new Chart(app, 'unchecked');

// container 'web': '1' cannot be the name of an environment variable (Kubernetes takes letters, digits, _ . and -, and no digit at the beginning)
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
          {
            name: 'web',
            image: shop.image.toString(),
            env: [
              { name: 'A', value: 'x' },
              { name: '1', value: 'z' },
            ],
          },
        ],
      },
    },
  },
});
`,
      'a list: JavaScript moves keys that are numbers to the front',
    ],
    [
      '[{name: A}]',
      `
shop.deployment('web', { env: [{ name: 'A' }] });
`,
      'a list: a variable without a value',
    ],
    [
      '[{name: A, value: null}]',
      `
shop.deployment('web', { env: [{ name: 'A' }] });
`,
      'the same, said with null',
    ],
    [
      '[{name: A, value: x, valueFrom: {fieldRef: {fieldPath: a}}}]',
      `
shop.deployment('web', {
  env: [{ name: 'A', value: 'x', valueFrom: { fieldRef: { fieldPath: 'a' } } }],
});
`,
      'a list: Kubernetes refuses both, and says so',
    ],
    [
      '[{name: A, value: 1}]',
      `
new ApiObject(shop, 'deployment-web', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: shop.image.toString(), env: [{ name: 'A', value: 1 }] }] },
    },
  },
});
`,
      'Kubernetes takes no number there, and says so',
    ],
    [
      '[]',
      `
shop.deployment('web', { env: {} });
`,
      'no variables',
    ],
    [
      '[{name: A, value: "a\\nb\\n"}]',
      `
shop.deployment('web', {
  env: {
    A: \`a
b
\`,
  },
});
`,
      'several lines',
    ],
  ])('%s: row %#: %s', async (env, code, _reason) => {
    expect(await statementsOf(deployment('web', { container: `env: ${env}` }))).toBe(code);
  });

  test('keep the comments above and behind each, in a map and in a list', async () => {
    const env = (more = '') =>
      `env:\n# above A\n- name: A # behind its name\n  # above its value\n  value: x # behind its value\n- {name: B, value: z} # behind B${more}`;
    expect(await statementsOf(deployment('web', { container: env() }))).toBe(`
shop.deployment('web', {
  env: {
    // above A
    // behind its name
    // above its value
    // behind its value
    A: 'x',
    // behind B
    B: 'z',
  },
});
`);
    expect(await statementsOf(deployment('web', { container: env('\n- name: A\n  value: z') }))).toBe(`
// A Release would refuse these, so they stand outside of it as they were: nothing is checked here.
const unchecked = new Chart(app, 'unchecked');

// container 'web' has the environment variable A twice (the program sees the last one only, and kubectl apply loses one of them when either changes)
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
          {
            name: 'web',
            image: shop.image.toString(),
            env: [
              // above A
              {
                // behind its name
                name: 'A',
                // above its value
                // behind its value
                value: 'x',
              },
              // behind B
              { name: 'B', value: 'z' },
              { name: 'A', value: 'z' },
            ],
          },
        ],
      },
    },
  },
});
`);
  });
});
