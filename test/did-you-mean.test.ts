import fc from 'fast-check';
import { didYouMean } from '../src/did-you-mean';

describe('a guess what a word should have been', () => {
  test.each([
    ['tags', ['repository', 'tag', 'digest'], 'tag', 'a letter too many'],
    ['tga', ['tag'], undefined, 'two letters of three differ'],
    ['/gifcreater', ['/frontend', '/gifcreator', '/render'], '/gifcreator', 'another letter'],
    ['Render', ['render'], 'render', 'case is not counted'],
    ['grpc', ['http', 'grcp'], undefined, 'two letters of four differ'],
    ['rendering-service', ['render-service'], 'render-service', 'a third of a long word may differ'],
    ['http', ['https', 'http2', 'http'], 'http', 'the nearest, wherever it stands'],
    ['webs', ['web', 'webb'], 'web', 'the first of two that are as near'],
    ['a', ['b'], undefined, 'nothing is left of it'],
    ['', ['a'], undefined, 'an empty word is a slip of nothing'],
    ['web', [], undefined, 'there is nothing to choose from'],
  ])("for '%s' among %j is %s", (word, candidates, guess, _reason) => {
    expect(didYouMean(word, candidates)).toBe(guess);
  });

  test('is one of the candidates or nothing', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (word, candidates) => {
        expect([...candidates, undefined]).toContain(didYouMean(word, candidates));
      }),
    );
  });

  test('is the word itself where that is a candidate, whatever its case', () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/);
    fc.assert(
      fc.property(word, fc.array(word), (right, others) => {
        expect(didYouMean(right.toUpperCase(), [...others, right])).toBe(right);
      }),
    );
  });
});
