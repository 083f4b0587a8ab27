import { containerEnvironment } from '../../../src/checks/launch/container-environment';

const CONFIG_MAPS: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ['app', new Map(Object.entries({ MODE: 'fast', 'log.level': 'debug', REF: '$(MODE)' }))],
  ['odd', new Map(Object.entries({ '1ST': 'a', 'a b': 'b', 'a=b': 'c', '..x': 'd', é: 'e', OK: 'f' }))],
]);

function read(container: Readonly<Record<string, unknown>>) {
  return containerEnvironment(container, (name) => CONFIG_MAPS.get(name));
}

describe('the variables of a container', () => {
  test.each([
    [{}, {}, 'none'],
    [{ env: [{ name: 'A', value: 'x' }] }, { A: 'x' }, 'a value'],
    [{ env: [{ name: 'A' }, { name: 'B', value: '' }] }, { A: '', B: '' }, 'no value is an empty one'],
    [
      {
        env: [
          { name: 'A', value: 'x' },
          { name: 'B', value: '$(A)/$(C)' },
          { name: 'C', value: '$(B)' },
        ],
      },
      { A: 'x', B: 'x/$(C)', C: 'x/$(C)' },
      'a value knows what stands before it',
    ],
    [
      {
        env: [
          { name: 'A', value: 'x' },
          { name: 'A', value: '$(A)y' },
        ],
      },
      { A: 'xy' },
      'the last one wins, and knows the one before',
    ],
    [{ env: [{ name: 'A', value: '$$(A)' }] }, { A: '$(A)' }, 'two dollars'],
    [{ env: [{ name: 'A', value: '$(REDIS_PORT)' }] }, { A: undefined }, 'a Service that may be there'],
    [
      { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] },
      { A: undefined },
      'a Secret is not read',
    ],
    [
      { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] },
      { A: undefined },
      'a field of the pod',
    ],
    [
      {
        env: [
          { name: 'A', valueFrom: { fieldRef: {} } },
          { name: 'B', value: '$(A)' },
        ],
      },
      { A: undefined, B: undefined },
      'what is not known goes on',
    ],
    [
      { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'app', key: 'MODE' } } }] },
      { A: 'fast' },
      'a ConfigMap among the manifests',
    ],
    [
      { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'app', key: 'REF' } } }] },
      { A: '$(MODE)' },
      'its values are not expanded',
    ],
    [
      { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'other', key: 'MODE' } } }] },
      { A: undefined },
      'a ConfigMap that is not',
    ],
    [
      { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'app', key: 'NONE' } } }] },
      { A: undefined },
      'a key that it has not',
    ],
    [
      { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'app', key: 'NONE', optional: true } } }] },
      {},
      'an optional one',
    ],
    [{ env: [{ name: 'A', value: 'x', valueFrom: { fieldRef: {} } }] }, { A: 'x' }, 'a value wins'],
    [
      { envFrom: [{ configMapRef: { name: 'app' } }] },
      { MODE: 'fast', 'log.level': 'debug', REF: '$(MODE)' },
      'all of a ConfigMap',
    ],
    [
      { envFrom: [{ prefix: 'X_', configMapRef: { name: 'app' } }] },
      { X_MODE: 'fast', 'X_log.level': 'debug', X_REF: '$(MODE)' },
      'with a prefix',
    ],
    [
      { envFrom: [{ configMapRef: { name: 'odd' } }] },
      { '1ST': undefined, 'a b': undefined, '..x': undefined, OK: 'f' },
      'names that only newer versions take, and names that none does',
    ],
    [
      { envFrom: [{ configMapRef: { name: 'app' } }], env: [{ name: 'MODE', value: '$(MODE)er' }] },
      { MODE: 'faster', 'log.level': 'debug', REF: '$(MODE)' },
      'env over envFrom, which it knows',
    ],
    [
      { envFrom: [{ configMapRef: { name: 'app' } }, { secretRef: { name: 's' } }] },
      { MODE: undefined, 'log.level': undefined, REF: undefined },
      'a Secret behind it may replace them',
    ],
    [
      { envFrom: [{ configMapRef: { name: 'app' } }, { prefix: 'log', secretRef: { name: 's' } }] },
      { MODE: 'fast', 'log.level': undefined, REF: '$(MODE)' },
      'as far as its prefix goes',
    ],
    [
      { envFrom: [{ secretRef: { name: 's' } }], env: [{ name: 'A', value: '$(B)' }] },
      { A: undefined },
      'it may have what is not set elsewhere',
    ],
    [{ env: [{ value: 'x' }, { name: '' }, 'A', null], envFrom: [{}, 'x'] }, {}, 'what is no variable'],
    [{ env: [{ name: '__proto__', value: 'x' }] }, JSON.parse('{"__proto__":"x"}'), 'any name is a name'],
    [{ env: 'A=x', envFrom: { configMapRef: { name: 'app' } } }, {}, 'no lists'],
  ])('%j has %j: %s', (container, variables, _reason) => {
    expect([...read(container).variables]).toEqual(Object.entries(variables));
  });

  test.each([
    [{}, undefined, 'nothing is missing'],
    [{ envFrom: [{ configMapRef: { name: 'app' } }] }, undefined, 'a ConfigMap among the manifests'],
    [{ envFrom: [{ secretRef: { name: 's' } }] }, "envFrom takes the secret 's'", 'a Secret'],
    [
      { envFrom: [{ secretRef: { name: 's', optional: true } }] },
      "envFrom takes the secret 's'",
      'an optional one may be there',
    ],
    [
      { envFrom: [{ configMapRef: { name: 'x' } }] },
      "envFrom takes the config map 'x', which is not among the manifests",
      'a ConfigMap that is not',
    ],
  ])('%j is not complete because %s: %s', (container, why, _reason) => {
    expect(read(container)).toMatchObject({ isComplete: why === undefined, why });
  });

  test('a name is certainly not set where no source may have it', () => {
    const { isUnset } = read({ envFrom: [{ prefix: 'X_', secretRef: { name: 's' } }] });
    expect(['A', 'X_A', 'REDIS_PORT'].map(isUnset)).toEqual([true, false, false]);
    const linkless = containerEnvironment({}, () => undefined, { hasServiceLinks: false });
    expect(['REDIS_PORT', 'KUBERNETES_PORT'].map(linkless.isUnset)).toEqual([true, false]);
  });

  test('values that multiply do not fill the memory', () => {
    const env = Array.from({ length: 60 }, (_, index) => ({
      name: `A${index}`,
      value: index === 0 ? 'x' : `$(A${index - 1})`.repeat(10),
    }));
    const { variables } = read({ env });
    expect(variables.get('A5')).toBe('x'.repeat(100_000));
    expect(variables.get('A59')).toBeUndefined();
  });
});
