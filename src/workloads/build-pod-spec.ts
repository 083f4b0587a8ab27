import type { Container, EnvVar, PodSpec } from 'kubernetes-types/core/v1';
import type { Problem } from '../errors';
import type { ImageReference } from '../release/image-reference';
import type { ContainerFields, ImageVariant, SideContainer, SideContainers } from './container-fields';
import { listEnv } from './environment';
import { resolveVariant } from './image-variant';

/** A pod without its containers, which the workload has. */
export type PodFields = Omit<PodSpec, 'containers' | 'initContainers'>;

/** The parts of a workload's pod. */
export interface PodParts {
  readonly containerName: string;
  /** The main container's fields, nothing else. */
  readonly main: ContainerFields;
  readonly initContainers: SideContainers | undefined;
  readonly sidecars: SideContainers | undefined;
  readonly containerOrder: readonly string[] | undefined;
  readonly pod: PodFields | undefined;
}

/** A pod spec and the images in it that are not the release's own. */
export interface BuiltPod {
  readonly spec: PodSpec;
  /** The image of the main container. */
  readonly image: ImageReference;
  /** References of the release's repository that were asked for by tagSuffix or pinnedTag. */
  readonly variants: ReadonlySet<string>;
}

/**
 * Puts the containers of a workload together, each with the release's image or the variant it asks for.
 *
 * @param place construct path, for messages
 */
export function buildPodSpec(
  { containerName, main, initContainers, sidecars, containerOrder, pod }: PodParts,
  release: ImageReference,
  place: string,
  report: (problem: Problem) => void,
): BuiltPod {
  const variants = new Set<string>();
  const choose = (variant: ImageVariant, name: string): ImageReference => {
    const image = resolveVariant(release, variant, `${place}: container '${name}'`, report);
    if (image.toString() !== release.toString()) variants.add(image.toString());
    return image;
  };
  const build = (name: string, fields: SideContainer): Container => {
    const { image, tagSuffix = main.tagSuffix, pinnedTag = main.pinnedTag, ...own } = fields;
    // a container that says which variant it wants does not inherit the other kind of variant
    const variant =
      fields.tagSuffix !== undefined
        ? { tagSuffix }
        : fields.pinnedTag !== undefined
          ? { pinnedTag }
          : { tagSuffix, pinnedTag };
    return toContainer(name, own, image ?? choose(variant as ImageVariant, name).toString());
  };
  refuseForeignFields(main, pod, release, place, report);
  const image = choose(main, containerName);
  const { image: _smuggled, tagSuffix: _suffix, pinnedTag: _pinned, ...own } = main;
  const list = (containers: SideContainers | undefined, prop: string) =>
    listContainers(containers, `${place}: ${prop}`, report).map(([name, fields]) => build(name, fields));
  const inits = list(initContainers, 'initContainers');
  const containers = [toContainer(containerName, own, image.toString()), ...list(sidecars, 'sidecars')];
  const spec: PodSpec = {
    ...pod,
    ...(initContainers === undefined ? {} : { initContainers: inits }),
    containers: containerOrder === undefined ? containers : orderContainers(containers, containerOrder, place, report),
  };
  return { spec, image, variants };
}

function orderContainers(
  containers: readonly Container[],
  order: readonly string[],
  place: string,
  report: (problem: Problem) => void,
): Container[] {
  const names = containers.map(({ name }) => name);
  const isWhole = order.length === names.length && names.every((name) => order.includes(name));
  if (!isWhole) {
    report({
      code: 'CONTAINER_ORDER_INCOMPLETE',
      what: `${place}: containerOrder names ${order.join(', ') || 'nothing'}`,
      why: `the pod's containers are: ${names.join(', ')}`,
      fix: 'name each of them once, or leave containerOrder out',
    });
  }
  return [...containers].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}

function toContainer(name: string, { env, ...fields }: Omit<SideContainer, 'image'>, image: string): Container {
  const variables = env === undefined ? undefined : listEnv(env);
  // kubernetes-types has quantities as text only, where Kubernetes takes numbers too
  const own = fields as Partial<Container>;
  return { ...own, name, image, ...(variables && { env: variables as EnvVar[] }) };
}

function listContainers(
  containers: SideContainers | undefined,
  place: string,
  report: (problem: Problem) => void,
): [string, SideContainer][] {
  if (containers === undefined) return [];
  if (Array.isArray(containers)) return containers.map(({ name, ...fields }) => [name, fields]);
  const entries = Object.entries(containers as { readonly [name: string]: SideContainer });
  const number = entries.length > 1 ? entries.find(([name]) => /^(?:0|[1-9]\d*)$/.test(name)) : undefined;
  if (number) {
    report({
      code: 'CONTAINER_ORDER_LOST',
      what: `${place} has a container named '${number[0]}'`,
      why: 'JavaScript puts keys that are numbers before all others, so the order you wrote is gone',
      fix: `write the containers as a list: [{ name: '${number[0]}', … }]`,
    });
  }
  return entries;
}

/** What TypeScript keeps out of the props and a cast lets in. */
function refuseForeignFields(
  main: ContainerFields,
  pod: PodFields | undefined,
  release: ImageReference,
  place: string,
  report: (problem: Problem) => void,
): void {
  const image = (main as { image?: unknown }).image;
  if (image !== undefined) {
    report({
      code: 'IMAGE_IN_PROPS',
      what: `${place}: the props name an image: ${image}`,
      why: `a workload of this release runs ${release}, so that one bump moves all of them`,
      fix: 'delete image; for another version on purpose there is pinnedTag, for another program initContainers, sidecars or a chart of its own',
    });
  }
  for (const field of ['containers', 'initContainers'] as const) {
    if ((pod as PodSpec | undefined)?.[field] === undefined) continue;
    report({
      code: 'CONTAINERS_UNDER_POD',
      what: `${place}: pod.${field} is given`,
      why: 'it would replace containers that run the image of the release',
      fix: `write them as ${field === 'containers' ? 'sidecars' : 'initContainers'}, beside pod`,
    });
  }
}
