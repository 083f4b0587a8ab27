import fc from 'fast-check';
import { containersWithPointer } from '../../../src/importer/plan/containers-with-pointer';
import { findContainers } from '../../../src/manifest/containers';
import { deployment, farm, valueAt } from './objects';

const pointers = (value: unknown) => containersWithPointer(value).map(({ pointer }) => pointer);

describe('the containers of an object', () => {
  test('are told with their JSON pointers, init containers first', () => {
    const { manifest } = deployment('web', ['app:1', 'proxy:1'], { inits: ['app:1'] });
    expect(pointers(manifest)).toEqual([
      '/spec/template/spec/initContainers/0',
      '/spec/template/spec/containers/0',
      '/spec/template/spec/containers/1',
    ]);
  });

  test('are found in a custom resource', () => {
    expect(pointers(farm('farm', [{ image: 'app:1' }]).manifest)).toEqual(['/spec/pods/0/containers/0']);
  });

  test.each([
    [{ 'a/b': { containers: [{}] } }, '/a~1b/containers/0', 'a slash would be a step'],
    [{ 'a~b': { containers: [{}] } }, '/a~0b/containers/0', 'a tilde would begin an escape'],
    [JSON.parse('{"__proto__":{"containers":[{}]}}'), '/__proto__/containers/0', 'it is a key like any other'],
    [{ '': { containers: [{}] } }, '//containers/0', 'a key may be empty'],
  ])('are escaped: %j is at %s, since %s', (value, pointer, _reason) => {
    expect(pointers(value)).toEqual([pointer]);
  });

  test.each([[undefined], [null], ['text'], [7], [[]], [{ containers: 'none' }], [{ containers: { a: {} } }]])(
    'are none in %j',
    (value) => {
      expect(containersWithPointer(value)).toEqual([]);
    },
  );

  test('are those of findContainers, and stand where the pointer says', () => {
    const pod = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom<unknown>(null, 'x', 1),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('containers', 'initContainers', 'a/b', '~', 'spec'), tie('value')),
      ),
    })).value;
    fc.assert(
      fc.property(pod, (value) => {
        const found = containersWithPointer(value);
        expect(found.map(({ pointer: _pointer, ...placed }) => placed)).toEqual(findContainers(value));
        for (const { pointer, container } of found) {
          const there = valueAt(value, pointer);
          // what is no map counts for an empty one
          if (typeof there === 'object' && there !== null && !Array.isArray(there)) expect(container).toBe(there);
          else expect(container).toEqual({});
        }
      }),
    );
  });
});
