import { type ApiObject, Names, YamlOutputType } from 'cdk8s';
import type { OrderedChart } from './order-app';

/** One file, or one folder that is there even if nothing is in it, by its path below the output folder. */
export type Output =
  | { readonly folder: string }
  | {
      /** Without the ending. */
      readonly file: string;
      /** Makes the documents in it. */
      readonly documents: () => readonly unknown[];
    };

/** A synthesized app, from which manifests can be taken once. */
export interface ManifestSource {
  readonly charts: readonly OrderedChart[];
  readonly hasDependentCharts: boolean;
  takeChart(chart: OrderedChart): readonly unknown[];
  takeObject(object: ApiObject): unknown;
}

type Layout = (app: ManifestSource) => Iterable<Output>;

/** How each of cdk8s' output types spreads an app over files. */
export const OUTPUT_LAYOUTS: ReadonlyMap<YamlOutputType, Layout> = new Map<YamlOutputType, Layout>([
  [YamlOutputType.FILE_PER_APP, filePerApp],
  [YamlOutputType.FILE_PER_CHART, filePerChart],
  [YamlOutputType.FILE_PER_RESOURCE, filePerResource],
  [YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE, folderPerChart],
]);

function* filePerApp(app: ManifestSource): Iterable<Output> {
  if (app.charts.length === 0) return;
  yield { file: 'app', documents: () => app.charts.flatMap((chart) => app.takeChart(chart)) };
}

function* filePerChart(app: ManifestSource): Iterable<Output> {
  for (const [index, chart] of app.charts.entries()) {
    yield { file: chartName(app, chart, index), documents: () => app.takeChart(chart) };
  }
}

function* filePerResource(app: ManifestSource): Iterable<Output> {
  for (const chart of app.charts) {
    for (const document of app.takeChart(chart)) {
      if (document === undefined) continue;
      const { kind, metadata } = document as { readonly kind: unknown; readonly metadata: { readonly name: unknown } };
      yield { file: resourceName(kind, metadata.name), documents: () => [document] };
    }
  }
}

function* folderPerChart(app: ManifestSource): Iterable<Output> {
  for (const [index, chart] of app.charts.entries()) {
    const folder = chartName(app, chart, index);
    yield { folder };
    for (const object of chart.objects) {
      // by the name that the object was declared with, whatever a patch makes of it
      const file = `${folder}/${resourceName(object.kind, object.metadata.name)}`;
      yield { file, documents: () => [app.takeObject(object)] };
    }
  }
}

function chartName({ hasDependentCharts }: ManifestSource, { chart }: OrderedChart, index: number): string {
  const name = Names.toDnsLabel(chart);
  return hasDependentCharts ? `${String(index).padStart(4, '0')}-${name}` : name;
}

function resourceName(kind: unknown, name: unknown): string {
  return `${kind}.${name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}
