import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { printForKubernetes } from '../../manifest/print-yaml';
import type { WrittenFile } from '../synth-report';
import { ConstructTree } from './construct-tree';
import { type AppOrder, findAppOrder, type OrderedChart } from './order-app';
import { type ManifestSource, OUTPUT_LAYOUTS } from './output-layouts';
import { Rendering } from './rendering';

/**
 * The way from constructs to files, with the bytes of cdk8s' own `App.synth`: every construct is validated once, all are
 * put in order once, and every object is rendered once.
 *
 * @see docs/decisions/0010-own-synthesis.md
 */
export class Synthesis implements ManifestSource {
  readonly tree: ConstructTree;
  readonly rendering = new Rendering();
  /** What constructs say of themselves, by their numbers in the tree. */
  readonly complaints: ReadonlyMap<number, readonly string[]>;
  /** Undefined where only cdk8s itself does as cdk8s does. */
  readonly order: AppOrder | undefined;
  private readonly dependencies: number;
  private readonly renderedByChart = new Map<Chart, readonly unknown[]>();

  /** Validates, orders and renders everything. What went wrong is in the complaints, the order and the rendering. */
  constructor(private readonly app: App) {
    this.tree = new ConstructTree(app);
    this.complaints = validate(this.tree);
    this.dependencies = countDependencies(this.tree);
    this.order = findAppOrder(this.tree);
    // the order of cdk8s, for values that are made while they are rendered
    for (const { objects } of this.charts) for (const object of objects) this.rendering.of(object);
    for (const construct of this.tree.constructs) if (ApiObject.isApiObject(construct)) this.rendering.of(construct);
  }

  get charts(): readonly OrderedChart[] {
    return this.order?.charts ?? [];
  }

  get hasDependentCharts(): boolean {
    return this.order?.hasDependentCharts ?? false;
  }

  /**
   * Whether what it writes is what cdk8s would write. It is not for an app with `charts` or an output type that are not
   * cdk8s' own, nor when constructs or dependencies were declared while others were validated or rendered.
   */
  isFaithful(): boolean {
    if (!this.order || !OUTPUT_LAYOUTS.has(this.app.yamlOutputType) || hasOwnCharts(this.app)) return false;
    const now = new ConstructTree(this.app);
    return now.hasSameConstructs(this.tree) && countDependencies(now) === this.dependencies;
  }

  /**
   * Writes all files, one after the other; manifests that have been written are not kept.
   *
   * @param tell is told of each file
   */
  write(tell?: (file: WrittenFile) => void): void {
    const { outdir, outputFileExtension, yamlOutputType } = this.app;
    this.letChartsRender();
    mkdirSync(outdir, { recursive: true });
    for (const output of OUTPUT_LAYOUTS.get(yamlOutputType)?.(this) ?? []) {
      if ('folder' in output) {
        mkdirSync(join(outdir, output.folder), { recursive: true });
        continue;
      }
      const path = output.file + outputFileExtension;
      const documents = output.documents();
      const text = printForKubernetes(documents);
      writeFileSync(join(outdir, path), text);
      tell?.({ path, text, documents });
    }
  }

  /** Writes where in the app each object was declared, by name, as cdk8s' `recordConstructMetadata` asks for. */
  writeConstructMetadata(): void {
    const resources: Record<string, { readonly path: string }> = {};
    for (const { objects } of this.charts) {
      for (const { name, node } of objects) resources[name] = { path: node.path };
    }
    writeFileSync(join(this.app.outdir, 'construct-metadata.json'), JSON.stringify({ version: '1.0.0', resources }));
  }

  /** All manifests as one text. */
  print(): string {
    this.letChartsRender();
    return printForKubernetes(this.charts.flatMap((chart) => this.takeChart(chart)));
  }

  takeChart({ chart, objects }: OrderedChart): readonly unknown[] {
    return this.renderedByChart.get(chart) ?? objects.map((object) => this.takeObject(object));
  }

  takeObject(object: ApiObject): unknown {
    return this.rendering.take(object);
  }

  /** A chart whose `toJson()` is not cdk8s' own is asked for its manifests, before the first file is written. */
  private letChartsRender(): void {
    for (const { chart } of this.charts) {
      if (chart.toJson !== Chart.prototype.toJson) this.renderedByChart.set(chart, Object.values(chart.toJson()));
    }
  }
}

function validate(tree: ConstructTree): Map<number, readonly string[]> {
  const complaints = new Map<number, readonly string[]>();
  for (const [number, construct] of tree.constructs.entries()) {
    const messages = construct.node.validate();
    if (messages.length > 0) complaints.set(number, messages);
  }
  return complaints;
}

function countDependencies(tree: ConstructTree): number {
  return tree.constructs.reduce((sum, { node }) => sum + node.dependencies.length, 0);
}

/** Whether a subclass decides itself which charts an app has. */
function hasOwnCharts(app: App): boolean {
  let owner: object | null = app;
  while (owner && !Object.hasOwn(owner, 'charts')) owner = Object.getPrototypeOf(owner);
  return owner !== App.prototype;
}
