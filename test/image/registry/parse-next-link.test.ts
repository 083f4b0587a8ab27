import fc from 'fast-check';
import { parseNextLink } from '../../../src/image/registry/parse-next-link';

describe('the next page in a Link header', () => {
  test.each([
    [null, undefined, 'no header'],
    ['', undefined, 'an empty one'],
    ['</v2/app/tags/list?last=b&n=1000>; rel="next"', '/v2/app/tags/list?last=b&n=1000', 'relative'],
    ['<https://ghcr.io/v2/app/tags/list?last=b>;rel=next', 'https://ghcr.io/v2/app/tags/list?last=b', 'without quotes'],
    ['</a>; rel="prev", </b>; rel="next"', '/b', 'the second of two'],
    ['</a>; title="x, y"; REL="last Next"', '/a', 'among other relations'],
    ['</a>; rel="nextish"', undefined, 'another relation'],
    ['</a>', undefined, 'no relation'],
    ['/a; rel="next"', undefined, 'no brackets'],
  ])('%j: %j', (header, target, _reason) => {
    expect(parseNextLink(header)).toBe(target);
  });

  test('never throws', () => {
    const soup = fc.array(fc.oneof(fc.constantFrom('<', '>', ';', 'rel', '=', '"', 'next', ',', ' '), fc.string()));
    fc.assert(
      fc.property(soup, (parts) => {
        expect(['string', 'undefined']).toContain(typeof parseNextLink(parts.join('')));
      }),
    );
  });
});
