import fc from 'fast-check';
import { parseChallenges } from '../../../src/image/registry/parse-challenges';

/** As plain data: `[scheme, parameters]` for each. */
function parse(header: string): unknown {
  return parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);
}

describe('the challenges of a WWW-Authenticate header', () => {
  test.each([
    ['', [], 'nothing'],
    [', ,', [], 'nothing but commas'],
    ['Basic', [['basic', {}]], 'a scheme alone'],
    ['Basic realm="x"', [['basic', { realm: 'x' }]], 'one parameter'],
    ['BASIC REALM=x', [['basic', { realm: 'x' }]], 'upper case, and a value without quotes'],
    [
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/redis:pull"',
      [
        [
          'bearer',
          {
            realm: 'https://auth.docker.io/token',
            service: 'registry.docker.io',
            scope: 'repository:library/redis:pull',
          },
        ],
      ],
      'Docker Hub',
    ],
    ['Bearer scope="a:b:pull,push c:d:pull"', [['bearer', { scope: 'a:b:pull,push c:d:pull' }]], 'a comma in quotes'],
    ['Bearer realm="say \\"hi\\" \\\\ there"', [['bearer', { realm: 'say "hi" \\ there' }]], 'escapes'],
    ['Bearer realm = "x" , service= "y"', [['bearer', { realm: 'x', service: 'y' }]], 'spaces about signs'],
    [
      'Bearer realm=https://a.io/token?x=y,service=z',
      [['bearer', { realm: 'https://a.io/token?x=y', service: 'z' }]],
      'an address without quotes',
    ],
    [
      'Negotiate, Basic realm="x", Bearer realm="y"',
      [
        ['negotiate', {}],
        ['basic', { realm: 'x' }],
        ['bearer', { realm: 'y' }],
      ],
      'several in one header',
    ],
    [
      'Negotiate YWJj==, Basic realm="x"',
      [
        ['negotiate', {}],
        ['basic', { realm: 'x' }],
      ],
      'a token68 is passed over',
    ],
    ['Bearer realm="a", realm="b"', [['bearer', { realm: 'a' }]], 'the first of two counts'],
    ['Bearer __proto__="x"', [['bearer', Object.fromEntries([['__proto__', 'x']])]], 'any name is a name'],
    ['Bearer realm="never closed', [['bearer', { realm: 'never closed' }]], 'quotes that are not closed'],
    [
      '"Basic" Bearer realm="x"',
      [
        ['basic', {}],
        ['bearer', { realm: 'x' }],
      ],
      'stray quotes are passed over',
    ],
  ])('%j', (header, challenges, _reason) => {
    expect(parse(header)).toEqual(challenges);
  });

  test('never throws, and comes to an end', () => {
    const soup = fc.array(
      fc.oneof(fc.constantFrom('Bearer', 'realm', '=', '"', '\\', ',', ' ', 'x', '\t', '=='), fc.string()),
    );
    fc.assert(
      fc.property(soup, (parts) => {
        expect(Array.isArray(parseChallenges(parts.join('')))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('are read as they were printed', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/);
    const quoted = fc.string().map((text) => ({ text, printed: `"${text.replace(/["\\]/g, '\\$&')}"` }));
    const bare = fc.stringMatching(/^[a-z0-9:/.]{1,12}$/).map((text) => ({ text, printed: text }));
    const challenge = fc.record({
      scheme: fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/),
      parameters: fc.uniqueArray(fc.tuple(name, fc.oneof(quoted, bare)), { selector: ([key]) => key, maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(challenge), fc.constantFrom(',', ', ', ' , '), (challenges, comma) => {
        const header = challenges
          .map(({ scheme, parameters }) =>
            [scheme, parameters.map(([key, { printed }]) => `${key}=${printed}`).join(comma)].join(' ').trimEnd(),
          )
          .join(', ');
        expect(parse(header)).toEqual(
          challenges.map(({ scheme, parameters }) => [
            scheme,
            Object.fromEntries(parameters.map(([key, { text }]) => [key, text])),
          ]),
        );
      }),
      { numRuns: 500 },
    );
  });
});
