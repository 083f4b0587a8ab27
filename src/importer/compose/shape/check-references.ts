import { didYouMean } from '../../../did-you-mean';
import type { ComposeService } from '../compose-file';
import { volumeNameOf } from '../fields/carry-volumes';
import type { ProblemList } from '../problem-list';
import { type ComposeNode, findField, isNull, itemsOf, mapOf, textOf, textsOf } from '../yaml/compose-node';

/** Reports what a service names and the file does not have: an image, a volume, another service. */
export function checkReferences(
  service: ComposeService,
  services: ReadonlySet<string>,
  volumes: ReadonlySet<string>,
  problems: ProblemList,
): void {
  checkImage(service, problems);
  for (const item of itemsOf(findField(service.fields, 'volumes'))) {
    const name = isUnset(item) ? undefined : volumeNameOf(item);
    if (name !== undefined && !volumes.has(name)) {
      problems.add(item.place, `the service '${service.name}' mounts the volume '${name}', which is not declared`, {
        why: 'a volume with a name has to stand below volumes: at the top level',
        fix: fixFor(name, volumes) ?? `write '${name}:' there, or ./${name} for a folder`,
      });
    }
  }
  const dependsOn = findField(service.fields, 'depends_on');
  const edges = mapOf(dependsOn)
    ? [...(mapOf(dependsOn)?.entries ?? [])].map(([name, { place }]) => ({ name, place }))
    : itemsOf(dependsOn).flatMap((item) =>
        textsOf(item).map((name) => ({ name: isUnset(item) ? '' : name, place: item.place })),
      );
  for (const { name, place } of edges) {
    const isOptional = textOf(findField(mapOf(findField(mapOf(dependsOn), name)), 'required')) === 'false';
    if (name === '' || services.has(name) || isOptional) continue;
    problems.add(place, `the service '${service.name}' depends on '${name}', which is no service`, {
      why: `the services are: ${[...services].join(', ')}`,
      fix: fixFor(name, services) ?? 'name one of them',
    });
  }
}

function checkImage({ name, place, fields }: ComposeService, problems: ProblemList): void {
  const image = fields.entries.get('image')?.value;
  const isGiven = image !== undefined && !isNull(image) && (textOf(image) !== '' || isUnset(image));
  if (isGiven || findField(fields, 'build') || findField(fields, 'provider')) return;
  problems.add(place, `the service '${name}' has neither an image nor a build`, {
    why: 'a container is started from an image',
    fix: "write 'image:'",
  });
}

function fixFor(name: string, known: ReadonlySet<string>): string | undefined {
  const near = didYouMean(name, known);
  return near === undefined ? undefined : `did you mean '${near}'?`;
}

function isUnset(node: ComposeNode): boolean {
  return node.kind === 'scalar'
    ? node.unset !== undefined
    : node.kind === 'map' && [...node.entries.values()].some(({ value }) => isUnset(value));
}
