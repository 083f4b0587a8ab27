import { UserError } from '../../../src/errors';
import type { ImportedObject } from '../../../src/importer/imported-object';
import type { PlannedRelease } from '../../../src/importer/plan/import-plan';
import { type Fields, type Manifest, nameOf } from '../../../src/manifest/manifest';

/** An object of the input that stands at `app.yaml#<its name>`. */
export function imported(manifest: Manifest): ImportedObject {
  return { manifest, place: `app.yaml#${nameOf(manifest)}`, file: 'app.yaml', text: '{}\n', comments: new Map() };
}

/** A Deployment; each container is its image, or its fields. Containers without a name have that of the Deployment. */
export function deployment(
  name: string,
  containers: readonly (string | Fields)[],
  { inits = [], labels }: { inits?: readonly (string | Fields)[]; labels?: Fields } = {},
): ImportedObject {
  const list = (given: readonly (string | Fields)[]) =>
    given.map((each) => (typeof each === 'string' ? { name, image: each } : { name, ...each }));
  return imported({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, ...(labels && { labels }) },
    spec: {
      template: {
        spec: { ...(inits.length > 0 && { initContainers: list(inits) }), containers: list(containers) },
      },
    },
  });
}

/** A Deployment with one container that runs the program of its own name. */
export function program(name: string, image: string, labels?: Fields): ImportedObject {
  return deployment(name, [{ image, args: [name] }], labels ? { labels } : {});
}

/** A ConfigMap, which runs nothing. */
export function settings(name: string): ImportedObject {
  return imported({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { a: 'b' } });
}

/** A custom resource with a pod somewhere in it. */
export function farm(name: string, containers: readonly Fields[]): ImportedObject {
  return imported({ apiVersion: 'x.io/v1', kind: 'Farm', metadata: { name }, spec: { pods: [{ containers }] } });
}

/** The names of objects. */
export function names(objects: readonly ImportedObject[]): string[] {
  return objects.map(({ manifest }) => nameOf(manifest));
}

/** A release in one line: its id, its image, its objects. */
export function shown({ id, image, objects }: PlannedRelease): string {
  return `${id} = ${image}: ${names(objects).join(' ')}`;
}

/** The whole message of what is thrown. */
export function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** What stands at a JSON pointer. */
export function valueAt(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((found, step) => Object.getOwnPropertyDescriptor(found, step)?.value, value);
}
