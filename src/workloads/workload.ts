import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { PodSpec, PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { ImageReference } from '../release/image-reference';
import { type AutoscalerFields, declareAutoscaler } from './autoscaler';
import { type BuiltPod, buildPodSpec } from './build-pod-spec';
import { claimId, type DeclaredKind, placeOf } from './construct-place';
import type { ContainerFields } from './container-fields';
import { type DisruptionBudgetFields, declareDisruptionBudget } from './disruption-budget';
import { toLabelExpression } from './label-expression';
import { workloadLabels } from './labels';
import { fillPodSecurity, type PodSecurity } from './pod-security';
import type { ReleaseScope } from './release-scope';
import { requireSelector } from './require-selector';
import { toScalingContainers } from './scaling-containers';
import type { WorkloadReport } from './synth-report';
import type { WorkloadKind } from './workload-kind';
import type { WorkloadProps } from './workload-props';
import { type ServiceFields, WorkloadService } from './workload-service';

/**
 * One Deployment, StatefulSet, DaemonSet, Job or CronJob of a release, whose main container runs the release's image.
 *
 * It is a pod selector, a network policy peer and a scaling target of cdk8s-plus, so that its Service, Ingress,
 * NetworkPolicy and HorizontalPodAutoscaler work on it.
 */
export abstract class Workload
  extends Construct
  implements kplus.IPodSelector, kplus.INetworkPolicyPeer, kplus.IScalable
{
  /** `metadata.name`. */
  readonly name: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** What the main container runs. */
  readonly image: ImageReference;
  /** The object itself, for JSON patches and dependencies. */
  readonly apiObject: ApiObject;
  /** The labels that every pod of this workload has, and that Services and policies select it by. */
  readonly podLabels: { readonly [key: string]: string };
  /** The Pod Security level that holds for this workload. */
  readonly podSecurity: PodSecurity;
  hasAutoscaler = false;

  /** @internal References of the release's repository that this workload declares as exceptions. */
  readonly _variants: ReadonlySet<string>;
  private readonly id: string;
  private readonly pinnedTag: string | undefined;
  private readonly release: ReleaseScope;
  private readonly workloadKind: WorkloadKind;
  private readonly selector: LabelSelector | undefined;
  private readonly podSpec: PodSpec;
  private readonly objectLabels: Record<string, string>;

  /**
   * @param id of the construct and, unless given, the name of the object, of its main container and of its pods' label
   * @param container the main container's fields, without the fields of the kind's spec
   * @internal
   */
  protected constructor(
    release: ReleaseScope,
    id: string,
    kind: WorkloadKind,
    props: WorkloadProps,
    selector: LabelSelector | undefined,
    container: ContainerFields,
  ) {
    super(release, claimId(release, kind.kind.toLowerCase() as DeclaredKind, id));
    this.id = id;
    this.pinnedTag = container.pinnedTag;
    this.release = release;
    this.workloadKind = kind;
    this.apiVersion = kind.apiVersion;
    this.kind = kind.kind;
    this.selector = kind.selectsPods ? (selector ?? { matchLabels: { app: id } }) : selector;
    this.podLabels = { ...(kind.selectsPods ? this.selector?.matchLabels : {}), ...props.podLabels };
    this.podSecurity = props.podSecurity ?? release.podSecurity;
    const built = this.buildPod(id, props, container);
    this.image = built.image;
    this._variants = built.variants;
    this.podSpec = fillPodSecurity(this.podSecurity, built.spec);
    this.name = props.name ?? kind.defaultName(id, built.image);
    this.objectLabels = release.hasOwnLabels ? workloadLabels(id, built.image) : {};
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: kind.apiVersion,
      kind: kind.kind,
      metadata: {
        name: this.name,
        ...(props.namespace === undefined ? {} : { namespace: props.namespace }),
        labels: { ...this.objectLabels, ...props.labels },
        annotations: { ...props.annotations },
      },
      spec: { ...kind.toSpec(this.selector, this.toTemplate(props)), ...props.spec },
    });
  }

  /**
   * A Service in front of the pods of this workload, in Kubernetes' own fields.
   * Without `ports` it has the ports of the containers; without a name, the name of the workload.
   */
  expose(fields: ServiceFields = {}): WorkloadService {
    const ports = fields.ports ?? [
      ...this.podSpec.containers.flatMap((container) =>
        (container.ports ?? []).map(({ name, containerPort, protocol }) => ({
          ...(name === undefined ? {} : { name }),
          port: containerPort,
          ...(protocol === undefined ? {} : { protocol }),
        })),
      ),
    ];
    if (ports.length === 0 && fields.clusterIP !== 'None') {
      this.release._report({
        code: 'SERVICE_WITHOUT_PORTS',
        what: `${placeOf(this)}: a Service cannot be put in front of ${this.kind.toLowerCase()} '${this.name}'`,
        why: 'its containers declare no ports, and none were given',
        fix: 'give the container ports: [{ containerPort: … }], or expose({ ports: [{ port: … }] })',
      });
    }
    return new WorkloadService(this, {
      ...fields,
      name: fields.name ?? this.name,
      namespace: this.apiObject.metadata.namespace,
      ports,
      labels: { ...this.objectLabels, ...fields.labels },
      selector: fields.selector ?? this.serviceSelector(),
    });
  }

  /** A HorizontalPodAutoscaler of this workload in Kubernetes' own fields, named as the workload unless a name is given. */
  autoscale(fields: AutoscalerFields): ApiObject {
    this.markHasAutoscaler();
    return declareAutoscaler(this, { ...fields, labels: { ...this.objectLabels, ...fields.labels } });
  }

  /** A PodDisruptionBudget over the pods of this workload, named as the workload unless a name is given. */
  disruptionBudget(fields: DisruptionBudgetFields): ApiObject {
    return declareDisruptionBudget(
      this,
      fields.selector ?? this.requireSelector(),
      { ...fields, labels: { ...this.objectLabels, ...fields.labels } },
      (problem) => this.release._report(problem),
    );
  }

  /** @see kplus.IPodSelector */
  toPodSelectorConfig(): kplus.PodSelectorConfig {
    const { matchLabels, matchExpressions } = this.requireSelector();
    const namespace = this.apiObject.metadata.namespace;
    return {
      labelSelector: kplus.LabelSelector.of({
        labels: { ...matchLabels },
        expressions: (matchExpressions ?? []).map(({ key, operator, values }) =>
          toLabelExpression(key, operator, values ?? []),
        ),
      }),
      ...(namespace === undefined ? {} : { namespaces: { names: [namespace] } }),
    };
  }

  /** @see kplus.INetworkPolicyPeer */
  toNetworkPolicyPeerConfig(): kplus.NetworkPolicyPeerConfig {
    return { podSelector: this.toPodSelectorConfig() };
  }

  /** @see kplus.INetworkPolicyPeer */
  toPodSelector(): kplus.IPodSelector | undefined {
    return this;
  }

  /** @see kplus.IScalable */
  toScalingTarget(): kplus.ScalingTarget {
    return {
      apiVersion: this.apiVersion,
      kind: this.kind,
      name: this.name,
      // a fixed number of replicas is refused by the release, in the words of its props
      containers: toScalingContainers(this.podSpec.containers),
    };
  }

  /** @see kplus.IScalable */
  markHasAutoscaler(): void {
    this.hasAutoscaler = true;
    if (this.workloadKind.isScalable) return;
    this.release._report({
      code: 'NOT_SCALABLE',
      what: `${placeOf(this)}: ${this.kind.toLowerCase()} '${this.name}' has an autoscaler`,
      why: `a ${this.kind} has no number of replicas to scale`,
      fix: 'make it a Deployment or a StatefulSet, or delete the autoscaler',
    });
  }

  /** What the commands say of this workload. */
  report(): WorkloadReport {
    const { tag, digest } = this.image;
    return {
      kind: this.kind,
      name: this.name,
      namespace: this.apiObject.metadata.namespace,
      image: this.image.toString(),
      pinned: this.pinnedTag === undefined ? undefined : (tag ?? digest),
    };
  }

  private buildPod(id: string, props: WorkloadProps, container: ContainerFields): BuiltPod {
    const { initContainers, sidecars, containerOrder, pod, containerName = id } = props;
    return buildPodSpec(
      { containerName, main: container, initContainers, sidecars, containerOrder, pod },
      this.release.image,
      placeOf(this),
      (problem) => this.release._report(problem),
    );
  }

  private toTemplate({ podAnnotations }: WorkloadProps): PodTemplateSpec {
    const metadata = {
      ...(Object.keys(this.podLabels).length === 0 ? {} : { labels: { ...this.podLabels } }),
      ...(podAnnotations === undefined ? {} : { annotations: { ...podAnnotations } }),
    };
    return { ...(Object.keys(metadata).length === 0 ? {} : { metadata }), spec: this.podSpec };
  }

  /** A Service selects by labels only, so a selector of expressions stands aside for the pods' own labels. */
  private serviceSelector(): { readonly [key: string]: string } {
    const { matchLabels = {} } = this.requireSelector();
    return Object.keys(matchLabels).length > 0 ? matchLabels : this.podLabels;
  }

  private requireSelector(): LabelSelector {
    const { name, kind, id, podLabels } = this;
    return requireSelector(this.selector ?? { matchLabels: { ...podLabels } }, {
      place: placeOf(this),
      name,
      kind,
      id,
    });
  }
}
