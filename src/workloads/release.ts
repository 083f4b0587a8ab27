import { ApiObject, App as Cdk8sApp, Chart, JsonPatch } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { type Problem, printProblem, UserError } from '../errors';
import { type ImageParts, ImageReference } from '../release/image-reference';
import { findVersionProblem, type MovingTagPolicy } from '../release/moving-tag';
import { readReleaseFile } from '../release/release-file';
import { ConfigMap, type ConfigMapFields } from './config-map';
import { placeOf } from './construct-place';
import type { ImageVariant } from './container-fields';
import { CronJob, type CronJobProps } from './cron-job';
import { DaemonSet, type DaemonSetProps } from './daemon-set';
import { Deployment, type DeploymentProps } from './deployment';
import { findReleaseProblems } from './find-release-problems';
import { resolveVariant } from './image-variant';
import { Job, type JobProps } from './job';
import { releaseLabels } from './labels';
import type { PodSecurity } from './pod-security';
import type { ReleaseScope } from './release-scope';
import { StatefulSet, type StatefulSetProps } from './stateful-set';
import type { ReleaseReport } from './synth-report';
import { Rendering } from './synthesis/rendering';
import { isValidated } from './validated';
import { Workload } from './workload';

/** Where the image comes from, and what all workloads share. Exactly one of `file` and `image` is given. */
export interface ReleaseProps extends MovingTagPolicy {
  /** The release file, relative to the working folder. */
  readonly file?: string;
  /** The image itself: `repository:tag`, or its parts. */
  readonly image?: string | ImageParts;
  /** The namespace of everything in the release. Default: none, so that `kubectl` decides. */
  readonly namespace?: string;
  /** Whether the Namespace object is a part of the release, and its labels and annotations. Default: false. */
  readonly createNamespace?: boolean | NamespaceFields;
  /** Pod Security level that every workload keeps to. Default: `privileged`, which asks for nothing. */
  readonly podSecurity?: PodSecurity;
  /** Labels of every object, beside ours; false for none of ours. */
  readonly labels?: { readonly [key: string]: string } | false;
}

/** What the Namespace object has beside its name. */
export interface NamespaceFields {
  readonly labels?: { readonly [key: string]: string };
  readonly annotations?: { readonly [key: string]: string };
}

const RELEASE_SYMBOL = Symbol.for('cdk8s-lockstep.Release');

/** What `release.container()` takes: cdk8s-plus' container fields, without the image. */
export type ReleaseContainerFields = kplus.ContainerOpts & ImageVariant;

/**
 * One image and every workload that runs it. A chart of cdk8s: what is declared below it goes into one file of `dist/`.
 *
 * Everything below is checked at synth, all problems at once; docs/errors.md lists them.
 */
export class Release extends Chart implements ReleaseScope {
  /** Whether this is a Release. */
  static isRelease(value: unknown): value is Release {
    return typeof value === 'object' && value !== null && RELEASE_SYMBOL in value;
  }

  /** cdk8s' charts answer `instanceof` by a mark, so that every chart would pass for a Release. */
  static override [Symbol.hasInstance](value: unknown): value is Release {
    return Release.isRelease(value);
  }

  /** The image that every workload runs. `String(release.image)` is the whole reference. */
  readonly image: ImageReference;
  /** The path of the release file, if there is one. */
  readonly file: string | undefined;
  readonly podSecurity: PodSecurity;
  /** @internal */
  readonly hasOwnLabels: boolean;
  private readonly reported: Problem[] = [];
  private readonly containerVariants = new Set<string>();

  /** @throws UserError when the image cannot be told: RELEASE_SOURCE, and what reading the file throws */
  constructor(scope: Construct, id: string, props: ReleaseProps) {
    const image = readImage(id, props);
    super(scope, id, {
      ...(props.namespace === undefined ? {} : { namespace: props.namespace }),
      labels: props.labels === false ? {} : { ...releaseLabels(id, image), ...props.labels },
    });
    Object.defineProperty(this, RELEASE_SYMBOL, { value: true });
    this.image = image;
    this.file = props.file;
    this.podSecurity = props.podSecurity ?? 'privileged';
    this.hasOwnLabels = props.labels !== false;
    if (props.createNamespace) this.declareNamespace(props.createNamespace === true ? {} : props.createNamespace);
    this.node.addValidation({
      validate: () => (isValidated(Cdk8sApp.of(this)) ? [] : this.findProblems().map(printProblem)),
    });
  }

