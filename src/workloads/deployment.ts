import type { DeploymentSpec } from 'kubernetes-types/apps/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { pickContainerFields, pickSpecFields } from './pick-fields';
import type { ReleaseScope } from './release-scope';
import { Workload } from './workload';
import type { WorkloadProps } from './workload-props';

/** The main container's and the Deployment's own fields, in one flat object. */
export interface DeploymentProps extends WorkloadProps, Omit<DeploymentSpec, 'selector' | 'template'> {
  /** Default: `{ matchLabels: { app: <id> } }`. It can never change, so give what already runs. */
  readonly selector?: LabelSelector;
}

const SPEC_FIELDS = [
  'minReadySeconds',
  'paused',
  'progressDeadlineSeconds',
  'replicas',
  'revisionHistoryLimit',
  'selector',
  'strategy',
] as const satisfies readonly (keyof DeploymentProps)[];

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
        toSpec: (selector, template) => ({ ...pickSpecFields(props, SPEC_FIELDS), selector, template }),
      },
      props,
      props.selector,
      pickContainerFields(props, SPEC_FIELDS),
    );
  }
}
