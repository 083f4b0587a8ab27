import type { Construct } from 'constructs';
import type { Problem } from '../errors';
import type { ImageReference } from '../release/image-reference';
import type { PodSecurity } from './pod-security';

/** What a workload knows of its release. */
export interface ReleaseScope extends Construct {
  readonly image: ImageReference;
  readonly namespace?: string;
  readonly podSecurity: PodSecurity;
  /** @internal False when the release adds no labels of ours. */
  readonly hasOwnLabels: boolean;
  /** @internal Keeps a problem until synth, so that all are told at once. */
  _report(problem: Problem): void;
}
