import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import type { IConstruct } from 'constructs';
import { findAutoscaledReplicas } from '../checks/autoscaled-replicas';
import { findCommandWords } from '../checks/command-words';
import { findInvalidNames } from '../checks/names';
import { findPodSecurityViolations } from '../checks/pod-security-standard';
import { findProbePortProblems } from '../checks/probe-ports';
import { findRestartPolicyProblems } from '../checks/restart-policy';
import { findSelectorProblems } from '../checks/selector';
import { findServicePortProblems } from '../checks/service-ports';
import { findStrayImages } from '../checks/stray-image';
import { findDuplicateNames, findDuplicateObjects } from '../checks/unique-names';
import { findMountsWithoutVolume } from '../checks/volume-mounts';
import { WorkloadIndex } from '../checks/workload-index';
import type { Problem } from '../errors';
import type { Manifest, PlacedManifest } from '../manifest/manifest';
import type { ImageReference } from '../release/image-reference';
import { placeOf } from './construct-place';
import type { Rendering } from './synthesis/rendering';
import { Workload } from './workload';

interface PlacedObject extends PlacedManifest {
  readonly workload: Workload | undefined;
  readonly isOfPlusService: boolean;
}

/** Runs every check on every object below a release. */
export function findReleaseProblems(
  release: IConstruct,
  image: ImageReference,
  containerVariants: ReadonlySet<string>,
  rendering: Rendering,
): Problem[] {
  const problems: Problem[] = [];
  const all = placeObjects(release, rendering, problems);
  const workloads = new WorkloadIndex(all);
  for (const object of all) {
    problems.push(
      ...findStrayImages(
        object,
        image,
        (text) => containerVariants.has(text) || object.workload?._variants.has(text) === true,
      ),
      ...findCommandWords(object),
      ...findInvalidNames(object),
      ...findDuplicateNames(object),
      ...findMountsWithoutVolume(object),
      ...findProbePortProblems(object),
      ...findRestartPolicyProblems(object),
      ...findSelectorProblems(object, object.workload?.image ?? image),
      ...(object.workload ? findPodSecurityViolations(object, object.workload.podSecurity) : []),
      ...(object.manifest.kind === 'Service'
        ? findServicePortProblems({ ...object, numbersToo: object.isOfPlusService }, workloads)
        : []),
    );
  }
  return [...problems, ...findDuplicateObjects(all), ...findAutoscaledReplicas(all)];
}

function placeObjects(release: IConstruct, rendering: Rendering, problems: Problem[]): PlacedObject[] {
  return release.node.findAll().flatMap((construct): PlacedObject[] => {
    if (!ApiObject.isApiObject(construct)) return [];
    const rendered = rendering.of(construct);
    if ('error' in rendered) {
      problems.push(unrenderable(construct, rendered.error));
      return [];
    }
    const parent = construct.node.scope;
    return [
      {
        manifest: rendered.manifest as Manifest,
        place: placeOf(construct),
        workload: parent instanceof Workload && parent.apiObject === construct ? parent : undefined,
        isOfPlusService: parent instanceof kplus.Service,
      },
    ];
  });
}

/** What cdk8s or cdk8s-plus says when it cannot make a manifest of an object. */
export function unrenderable(construct: ApiObject, error: unknown): Problem {
  const text = error instanceof Error ? error.message : String(error);
  // cdk8s repeats the path and name that we tell ourselves
  const why = text.replace(/^Failed serializing construct at path '.*?' with name '.*?': (?:Error: )?/, '');
  return {
    code: 'OBJECT_UNRENDERABLE',
    what: `${placeOf(construct)}: ${construct.kind.toLowerCase()} '${construct.name}' cannot be written as YAML`,
    why,
    fix: 'mend the value, which has to be plain data: text, numbers, booleans, lists and maps',
  };
}
