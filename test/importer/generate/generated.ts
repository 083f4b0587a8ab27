import { type ImportedApp, importApp } from '../../../src/importer/import-app';
import type { PlanOptions } from '../../../src/importer/plan/import-plan';
import { planReleases } from '../../../src/importer/plan/plan-releases';
import { parseObjects } from '../../../src/importer/read/parse-objects';
import { runHere } from './run-here';

/** The app of these manifests, which was seen to synthesize them. The image is `team/shop`, unless said otherwise. */
export async function importYaml(yaml: string, options: PlanOptions = { image: 'team/shop' }): Promise<ImportedApp> {
  const objects = parseObjects(yaml, 'app.yaml');
  const plan = planReleases(objects, options);
  return importApp(plan.releases[0]?.id ?? '', objects, plan, runHere);
}

/** The main.ts of these manifests from the end of the Release to `app.synth()`, both left out, between two ends of lines. */
export async function statementsOf(yaml: string, options?: PlanOptions): Promise<string> {
  const { main } = await importYaml(yaml, options);
  return withoutFrame(main);
}

/** A main.ts without its first statements, which are the same in all of them, and without its last. */
export function withoutFrame(main: string): string {
  const lines = main.split('\n');
  const start = lines.findIndex((line) => line.includes('= new Release('));
  const end = lines.indexOf('app.synth();');
  const rest = lines.slice(start, end);
  // a Release stands in one line or ends with the first line that is not indented
  const length = rest.findIndex((line) => line.endsWith(');')) + 1;
  return `\n${rest.slice(length).join('\n').trim()}\n`;
}
