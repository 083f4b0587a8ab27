import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, type AppProps, type App as Cdk8sApp, Chart, JsonPatch, Lazy, YamlOutputType } from 'cdk8s';
import { Construct, DependencyGroup, type IConstruct } from 'constructs';
import fc from 'fast-check';
import { Release, type UserError } from '../../../src/index';

/** What an app declares: constructs in constructs, and what depends on what. Numbers that name one count around. */
export interface RandomApp {
  readonly nodes: readonly RandomNode[];
  readonly dependencies: readonly RandomDependency[];
  readonly props: Pick<AppProps, 'yamlOutputType' | 'outputFileExtension' | 'recordConstructMetadata'>;
}

interface RandomDependency {
  readonly from: number;
  readonly to: readonly number[];
  readonly grouped: boolean;
  readonly anywhere: boolean;
}

interface RandomNode {
  readonly kind: 'chart' | 'construct' | 'object' | 'release';
  /** Which of the nodes before it is around it; the app is the first. */
  readonly parent: number;
  readonly id: string;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly hasHashes: boolean;
  readonly value: unknown;
  readonly patched: boolean;
}

// no texts that our printer writes otherwise than cdk8s because Kubernetes would refuse or misread them
const TEXT = fc.string({
  unit: fc.constantFrom('a', 'b', 'z', 'Z', '0', '1', '9', '-', '_', '.', ':', '#', ' ', '"', 'é'),
  minLength: 1,
  maxLength: 70,
});
const ID = fc.oneof(
  // paths that are whole numbers come first in objects of JavaScript
  fc.constantFrom('0', '7', '10', '2', '01', '4294967295', 'Default', 'Resource', 'a', 'B', 'web', 'Ü b', 'x.y', 'a/b'),
  TEXT,
);
const SCALAR = fc.oneof(
  fc.constantFrom('on', '', 'a: b', '1e3', 0, -1.5, true, null, 'line\nline\n'),
  TEXT,
  fc.integer(),
);
const LIST = fc.array(fc.oneof(SCALAR, fc.constantFrom({}, [], { b: 1, a: null })), { maxLength: 3 });
const VALUE = fc.oneof(
  SCALAR,
  LIST,
  fc.dictionary(TEXT, fc.oneof(SCALAR, LIST), { maxKeys: 3, noNullPrototype: true }),
);

/** Any app of cdk8s' own constructs, and of releases if they are asked for. */
export function randomApp({ releases }: { readonly releases: boolean }): fc.Arbitrary<RandomApp> {
  const kinds: RandomNode['kind'][] = ['chart', 'chart', 'construct', 'object', 'object', 'object'];
  const node: fc.Arbitrary<RandomNode> = fc.record({
    kind: fc.constantFrom(...kinds, ...(releases ? (['release', 'release'] as const) : [])),
    parent: fc.nat(),
    id: ID,
    name: fc.option(fc.constantFrom('web', 'api', '9', 'a b/c', 'toString'), { nil: undefined }),
    namespace: fc.option(fc.constantFrom('one', 'two'), { nil: undefined }),
    hasHashes: fc.boolean(),
    value: VALUE,
    patched: fc.boolean(),
  });
  return fc.record({
    nodes: fc.array(node, { maxLength: 14 }),
    dependencies: fc.array(
      fc.record({
        from: fc.nat(),
        to: fc.array(fc.nat(), { minLength: 1, maxLength: 2 }),
        grouped: fc.boolean(),
        anywhere: fc.integer({ min: 0, max: 19 }).map((one) => one === 0),
      }),
      { maxLength: 6 },
    ),
    props: fc.record({
      yamlOutputType: fc.constantFrom(
        YamlOutputType.FILE_PER_APP,
        YamlOutputType.FILE_PER_CHART,
        YamlOutputType.FILE_PER_RESOURCE,
        YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
      ),
      outputFileExtension: fc.constantFrom('.k8s.yaml', '.yml'),
      recordConstructMetadata: fc.boolean(),
    }),
  });
}

