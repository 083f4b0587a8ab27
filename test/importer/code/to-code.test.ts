import { toCode } from '../../../src/importer/code/to-code';

describe('plain data as code', () => {
  test('leaves out fields without a value', () => {
    expect(toCode({ a: null, b: undefined, c: [1, true, 'x'] }, {})).toEqual({
      kind: 'map',
      entries: [
        {
          key: 'c',
          value: {
            kind: 'list',
            items: [
              { value: { kind: 'literal', value: 1 } },
              { value: { kind: 'literal', value: true } },
              { value: { kind: 'literal', value: 'x' } },
            ],
          },
        },
      ],
    });
  });

  test('keeps a field that is called __proto__', () => {
    expect(toCode(JSON.parse('{"__proto__":1}'), {})).toEqual({
      kind: 'map',
      entries: [{ key: '__proto__', value: { kind: 'literal', value: 1 } }],
    });
  });

  test('has the comments above and behind a field above it, and those of an item too', () => {
    const comments = new Map([
      ['/spec/a~1b~0c', { above: ['one', 'two'], behind: 'three' }],
      ['/spec/list/0', { above: [], behind: 'four' }],
      ['/spec', { above: ['not asked for'], behind: undefined }],
    ]);
    expect(toCode({ 'a/b~c': 1, list: [2] }, { comments, pointer: '/spec' })).toEqual({
      kind: 'map',
      entries: [
        { key: 'a/b~c', value: { kind: 'literal', value: 1 }, comments: ['one', 'two', 'three'] },
        {
          key: 'list',
          value: { kind: 'list', items: [{ value: { kind: 'literal', value: 2 }, comments: ['four'] }] },
        },
      ],
    });
  });

  test('asks for each value, from the top, what stands for it', () => {
    const asked: string[] = [];
    const code = toCode(
      { a: { b: 1 }, c: [null] },
      {
        replace: (value, pointer) => {
          asked.push(`${pointer} ${JSON.stringify(value)}`);
          return pointer === '/a' || value === null ? { kind: 'source', text: 'shared' } : undefined;
        },
      },
    );
    expect(asked).toEqual([' {"a":{"b":1},"c":[null]}', '/a {"b":1}', '/c [null]', '/c/0 null']);
    expect(code).toEqual({
      kind: 'map',
      entries: [
        { key: 'a', value: { kind: 'source', text: 'shared' } },
        { key: 'c', value: { kind: 'list', items: [{ value: { kind: 'source', text: 'shared' } }] } },
      ],
    });
  });

  test.each([
    [null, 'the value is no plain data', 'nothing at all'],
    [{ a: ['b', null] }, '/a/1 is no plain data', 'an item without a value would be lost'],
    [{ a: new Date(0) }, '/a is no plain data', 'a date has no fields'],
    [{ a: 1n }, '/a is no plain data', 'JSON has no such numbers'],
  ])('refuses %p: %s: %s', (value, message, _reason) => {
    expect(() => toCode(value, {})).toThrow(message);
  });
});