  /** A Deployment whose main container runs the release's image. */
  deployment(id: string, props: DeploymentProps = {}): Deployment {
    return new Deployment(this, id, props);
  }

  /** A StatefulSet whose main container runs the release's image. */
  statefulSet(id: string, props: StatefulSetProps = {}): StatefulSet {
    return new StatefulSet(this, id, props);
  }

  /** A DaemonSet whose main container runs the release's image. */
  daemonSet(id: string, props: DaemonSetProps = {}): DaemonSet {
    return new DaemonSet(this, id, props);
  }

  /** A Job whose main container runs the release's image; its name ends in the version. */
  job(id: string, props: JobProps = {}): Job {
    return new Job(this, id, props);
  }

  /** A CronJob whose main container runs the release's image. */
  cronJob(id: string, props: CronJobProps): CronJob {
    return new CronJob(this, id, props);
  }

  /** An immutable ConfigMap; its name is `<name>-<hash of its content>`. */
  configMap(name: string, fields: ConfigMapFields): ConfigMap {
    return new ConfigMap(this, name, fields);
  }

  /** Container fields for cdk8s-plus' own workloads, with the release's image in them. */
  container(fields: ReleaseContainerFields = {}): kplus.ContainerProps {
    const { tagSuffix, pinnedTag, ...own } = fields;
    const variant = {
      ...(tagSuffix === undefined ? {} : { tagSuffix }),
      ...(pinnedTag === undefined ? {} : { pinnedTag }),
    };
    const image = resolveVariant(
      this.image,
      variant,
      `${placeOf(this)}: container '${own.name ?? 'main'}'`,
      (problem) => this._report(problem),
    ).toString();
    if (image !== this.image.toString()) this.containerVariants.add(image);
    return { ...own, image };
  }

  /** @internal */
  _report(problem: Problem): void {
    this.reported.push(problem);
  }

  /** What the commands say of this release. */
  report(): ReleaseReport {
    const workloads = this.node.findAll().filter((construct) => construct instanceof Workload);
    return {
      id: this.node.id,
      file: this.file,
      image: this.image.toString(),
      workloads: workloads.map((workload) => workload.report()),
    };
  }

  /**
   * Everything that is wrong below this release.
   *
   * @param rendering the manifests, where they have been made already
   */
  findProblems(rendering = new Rendering()): Problem[] {
    return [...this.reported, ...findReleaseProblems(this, this.image, this.containerVariants, rendering)];
  }

  /** Names are what was written, never a path or a hash: the id of the construct that stands for the object. */
  override generateObjectName(apiObject: ApiObject): string {
    const { id, scope } = apiObject.node;
    return (id === 'Resource' || id === 'Default') && scope ? scope.node.id : id;
  }

  private declareNamespace({ labels, annotations }: NamespaceFields): void {
    if (this.namespace === undefined) {
      this._report({
        code: 'NAMESPACE_MISSING',
        what: `${placeOf(this)}: createNamespace is given and there is no namespace`,
        why: 'the Namespace object needs a name',
        fix: "give the release a namespace: '…'",
      });
      return;
    }
    const namespace = new ApiObject(this, 'namespace', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: this.namespace, labels: { ...labels }, annotations: { ...annotations } },
    });
    // the chart puts its namespace on everything, and a Namespace is in none
    namespace.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
}

function readImage(id: string, { file, image, ...policy }: ReleaseProps): ImageReference {
  if ((file === undefined) === (image === undefined)) {
    throw new UserError({
      code: 'RELEASE_SOURCE',
      what: `${id}: the release has ${file === undefined ? 'neither a file nor an image' : 'both a file and an image'}`,
      why: 'the image has to stand in exactly one place',
      fix: "give it file: 'release.yaml'",
    });
  }
  if (file !== undefined) return readReleaseFile(file).image;
  const reference = typeof image === 'string' ? ImageReference.parse(image) : new ImageReference(image as ImageParts);
  const problem = findVersionProblem(reference, policy, id);
  if (problem) throw new UserError(problem);
  return reference;
}
