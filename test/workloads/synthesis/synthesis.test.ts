import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, type AppProps, App as Cdk8sApp, Chart, type IResolver, Lazy, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { type Construct, Dependable } from 'constructs';
import fc from 'fast-check';
import { App } from '../../../src/index';
import { declareApp, type Outcome, outcomeOf, randomApp } from './random-app';

type AnyApp = typeof Cdk8sApp;

/** What comes out of our App and of cdk8s' own for the same declarations. */
function outcomesOf(declare: (app: Cdk8sApp) => void, props: AppProps = {}, adapt = (Base: AnyApp) => Base): Outcome[] {
  return [App as AnyApp, Cdk8sApp].map((Base) =>
    outcomeOf((own) => {
      const app = new (adapt(Base))(own);
      declare(app);
      return app;
    }, props),
  );
}

function textsOf(declare: (app: Cdk8sApp) => void): string[] {
  return [new App(), new Cdk8sApp()].map((app) => {
    declare(app);
    return app.synthYaml();
  });
}

/** A chart with these objects in it. */
function chartOf(app: Construct, id: string, ...names: readonly string[]): Chart {
  const chart = new Chart(app, id);
  for (const name of names) new ApiObject(chart, name, { apiVersion: 'v1', kind: 'Thing', metadata: { name } });
  return chart;
}

describe('App.synth', () => {
  test.each([
    ['of any kind', false, 300],
    ['with releases', true, 60],
  ])('writes the files and bytes of cdk8s, and refuses what cdk8s refuses: apps %s', (_title, releases, numRuns) => {
    fc.assert(
      fc.property(randomApp({ releases }), (random) => {
        const [ours, theirs] = outcomesOf((app) => declareApp(app, random), random.props);
        expect(ours).toEqual(theirs);
      }),
      { numRuns },
    );
  });

  test('prints the text of cdk8s', () => {
    fc.assert(
      fc.property(randomApp({ releases: false }), (random) => {
        const props = { ...random.props, yamlOutputType: YamlOutputType.FILE_PER_APP };
        const [ours] = outcomesOf((app) => declareApp(app, random), props);
        if (!ours || 'refused' in ours) return;
        const [text, theirs] = textsOf((app) => declareApp(app, random));
        expect(text).toBe(theirs);
      }),
      { numRuns: 100 },
    );
  });
});

class OwnJson extends Chart {
  override toJson() {
    return [...super.toJson(), undefined, { kind: 'More', metadata: { name: 'more' } }];
  }
}
class OwnNames extends Chart {
  override generateObjectName({ node }: ApiObject) {
    return `own-${node.id}`;
  }
}
class OwnObject extends ApiObject {
  override toJson() {
    return { ...super.toJson(), own: true };
  }
}
const shout: IResolver = {
  resolve: (context) => {
    if (context.value === 'shout') context.replaceValue('SHOUT');
  },
};
const THING = { apiVersion: 'v1', kind: 'Thing' };

