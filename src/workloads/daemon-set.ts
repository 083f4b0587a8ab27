import type { DaemonSetSpec } from 'kubernetes-types/apps/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { SPEC_FIELDS } from '../manifest/spec-fields';
import { pickContainerFields, pickSpecFields } from './pick-fields';
import type { ReleaseScope } from './release-scope';
import { Workload } from './workload';
import type { WorkloadProps } from './workload-props';

/** The main container's and the DaemonSet's own fields, in one flat object. */
export interface DaemonSetProps extends WorkloadProps, Omit<DaemonSetSpec, 'selector' | 'template'> {
  /** Default: `{ matchLabels: { app: <id> } }`. It can never change, so give what already runs. */
  readonly selector?: LabelSelector;
}

const FIELDS = SPEC_FIELDS.DaemonSet satisfies readonly (keyof DaemonSetProps)[];

/** A DaemonSet of a release. */
export class DaemonSet extends Workload {
  constructor(release: ReleaseScope, id: string, props: DaemonSetProps) {
    super(
      release,
      id,
      {
        apiVersion: 'apps/v1',
        kind: 'DaemonSet',
        defaultName: (name) => name,
        selectsPods: true,
        isScalable: false,
        toSpec: (selector, template) => ({ ...pickSpecFields(props, FIELDS), selector, template }),
      },
      props,
      props.selector,
      pickContainerFields(props, FIELDS),
    );
  }
}
