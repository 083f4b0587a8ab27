import type { StatefulSetSpec } from 'kubernetes-types/apps/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { SPEC_FIELDS } from '../manifest/spec-fields';
import { pickContainerFields, pickSpecFields } from './pick-fields';
import type { ReleaseScope } from './release-scope';
import { Workload } from './workload';
import type { WorkloadProps } from './workload-props';

/** The main container's and the StatefulSet's own fields, in one flat object. */
export interface StatefulSetProps
  extends WorkloadProps,
    Omit<StatefulSetSpec, 'selector' | 'template' | 'serviceName'> {
  /** The headless Service that gives each pod its host name. Default: none. */
  readonly serviceName?: string;
  /** Default: `{ matchLabels: { app: <id> } }`. It can never change, so give what already runs. */
  readonly selector?: LabelSelector;
}

const FIELDS = SPEC_FIELDS.StatefulSet satisfies readonly (keyof StatefulSetProps)[];

/** A StatefulSet of a release. */
export class StatefulSet extends Workload {
  constructor(release: ReleaseScope, id: string, props: StatefulSetProps) {
    super(
      release,
      id,
      {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        defaultName: (name) => name,
        selectsPods: true,
        isScalable: true,
        toSpec: (selector, template) => ({ ...pickSpecFields(props, FIELDS), selector, template }),
      },
      props,
      props.selector,
      pickContainerFields(props, FIELDS),
    );
  }
}
