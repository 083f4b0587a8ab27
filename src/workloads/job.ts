import type { JobSpec } from 'kubernetes-types/batch/v1';
import { SPEC_FIELDS } from '../manifest/spec-fields';
import { versionedName } from '../release/version';
import { pickContainerFields, pickSpecFields } from './pick-fields';
import type { ReleaseScope } from './release-scope';
import { Workload } from './workload';
import type { WorkloadProps } from './workload-props';

/** The main container's and the Job's own fields, in one flat object. `pod.restartPolicy` has to be given. */
export interface JobProps extends WorkloadProps, Omit<JobSpec, 'template'> {}

const FIELDS = SPEC_FIELDS.Job satisfies readonly (keyof JobProps)[];

/**
 * A Job of a release. Its name ends in the version unless a name is given: a Job's template cannot change,
 * so each version is a Job of its own.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#writing-a-job-spec
 */
export class Job extends Workload {
  constructor(release: ReleaseScope, id: string, props: JobProps) {
    super(
      release,
      id,
      {
        apiVersion: 'batch/v1',
        kind: 'Job',
        defaultName: versionedName,
        selectsPods: false,
        isScalable: false,
        toSpec: (_selector, template) => ({ ...pickSpecFields(props, FIELDS), template }),
      },
      props,
      undefined,
      pickContainerFields(props, FIELDS),
    );
  }
}
