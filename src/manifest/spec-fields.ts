/**
 * The fields of each kind's spec that stand in the props of a workload, without the pod template. In the order in which
 * people look for them.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/
 */
export const SPEC_FIELDS = {
  Deployment: [
    'replicas',
    'minReadySeconds',
    'revisionHistoryLimit',
    'strategy',
    'paused',
    'progressDeadlineSeconds',
    'selector',
  ],
  StatefulSet: [
    'replicas',
    'minReadySeconds',
    'revisionHistoryLimit',
    'serviceName',
    'podManagementPolicy',
    'updateStrategy',
    'ordinals',
    'persistentVolumeClaimRetentionPolicy',
    'volumeClaimTemplates',
    'selector',
  ],
  DaemonSet: ['minReadySeconds', 'revisionHistoryLimit', 'updateStrategy', 'selector'],
  Job: [
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
  CronJob: [
    'schedule',
    'timeZone',
    'concurrencyPolicy',
    'startingDeadlineSeconds',
    'successfulJobsHistoryLimit',
    'failedJobsHistoryLimit',
    'suspend',
  ],
} as const;
