import { ApiObject, type App as Cdk8sApp, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { App, type UserError } from '../../../src/index';
import { ConstructTree } from '../../../src/workloads/synthesis/construct-tree';
import { findAppOrder } from '../../../src/workloads/synthesis/order-app';

/** Constructs by their paths, from texts such as `a` (a chart), `a/b!` (an object) and `a/c?` (neither). */
function declare(...paths: readonly string[]): { app: Cdk8sApp; at: (path: string) => Construct } {
  const app = new App();
  const made = new Map<string, Construct>([['', app]]);
  for (const text of paths) {
    const path = text.replace(/[!?]$/, '');
    const parent = made.get(path.split('/').slice(0, -1).join('/')) as Construct;
    const id = path.split('/').at(-1) as string;
    if (text.endsWith('!')) made.set(path, new ApiObject(parent, id, { apiVersion: 'v1', kind: 'Thing' }));
    else made.set(path, text.endsWith('?') ? new Construct(parent, id) : new Chart(parent, id));
  }
  return { app, at: (path) => made.get(path) as Construct };
}

function orderOf(paths: Paths, dependencies: Dependencies): string[] {
  const { app, at } = declare(...paths);
  for (const [source, target] of dependencies) at(source).node.addDependency(at(target));
  const pathOf = ({ node }: IConstruct) => node.path;
  const charts = findAppOrder(new ConstructTree(app))?.charts ?? [];
  return charts.map(({ chart, objects }) => [`${pathOf(chart)}:`, ...objects.map(pathOf)].join(' '));
}

function refusalOf(paths: Paths, dependencies: Dependencies): string {
  const { app, at } = declare(...paths);
  for (const [source, target] of dependencies) at(source).node.addDependency(at(target));
  try {
    app.synthYaml();
  } catch (error) {
    return `${(error as UserError).code}: ${(error as UserError).what}`;
  }
  throw new Error('nothing was refused');
}

type Paths = readonly string[];
type Dependencies = readonly (readonly [string, string])[];
type Ordered = [paths: Paths, dependencies: Dependencies, order: readonly string[], reason: string];

describe('the order of an app', () => {
  test.each<Ordered>([
    [['a', 'a/x!', 'b', 'b/y!'], [], ['a: a/x', 'b: b/y'], 'nothing depends on anything: as declared'],
    [['a', 'b', '10', '2'], [], ['2:', '10:', 'a:', 'b:'], 'ids that are numbers come first, as in any object'],
    [['a', 'a/x!', 'b', 'b/y!'], [['a', 'b']], ['b: b/y', 'a: a/x'], 'a chart comes after another one'],
    [['a', 'a/x!', 'b', 'b/y!'], [['a/x', 'b/y']], ['b: b/y', 'a: a/x'], 'so does the chart of an object'],
    [['a', 'a/x!', 'b', 'b/c?'], [['a/x', 'b/c']], ['b:', 'a: a/x'], 'also for a construct without objects'],
    [['a', 'a/x!', 'a/b', 'a/b/y!'], [], ['a/b: a/b/y', 'a: a/x'], 'a chart comes after the charts in it'],
    [['a', 'a/c?', 'a/c/b'], [], ['a:', 'a/c/b:'], 'and not after a chart that is in a construct in it'],
    [['a', 'a/x!', 'a/y!', 'a/z!'], [['a/x', 'a/z']], ['a: a/z a/x a/y'], 'objects of one chart'],
    [
      ['a', 'a/c?', 'a/c/x!', 'a/c/y!', 'a/d?', 'a/d/z!'],
      [['a/c', 'a/d']],
      ['a: a/d/z a/c/x a/c/y'],
      'a construct stands for the objects in it',
    ],
    [
      ['a', 'a/x!', 'a/c?', 'a/c/y!'],
      [['a', 'a/c']],
      ['a: a/c/y a/x'],
      'the only object of a part comes before all others of the whole',
    ],
    [
      ['a', 'a/x!', 'a/y!', 'b', 'b/p!', 'b/q!'],
      [['a/x', 'b/q']],
      ['b: b/p b/q', 'a: a/x a/y'],
      'what another chart depends on does not change the order here',
    ],
  ])('of %j with %j is %j: %s', (paths, dependencies, order) => {
    expect(orderOf(paths, dependencies)).toEqual(order);
  });

  test.each([
    [
      ['a', 'b'],
      [
        ['a', 'b'],
        ['b', 'a'],
      ],
      'DEPENDENCY_CYCLE: these depend on each other: a → b → a',
    ],
    [
      ['a', 'a/x!', 'b', 'b/y!'],
      [
        ['a', 'b'],
        ['b/y', 'a/x'],
      ],
      'DEPENDENCY_CYCLE: these depend on each other: a → b → a',
    ],
    [['a', 'a/b'], [['a/b', 'a']], 'DEPENDENCY_CYCLE: these depend on each other: a → a/b → a'],
    [['a'], [['a', 'a']], 'DEPENDENCY_CYCLE: a depends on itself'],
    [['a', 'a/x!'], [['a/x', 'a/x']], 'DEPENDENCY_CYCLE: a/x depends on itself'],
    [
      ['a', 'a/c?', 'a/c/x!', 'a/c/y!'],
      [['a', 'a/c']],
      'DEPENDENCY_CYCLE: these depend on each other: a/c/x → a/c/y → a/c/x',
    ],
    [['a', 'c?'], [['a', 'c']], 'DEPENDENCY_OUTSIDE_CHART: a depends on c, and one of them is in no chart'],
    [['a'], [['', 'a']], 'DEPENDENCY_OUTSIDE_CHART: the app depends on a, and one of them is in no chart'],
  ] as const)('of %j with %j is refused: %s', (paths, dependencies, refusal) => {
    expect(refusalOf(paths, dependencies)).toBe(refusal);
  });

  test('is found for a chain of dependencies that is longer than any stack', () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => `o${index}`);
    const order = orderOf(
      ['a', ...ids.map((id) => `a/${id}!`)],
      ids.slice(1).map((id, index) => [`a/${ids[index]}`, `a/${id}`]),
    );
    expect(order).toEqual([['a:', ...ids.map((id) => `a/${id}`).reverse()].join(' ')]);
  });
});
