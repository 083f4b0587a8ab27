import fc from 'fast-check';
import { escapeExpansion } from '../../../../src/importer/compose/values/escape-expansion';

/** What a kubelet makes of a text, with every variable set: https://pkg.go.dev/k8s.io/kubernetes/third_party/forked/golang/expansion */
function expand(text: string): string {
  return text.replace(/\$(?:\$|\(([^)]*)\))/g, (whole) => (whole === '$$' ? '$' : '<variable>'));
}

describe('a text that Kubernetes must not change', () => {
  test.each([
    ['$(NAME)', '$$(NAME)', 'it would be a variable'],
    ['$NAME ${NAME}', '$NAME ${NAME}', 'these are for a shell'],
    ['a$$b', 'a$$$$b', 'two dollar signs would be one'],
    ['$$(NAME)', '$$$$(NAME)', 'both at once'],
    ['5$', '5$', 'one at the end stays'],
  ])('%p is written %p, since %s', (text, written, _reason) => {
    expect(escapeExpansion(text)).toBe(written);
  });

  test('arrives as it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('$', '(', ')', 'A', '{', ' ')).map((parts) => parts.join('')),
        (text) => {
          expect(expand(escapeExpansion(text))).toBe(text);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