/** Declares it. Lazy values count how many have been made in this app, so that they tell order and number of them. */
export function declareApp(app: Cdk8sApp, { nodes, dependencies }: RandomApp): void {
  const constructs: IConstruct[] = [app];
  let made = 0;
  const count = () => ++made;
  for (const node of nodes) {
    let parent = constructs[node.parent % constructs.length] as IConstruct;
    if (parent instanceof Release) parent = app;
    if (parent.node.tryFindChild(node.id)) continue;
    const isInChart = parent.node.scopes.some(Chart.isChart);
    constructs.push(declareNode(parent, isInChart ? node : { ...node, kind: outsideCharts(node.kind) }, count));
  }
  const inCharts = constructs.filter((construct) => construct.node.scopes.some(Chart.isChart));
  for (const { from, to, grouped, anywhere } of dependencies) {
    // most of them in charts and on what is declared later, so that most apps can be put in an order
    const places = anywhere || inCharts.length === 0 ? constructs : inCharts;
    const source = places[from % places.length] as IConstruct;
    const later = anywhere ? places : places.slice(places.indexOf(source));
    const targets = to.map((target) => later[target % later.length] as IConstruct);
    // cdk8s loses objects of a construct that depends on itself
    const others = targets.filter((target) => target !== source);
    if (grouped) source.node.addDependency(new DependencyGroup(...others));
    else source.node.addDependency(...others);
  }
}

/** An object has to be in a chart. */
function outsideCharts(kind: RandomNode['kind']): RandomNode['kind'] {
  return kind === 'object' ? 'chart' : kind;
}

function declareNode(parent: IConstruct, node: RandomNode, count: () => number): IConstruct {
  const { kind, id, name, namespace, hasHashes, value, patched } = node;
  if (kind === 'construct') return new Construct(parent, id);
  const place = namespace === undefined ? {} : { namespace };
  if (kind === 'chart') {
    return new Chart(parent, id, { ...place, labels: { of: 'chart' }, disableResourceNameHashes: !hasHashes });
  }
  if (kind === 'release') return declareRelease(parent, id, place);
  const object = new ApiObject(parent, id, {
    apiVersion: 'v1',
    kind: name === undefined ? 'CronJob' : 'Thing',
    metadata: { ...(name === undefined ? {} : { name }), ...place, annotations: { b: 'on', a: '1' } },
    spec: { value, count: Lazy.any({ produce: count }), token: { resolve: () => ({ z: id, a: [value] }) } },
  });
  if (patched) object.addJsonPatch(JsonPatch.add('/metadata/name', 'patched'), JsonPatch.remove('/spec/token'));
  return object;
}

function declareRelease(parent: IConstruct, id: string, place: { readonly namespace?: string }): Release {
  const release = new Release(parent as Construct, id, { image: 'shop/app:1.2.3', ...place });
  release.deployment('web', { command: ['/web'], ports: [{ containerPort: 80 }] }).expose();
  release.cronJob('clean', { command: ['/clean'], schedule: '@daily', pod: { restartPolicy: 'Never' } });
  release.configMap('settings', { data: { mode: 'on' } });
  return release;
}

/** What an app writes, path by path, or the words with which it refuses to. */
export type Outcome = { readonly files: Readonly<Record<string, string>> } | { readonly refused: string };

/** Makes an app with a fresh output folder, synthesizes it and reads back every file, `{}` for an empty folder. */
export function outcomeOf(make: (props: AppProps) => Cdk8sApp, props: AppProps = {}): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'synthesis-'));
  try {
    make({ ...props, outdir: join(folder, 'out') }).synth();
    return { files: readFolder(join(folder, 'out')) };
  } catch (error) {
    return { refused: reasonOf(error) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readFolder(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), entry.isFile() ? readFileSync(path, 'utf8') : '{}'];
    }),
  );
}

/** The code of ours for what cdk8s says in words. */
const CODES: readonly (readonly [RegExp, string])[] = [
  [/^Dependency cycle detected/, 'DEPENDENCY_CYCLE'],
  [/^cannot find a parent chart/, 'DEPENDENCY_OUTSIDE_CHART'],
];

function reasonOf(error: unknown): string {
  const { code, message } = error as UserError;
  return code ?? CODES.find(([words]) => words.test(message))?.[1] ?? message;
}
