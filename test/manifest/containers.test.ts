import fc from 'fast-check';
import { CONTAINER_LISTS, containersOf, findContainers, titleOfContainer } from '../../src/manifest/containers';

describe('the containers of a pod', () => {
  test('are its init containers, its containers and its ephemeral containers, in this order', () => {
    const pod = {
      containers: [{ name: 'a' }, { name: 'b' }],
      ephemeralContainers: [{ name: 'debug' }],
      initContainers: [{ name: 'migrate' }],
    };
    expect(containersOf(pod).map(titleOfContainer)).toEqual([
      "init container 'migrate'",
      "container 'a'",
      "container 'b'",
      "ephemeral container 'debug'",
    ]);
  });

  test.each([
    [undefined, 'it is left out'],
    [null, 'YAML has it as null'],
    ['web', 'it is text'],
    [{ web: { image: 'app:1' } }, 'it is a map, as in a Compose file'],
  ])('are none where the list is %j', (containers, _reason) => {
    expect(containersOf({ containers })).toEqual([]);
  });

  test('without a name are told by their place in the list', () => {
    expect(containersOf({ containers: [{ name: 'a' }, {}, null] }).map(titleOfContainer)).toEqual([
      "container 'a'",
      "container '1'",
      "container '2'",
    ]);
  });
});

describe('the containers of any object', () => {
  const container = fc.record({ name: fc.stringMatching(/^[a-z]{1,5}$/), image: fc.constant('app:1') });
  const pod = fc.record(Object.fromEntries(CONTAINER_LISTS.map((list) => [list, fc.array(container)])), {
    requiredKeys: [],
  });
  const step = fc.oneof(fc.nat(3), fc.stringMatching(/^[a-z]{1,6}$/));

  test('are found at any depth', () => {
    fc.assert(
      fc.property(pod, fc.array(step, { maxLength: 8 }), (spec, path) => {
        const object = path.reduceRight<unknown>(
          (inner, at) =>
            typeof at === 'number' ? [...Array(at).fill({ name: 'x' }), inner] : { [at]: inner, besides: 1 },
          spec,
        );
        expect(findContainers(object)).toEqual(containersOf(spec));
      }),
    );
  });

  test('are found in several pods of one object', () => {
    const driver = { template: { spec: { containers: [{ name: 'driver' }] } } };
    const executor = { instances: 2, containers: [{ name: 'executor' }] };
    expect(findContainers({ kind: 'SparkJob', spec: { driver, executors: [executor] } })).toEqual([
      { list: 'containers', index: 0, container: { name: 'driver' } },
      { list: 'containers', index: 0, container: { name: 'executor' } },
    ]);
  });

  test('are none in the schema of a custom resource, which only speaks of them', () => {
    const schema = { properties: { containers: { type: 'array', items: { type: 'object', required: ['name'] } } } };
    expect(findContainers({ kind: 'CustomResourceDefinition', spec: { versions: [{ schema }] } })).toEqual([]);
  });

  test('are none in text, a number or nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constantFrom(null, undefined)), (value) => {
        expect(findContainers(value)).toEqual([]);
      }),
    );
  });
});
