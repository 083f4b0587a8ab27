import type { ComposeEnvironment } from './compose-environment';
import type { ComposeFile, ComposeService, ComposeVolume } from './compose-file';
import { mergeNodes } from './extends/merge-nodes';
import { ExtendsResolver } from './extends/resolve-extends';
import { ProblemList } from './problem-list';
import { checkFile } from './shape/check-file';
import { checkReferences } from './shape/check-references';
import { SERVICE_SHAPE } from './shape/service-shape';
import { checkShape } from './shape/shape';
import { parseDotenv } from './variables/parse-dotenv';
import { VariableUses } from './variables/variable-uses';
import { type ComposeMap, type ComposeNode, findField, isNull, mapOf, textOf } from './yaml/compose-node';
import { readComposeYaml } from './yaml/read-compose-yaml';

/** As Compose allows it. */
const SERVICE_NAME = /^[a-zA-Z0-9._-]+$/;
/** Keys of the top level that are looked at here, or mean nothing. */
const READ_HERE = new Set(['version', 'name', 'services', 'volumes']);

/**
 * Reads a Compose file as Compose does: anchors, merge keys, `extends`, and variables, whose values come from the `.env`
 * file and never from the process.
 *
 * @param file for places and messages only
 * @throws UserError COMPOSE_INVALID with everything that docker compose would refuse, at once
 * @see https://github.com/compose-spec/compose-spec/blob/main/spec.md
 */
export function parseCompose(text: string, file: string, environment: ComposeEnvironment): ComposeFile {
  const problems = new ProblemList();
  const documents = readComposeYaml(text, file, problems);
  problems.require();
  const checked = checkFile(mergeDocuments(documents, file), file, problems);
  if (!checked) {
    problems.require();
    throw new Error('a file without services was not reported');
  }
  const variables = variablesOf(environment);
  const uses = new VariableUses(variables, problems);
  const written = findField(checked.root, 'name');
  const name =
    variables.get('COMPOSE_PROJECT_NAME') ?? textOf(written && uses.replaceIn(written)) ?? environment.projectName;
  // nothing may be left of a name
  const project = projectName(name ?? '') || undefined;
  if (project !== undefined) variables.set('COMPOSE_PROJECT_NAME', project);

  const resolver = new ExtendsResolver(environment, problems);
  const services: ComposeService[] = [];
  for (const [service, entry] of checked.services.entries) {
    const resolved = resolver.resolve(service, checked.services, file);
    const fields = resolved && mapOf(uses.replaceIn(resolved));
    if (!SERVICE_NAME.test(service)) {
      problems.add(entry.place, `'${service}' is no name of a service`, {
        why: 'it may have letters, digits, dots, underscores and dashes only',
        fix: 'give it another name',
      });
    }
    if (!fields) {
      problems.add(entry.place, `the service '${service}' is ${isNull(entry.value) ? 'empty' : 'no map'}`, {
        why: 'a service says at least which image it runs',
        fix: "write 'image:' below it",
      });
      continue;
    }
    checkShape(SERVICE_SHAPE, fields, `the service '${service}'`, problems);
    services.push({ name: service, place: entry.place, above: entry.above, fields });
  }
  const volumes = volumesOf(checked.root, uses);
  // names that are of the wrong type cannot be looked up
  if (problems.isEmpty) {
    const known = new Set(services.map((service) => service.name));
    for (const service of services) checkReferences(service, known, new Set(volumes.keys()), problems);
  }
  const rest = new Map<string, ComposeNode>();
  for (const [key, { value }] of checked.root.entries) {
    if (!READ_HERE.has(key) && !key.startsWith('x-')) rest.set(key, uses.replaceIn(value));
  }
  problems.require();
  return { name: project, services, volumes, rest, variables, environment, notes: uses.notes() };
}

/** Several documents say one file, the later ones more than the earlier ones. */
function mergeDocuments(documents: readonly ComposeNode[], file: string): ComposeNode {
  const [first = { kind: 'map', place: `${file}:1`, entries: new Map() } as const, ...more] = documents;
  return more.reduce<ComposeNode>(
    (merged, next) => (merged.kind === 'map' && next.kind === 'map' ? mergeFiles(merged, next) : next),
    first,
  );
}

function mergeFiles(base: ComposeMap, over: ComposeMap): ComposeMap {
  const services = [mapOf(findField(base, 'services')), mapOf(findField(over, 'services'))] as const;
  const merged = mergeNodes(base, over, '.');
  const entry = over.entries.get('services');
  if (!entry || !services[0] || !services[1]) return merged;
  const all = new Map(services[0].entries);
  for (const [name, next] of services[1].entries) {
    const known = mapOf(all.get(name)?.value);
    const value = mapOf(next.value);
    all.set(name, known && value ? { ...next, value: mergeNodes(known, value) } : next);
  }
  return {
    ...merged,
    entries: new Map(merged.entries).set('services', { ...entry, value: { ...services[1], entries: all } }),
  };
}

function variablesOf({ dotEnv }: ComposeEnvironment): Map<string, string> {
  const { values } = parseDotenv(dotEnv ?? '');
  return new Map([...values].filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function volumesOf(root: ComposeMap, uses: VariableUses): Map<string, ComposeVolume> {
  const volumes = mapOf(findField(root, 'volumes'));
  return new Map(
    [...(volumes?.entries ?? [])].map(([name, { place, value }]) => [
      name,
      { name, place, fields: mapOf(uses.replaceIn(value)) },
    ]),
  );
}

/** As Compose makes it from the name of a folder. */
function projectName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');
}
