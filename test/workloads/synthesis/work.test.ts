import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart, Lazy, YamlOutputType } from 'cdk8s';
import { type Construct, type IConstruct, Node } from 'constructs';
import { App, Release } from '../../../src/index';
import { DependencyEdges } from '../../../src/workloads/synthesis/dependency-edges';

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'work-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(outdir, { recursive: true });
});

/** How often a synth does each kind of work. */
type Work = Readonly<Record<'validated' | 'rendered' | 'produced' | 'children' | 'dependencies' | 'edges', number>>;

/** Counts what a synth of such an app does. */
function workOf(declare: (app: App) => void, yamlOutputType = YamlOutputType.FILE_PER_CHART): Work {
  const app = new App({ outdir, yamlOutputType });
  let produced = 0;
  declare(app);
  const all = app.node.findAll();
  for (const object of all.filter(ApiObject.isApiObject)) {
    object.metadata.add('count', Lazy.any({ produce: () => String(++produced) }));
  }
  const rendered = all.filter(ApiObject.isApiObject).map((object) => jest.spyOn(object, 'toJson'));
  const validated = all.map(({ node }) => {
    const validate = jest.fn(() => []);
    node.addValidation({ validate });
    return validate;
  });
  const children = jest.spyOn(Node.prototype, 'children', 'get');
  const dependencies = jest.spyOn(Node.prototype, 'dependencies', 'get');
  const edges = jest.spyOn(DependencyEdges.prototype, 'of');
  app.synth();
  const sum = (spies: readonly jest.Mock[] | readonly jest.SpyInstance[]) =>
    spies.reduce((calls, spy) => calls + spy.mock.calls.length, 0);
  const work = {
    validated: sum(validated),
    rendered: sum(rendered),
    produced,
    children: sum([children]),
    dependencies: sum([dependencies]),
    edges: sum([edges]),
  };
  jest.restoreAllMocks();
  return work;
}

function declareObjects(scope: Construct, count: number): void {
  for (let index = 0; index < count; index++) new ApiObject(scope, `o${index}`, { apiVersion: 'v1', kind: 'Thing' });
}

/** Apps of a size, and how many constructs and objects they have. */
const APPS: Readonly<Record<string, (app: App, size: number) => void>> = {
  'charts beside each other': (app, size) => {
    for (let index = 0; index < size; index++) declareObjects(new Chart(app, `c${index}`), 5);
  },
  'a chain of dependent charts': (app, size) => {
    let before: IConstruct | undefined;
    for (let index = 0; index < size; index++) {
      const chart = new Chart(app, `c${index}`);
      declareObjects(chart, 5);
      if (before) chart.node.addDependency(before);
      before = chart;
    }
  },
  'charts in charts': (app, size) => {
    let scope: Construct = app;
    for (let index = 0; index < size; index++) {
      scope = new Chart(scope, 'c');
      declareObjects(scope, 5);
    }
  },
  'two charts of which one depends on the other': (app, size) => {
    const [one, two] = [new Chart(app, 'one'), new Chart(app, 'two')];
    declareObjects(one, size * 5);
    declareObjects(two, size * 5);
    one.addDependency(two);
  },
  'a chain of objects': (app, size) => {
    const chart = new Chart(app, 'chart');
    declareObjects(chart, size);
    for (const [index, object] of chart.apiObjects.entries()) {
      object.addDependency(...chart.apiObjects.slice(index + 1, index + 2));
    }
  },
  'a release of workloads with Services': (app, size) => {
    const release = new Release(app, 'shop', { image: 'shop/all:1.2.3' });
    for (let index = 0; index < size; index++) {
      release.deployment(`w${index}`, { command: ['/web'], ports: [{ containerPort: 80 }] }).expose();
    }
  },
};

describe.each(Object.entries(APPS))('%s', (_title, declare) => {
  test.each([
    YamlOutputType.FILE_PER_APP,
    YamlOutputType.FILE_PER_CHART,
    YamlOutputType.FILE_PER_RESOURCE,
    YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
  ])('validate every construct once and render every object once, output type %s', (yamlOutputType) => {
    const app = new App();
    declare(app, 7);
    const constructs = app.node.findAll();
    const objects = constructs.filter(ApiObject.isApiObject).length;
    expect(workOf((own) => declare(own, 7), yamlOutputType)).toMatchObject({
      validated: constructs.length,
      rendered: objects,
      produced: objects,
    });
  });

  test('are twice the work when they are twice as many', () => {
    const [once, twice] = [50, 100].map((size) => workOf((app) => declare(app, size))) as [Work, Work];
    for (const kind of Object.keys(once) as (keyof Work)[]) {
      // what does not grow is not doubled
      expect([kind, twice[kind] <= 2 * once[kind]]).toEqual([kind, true]);
    }
  });
});
