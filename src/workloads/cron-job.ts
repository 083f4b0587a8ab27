import type { CronJobSpec, JobSpec } from 'kubernetes-types/batch/v1';
import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import { SPEC_FIELDS } from '../manifest/spec-fields';
import { pickContainerFields, pickSpecFields } from './pick-fields';
import type { ReleaseScope } from './release-scope';
import { Workload } from './workload';
import type { WorkloadProps } from './workload-props';

/**
 * The main container's and the CronJob's own fields, in one flat object; those of its Jobs under `jobTemplate`.
 * `pod.restartPolicy` has to be given.
 */
export interface CronJobProps extends WorkloadProps, Omit<CronJobSpec, 'jobTemplate'> {
  /** The Jobs' own metadata and fields, without the pod template. Default: none. */
  readonly jobTemplate?: { readonly metadata?: ObjectMeta; readonly spec?: Omit<JobSpec, 'template'> };
}

const FIELDS = SPEC_FIELDS.CronJob satisfies readonly (keyof CronJobProps)[];

/** A CronJob of a release. */
export class CronJob extends Workload {
  constructor(release: ReleaseScope, id: string, props: CronJobProps) {
    super(
      release,
      id,
      {
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        defaultName: (name) => name,
        selectsPods: false,
        isScalable: false,
        toSpec: (_selector, template) => ({
          ...pickSpecFields(props, FIELDS),
          jobTemplate: { ...props.jobTemplate, spec: { ...props.jobTemplate?.spec, template } },
        }),
      },
      props,
      undefined,
      pickContainerFields(props, [...FIELDS, 'jobTemplate']),
    );
  }
}
