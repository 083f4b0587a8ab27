export { type Problem, UserError } from './errors';
export { type ImageParts, ImageReference } from './release/image-reference';
export type { MovingTagPolicy } from './release/moving-tag';
export { parseReleaseFile, type ReleaseFile, readReleaseFile } from './release/release-file';
export { App } from './workloads/app';
export type { AutoscalerFields } from './workloads/autoscaler';
export type { PodFields } from './workloads/build-pod-spec';
export type { ConfigMap, ConfigMapFields } from './workloads/config-map';
export type {
  ContainerFields,
  Env,
  EnvValue,
  ImageVariant,
  SideContainer,
  SideContainers,
} from './workloads/container-fields';
export type { CronJob, CronJobProps } from './workloads/cron-job';
export type { DaemonSet, DaemonSetProps } from './workloads/daemon-set';
export type { Deployment, DeploymentProps } from './workloads/deployment';
export type { DisruptionBudgetFields } from './workloads/disruption-budget';
export type { Job, JobProps } from './workloads/job';
export { Manifests, type ManifestsProps } from './workloads/manifests';
export type { PodSecurity } from './workloads/pod-security';
export { type NamespaceFields, Release, type ReleaseContainerFields, type ReleaseProps } from './workloads/release';
export type { StatefulSet, StatefulSetProps } from './workloads/stateful-set';
export { Workload } from './workloads/workload';
export type { WorkloadProps } from './workloads/workload-props';
export type { ServiceFields, WorkloadService } from './workloads/workload-service';