/** What a user may have made of their own. */
type Custom = [title: string, declare: (app: Cdk8sApp) => void, props?: AppProps, adapt?: (Base: AnyApp) => AnyApp];
const CUSTOM: readonly Custom[] = [
  [
    'a chart that renders itself',
    (app) => {
      new ApiObject(new OwnJson(app, 'own'), 'a', THING);
      chartOf(app, 'other', 'b');
    },
  ],
  ['a chart that names its objects', (app) => new ApiObject(new OwnNames(app, 'own'), 'a', THING)],
  ['an object that renders itself', (app) => new OwnObject(new Chart(app, 'chart'), 'a', THING)],
  [
    'resolvers',
    (app) => new ApiObject(new Chart(app, 'chart'), 'a', { ...THING, text: 'shout' }),
    { resolvers: [shout] },
  ],
  [
    'an app that chooses its charts',
    (app) => {
      chartOf(app, 'one', 'a');
      chartOf(app, 'two', 'b');
    },
    {},
    (Base) =>
      class extends Base {
        override get charts() {
          return super.charts.slice(1);
        }
      },
  ],
  [
    'an object that is declared while another one is rendered',
    (app) => {
      const chart = new Chart(app, 'a');
      const last = new Chart(app, 'b');
      const produce = () => {
        if (!last.node.tryFindChild('late')) new ApiObject(last, 'late', THING);
        return 1;
      };
      new ApiObject(chart, 'early', { ...THING, value: Lazy.any({ produce }) });
    },
  ],
  [
    'an object that is declared by a validation',
    (app) => {
      const chart = new Chart(app, 'a');
      const validate = () => {
        if (!chart.node.tryFindChild('late')) new ApiObject(chart, 'late', THING);
        return [];
      };
      chart.node.addValidation({ validate });
    },
  ],
  [
    'a dependency on a construct that was removed',
    (app) => {
      const chart = chartOf(app, 'chart', 'b', 'a');
      const gone = chart.node.findChild('a');
      chart.node.tryRemoveChild('a');
      new ApiObject(chart, 'a', THING);
      chart.node.findChild('b').node.addDependency(gone);
    },
  ],
  [
    'a chart that stands for another one as a dependency',
    (app) => {
      const [one, two, three] = ['one', 'two', 'three'].map((id) => chartOf(app, id, id)) as [Chart, Chart, Chart];
      Dependable.implement(two, { dependencyRoots: [three] });
      one.addDependency(two);
    },
  ],
  [
    'constructs of cdk8s-plus',
    (app) => {
      const chart = new Chart(app, 'plus');
      const deployment = new kplus.Deployment(chart, 'web', { containers: [{ image: 'shop/web:1', port: 80 }] });
      deployment.exposeViaService().exposeViaIngress('/');
      deployment.scheduling.separate(new kplus.Deployment(chart, 'api', { containers: [{ image: 'shop/api:1' }] }));
    },
  ],
];

describe.each(CUSTOM.map(([title, ...rest]) => ({ title, rest })))('$title', ({ rest: [declare, props, adapt] }) => {
  test.each(Object.values(YamlOutputType).filter((type) => typeof type === 'number'))(
    'comes out as with cdk8s, output type %s',
    (yamlOutputType) => {
      const [ours, theirs] = outcomesOf(declare, { ...props, yamlOutputType }, adapt);
      expect(ours).toEqual(theirs);
      expect(theirs).toHaveProperty('files');
    },
  );
});

describe('what is refused', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'refused-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is told all at once, and nothing has been written', () => {
    const outdir = join(folder, 'out');
    const app = new App({ outdir });
    const chart = chartOf(app, 'chart', 'a', 'b');
    const [a, b] = chart.apiObjects as [ApiObject, ApiObject];
    a.addDependency(b);
    b.addDependency(a);
    chart.node.addValidation({ validate: () => ['has no owner'] });
    new ApiObject(chart, 'date', { ...THING, metadata: { name: 'date' }, date: new Date(0) });
    expect(() => app.synth()).toThrow(
      expect.objectContaining({
        message: [
          'CONSTRUCT_INVALID: chart: has no owner',
          '  why: the construct refuses to be synthesized like this',
          '  fix: mend its props as the message says',
          "OBJECT_UNRENDERABLE: chart/date: thing 'date' cannot be written as YAML",
          "  why: can't render non-simple object of type 'Date'",
          '  fix: mend the value, which has to be plain data: text, numbers, booleans, lists and maps',
          'DEPENDENCY_CYCLE: these depend on each other: chart/a → chart/b → chart/a',
          '  why: each has to come after what it depends on, and a chart after the charts in it and after all that something in it depends on',
          '  fix: take one of the dependencies away (addDependency)',
        ].join('\n'),
      }),
    );
    expect(existsSync(outdir)).toBe(false);
  });

  test('leaves no file behind when a chart that renders itself fails', () => {
    class Failing extends Chart {
      override toJson(): never {
        throw new Error('not today');
      }
    }
    const outdir = join(folder, 'out');
    const app = new App({ outdir });
    chartOf(app, 'fine', 'a');
    new Failing(app, 'failing');
    expect(() => app.synth()).toThrow('not today');
    expect(existsSync(outdir)).toBe(false);
  });
});
