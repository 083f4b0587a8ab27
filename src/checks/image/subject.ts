import { containersOf, type PlacedContainer, titleOfContainer } from '../../manifest/containers';
import {
  asFields,
  asText,
  type Fields,
  nameOf,
  namespaceOf,
  type PlacedManifest,
  titleOf,
} from '../../manifest/manifest';
import { podTemplateOf, podTemplatePathOf } from '../../manifest/pod-template';

type Path = readonly (string | number)[];

/** A pod's spec, and the fields that lead to it from its object. */
interface PlacedPodSpec {
  readonly podSpec: Fields;
  readonly path: Path;
}

/** One container of a pod, and where it stands: what the checks of an image look at. */
export interface Subject extends PlacedContainer {
  /** `k8s/web.yaml:14`, where the container stands; that of its object where there is no text. */
  readonly place: string;
  /** Where a field of its pod stands, by the way to it from the pod's spec. */
  readonly placeOf: (path: Path) => string;
  readonly namespace: string;
  /** `deployment 'web'`. */
  readonly workload: string;
  /** `container 'web'`. */
  readonly title: string;
  /** How a message speaks of it: `deployment 'web'`, or `deployment 'web', init container 'migrate'`. */
  readonly who: string;
  readonly podSpec: Fields;
  /** Of the pod. */
  readonly labels: Fields;
  /** Names of volumes that a StatefulSet claims for each pod. */
  readonly claims: readonly string[];
  /** As the manifest has it; undefined when it names none. */
  readonly image: string | undefined;
}

/** Every container of every pod, in the order of the manifests: also where a custom resource keeps a pod of its own. */
export function findSubjects(manifests: readonly PlacedManifest[]): Subject[] {
  return manifests.flatMap((object) => {
    const { manifest, place } = object;
    const workload = titleOf(manifest);
    const template = podTemplateOf(manifest);
    const claims = asFields(manifest.spec).volumeClaimTemplates;
    const claimNames = (Array.isArray(claims) ? claims : []).map(
      (claim) => asText(asFields(asFields(claim).metadata).name) ?? '',
    );
    const templatePath = podTemplatePathOf(manifest) ?? [];
    const podSpecs = template
      ? [{ podSpec: template.spec, path: [...templatePath, 'spec'] }]
      : findPodSpecs(manifest, []);
    return podSpecs.flatMap(({ podSpec, path }) => {
      const placeOf = (rest: Path) => object.lineOf?.([...path, ...rest]) ?? place;
      const containers = containersOf(podSpec);
      return containers.map((placed): Subject => {
        const title = titleOfContainer(placed);
        const isMain =
          placed.list === 'containers' &&
          // a custom resource may keep several pods, each with a container of its own
          podSpecs.length === 1 &&
          (containers.filter(({ list }) => list === 'containers').length === 1 ||
            asText(placed.container.name) === nameOf(manifest));
        return {
          ...placed,
          place: placeOf([placed.list, placed.index]),
          placeOf,
          namespace: namespaceOf(manifest),
          workload,
          title,
          who: isMain ? workload : `${workload}, ${title}`,
          podSpec,
          labels: template?.labels ?? {},
          claims: claimNames,
          image: asText(placed.container.image),
        };
      });
    });
  });
}

// what is nested deeper than any resource is not worth a full stack
const DEEPEST = 40;

/** Maps with a list of containers that name an image, wherever a resource keeps them. */
function findPodSpecs(value: unknown, path: Path): PlacedPodSpec[] {
  if (typeof value !== 'object' || value === null || path.length > DEEPEST) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => findPodSpecs(item, [...path, index]));
  const fields = asFields(value);
  if (containersOf(fields).some(({ container }) => typeof container.image === 'string')) {
    return [{ podSpec: fields, path }];
  }
  return Object.entries(fields).flatMap(([field, item]) => findPodSpecs(item, [...path, field]));
}
