import type { DeploymentSpec } from 'kubernetes-types/apps/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { SPEC_FIELDS } from '../manifest/spec-fields';
import { pickContainerFields, pickSpecFields } from './pick-fields';
import type { ReleaseScope } from './release-scope';
import { Workload } from './workload';
import type { WorkloadProps } from './workload-props';

/** The main container's and the Deployment's own fields, in one flat object. */
export interface DeploymentProps extends WorkloadProps, Omit<DeploymentSpec, 'selector' | 'template'> {
  /** Default: `{ matchLabels: { app: <id> } }`. It can never change, so give what already runs. */
  readonly selector?: LabelSelector;
}

const FIELDS = SPEC_FIELDS.Deployment satisfies readonly (keyof DeploymentProps)[];

/** A Deployment of a release. */
export class Deployment extends Workload {
  constructor(release: ReleaseScope, id: string, props: DeploymentProps) {
    super(
      release,
      id,
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
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
