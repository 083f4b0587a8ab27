import type { Manifest } from '../../manifest/manifest';

/** How a kind of workload is declared on a Release. */
export interface NativeKind {
  /** The method of Release. */
  readonly method: 'deployment' | 'statefulSet' | 'daemonSet' | 'job' | 'cronJob';
  /** The type of its spec, as kubernetes-types names it. */
  readonly specType: string;
  /** Where the pod template is: fields below the object. */
  readonly templatePath: readonly string[];
  /** Fields of the spec that the method takes as props. */
  readonly props: readonly string[];
  /** Whether Kubernetes asks for a selector. */
  readonly selectsPods: boolean;
}

const SCALED = ['replicas', 'minReadySeconds', 'revisionHistoryLimit'];
const TEMPLATE = ['spec', 'template'];

const KINDS: ReadonlyMap<string, NativeKind> = new Map([
  [
    'apps/v1 Deployment',
    {
      method: 'deployment',
      specType: 'DeploymentSpec',
      templatePath: TEMPLATE,
      props: [...SCALED, 'strategy', 'paused', 'progressDeadlineSeconds'],
      selectsPods: true,
    },
  ],
  [
    'apps/v1 StatefulSet',
    {
      method: 'statefulSet',
      specType: 'StatefulSetSpec',
      templatePath: TEMPLATE,
      props: [
        ...SCALED,
        'serviceName',
        'podManagementPolicy',
        'updateStrategy',
        'ordinals',
        'persistentVolumeClaimRetentionPolicy',
        'volumeClaimTemplates',
      ],
      selectsPods: true,
    },
  ],
  [
    'apps/v1 DaemonSet',
    {
      method: 'daemonSet',
      specType: 'DaemonSetSpec',
      templatePath: TEMPLATE,
      props: ['minReadySeconds', 'revisionHistoryLimit', 'updateStrategy'],
      selectsPods: true,
    },
  ],
  [
    'batch/v1 Job',
    {
      method: 'job',
      specType: 'JobSpec',
      templatePath: TEMPLATE,
      props: [
        'activeDeadlineSeconds',
        'backoffLimit',
        'backoffLimitPerIndex',
        'completionMode',
        'completions',
        'managedBy',
        'manualSelector',
        'maxFailedIndexes',
        'parallelism',
        'podFailurePolicy',
        'podReplacementPolicy',
        'selector',
        'successPolicy',
        'suspend',
        'ttlSecondsAfterFinished',
      ],
      selectsPods: false,
    },
  ],
  [
    'batch/v1 CronJob',
    {
      method: 'cronJob',
      specType: 'CronJobSpec',
      templatePath: ['spec', 'jobTemplate', 'spec', 'template'],
      props: [
        'schedule',
        'timeZone',
        'concurrencyPolicy',
        'startingDeadlineSeconds',
        'successfulJobsHistoryLimit',
        'failedJobsHistoryLimit',
        'suspend',
      ],
      selectsPods: false,
    },
  ],
]);

/** How this object is declared natively; undefined for every other kind and API version. */
export function findNativeKind({ apiVersion, kind }: Manifest): NativeKind | undefined {
  return KINDS.get(`${apiVersion} ${kind}`);
}
