import fc from 'fast-check';
import {
  asFields,
  asList,
  asText,
  type Manifest,
  nameOf,
  namespaceOf,
  printValue,
  titleOf,
} from '../../src/manifest/manifest';

describe('a value of which nothing is known', () => {
  test.each([
    [{ a: 1 }, { a: 1 }, 'is itself when it is a map'],
    [['a'], {}, 'is an empty map when it is a list'],
    [null, {}, 'is an empty map when it is null'],
    [undefined, {}, 'is an empty map when it is left out'],
    ['text', {}, 'is an empty map when it is text'],
  ])('%j as a map is %j: it %s', (value, fields, _reason) => {
    expect(asFields(value)).toEqual(fields);
  });

  test.each([
    [[{ a: 1 }, {}], [{ a: 1 }, {}], 'has its maps'],
    [[{ a: 1 }, null, 'b', ['c']], [{ a: 1 }, {}, {}, {}], 'keeps the places of what is no map'],
    [{ 0: { a: 1 } }, [], 'is empty when it is a map'],
    [null, [], 'is empty when it is null'],
  ])('%j as a list is %j: it %s', (value, list, _reason) => {
    expect(asList(value)).toEqual(list);
  });

  test.each([
    ['a', 'a', 'a', 'text'],
    ['', '', '', 'an empty text'],
    [8080, '8080', '8080', 'a number'],
    [false, 'false', 'false', 'a boolean'],
    [null, undefined, '?', 'null'],
    [undefined, undefined, '?', 'nothing'],
    [['a', 1], undefined, '["a",1]', 'a list'],
    [{ toString: 1 }, undefined, '{"toString":1}', 'a map that cannot be made a string'],
  ])('%j as text is %j, and %j in a message: %s', (value, text, printed, _reason) => {
    expect(asText(value)).toBe(text);
    expect(printValue(value)).toBe(printed);
  });

  test('is taken as it comes, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(Object.keys(asFields(value))).toEqual(
          typeof value === 'object' && !Array.isArray(value) ? Object.keys(value ?? {}) : [],
        );
        expect(asList(value)).toHaveLength(Array.isArray(value) ? value.length : 0);
        expect(typeof printValue(value)).toBe('string');
      }),
    );
  });
});

describe('an object', () => {
  const configMap = (metadata: unknown) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata }) as Manifest;

  test.each([
    [{ name: 'web', namespace: 'shop' }, 'web', 'shop', "configmap 'web'", 'both are written'],
    [{ generateName: 'web-' }, '', '', "configmap ''", 'the API server makes the name up'],
    [{ name: 1, namespace: true }, '1', 'true', "configmap '1'", 'YAML reads them as a number and a boolean'],
    [undefined, '', '', "configmap ''", 'there is no metadata'],
    [null, '', '', "configmap ''", 'the metadata is null'],
  ])('with %j is named %j in %j and called %s: %s', (metadata, name, namespace, title, _reason) => {
    const manifest = configMap(metadata);
    expect([nameOf(manifest), namespaceOf(manifest), titleOf(manifest)]).toEqual([name, namespace, title]);
  });
});
