import { App } from 'cdk8s';
import { Construct, Node } from 'constructs';
import { findFreeId } from '../../src/workloads/construct-place';

describe('a free id', () => {
  afterEach(() => jest.restoreAllMocks());

  test('is the wanted one, or the first number from 2 that is free', () => {
    const app = new App();
    const ids = ['a', 'a', 'a-3', 'a', 'a', 'b'].map((wanted) => new Construct(app, findFreeId(app, wanted)).node.id);
    expect(ids).toEqual(['a', 'a-2', 'a-3', 'a-4', 'a-5', 'b']);
  });

  test('is found without trying all that were taken before', () => {
    const find = jest.spyOn(Node.prototype, 'tryFindChild');
    const app = new App();
    for (let count = 0; count < 500; count++) new Construct(app, findFreeId(app, 'a'));
    expect(find.mock.calls.length).toBeLessThan(2000);
  });
});
