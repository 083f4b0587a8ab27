/** `unknown`: could not be told. `skipped`: was not looked at, for a reason that is not a fault. */
export type Outcome = 'pass' | 'fail' | 'unknown' | 'skipped';

/** What a check has to say. */
export interface Finding {
  readonly outcome: Outcome;
  /** Upper case words joined by `_`, stable, for programs: `IMAGE_BINARY_MISSING`. */
  readonly code: string;
  /** What was looked at and what came out, with the value: `deployment 'web' runs '/web', which is not in app:1.0`. */
  readonly what: string;
  /** The fact behind it; empty for a pass without remark. */
  readonly why: string;
  /** What to do; empty for a pass without remark. */
  readonly fix: string;
  /** `k8s/web.yaml:14` or `dist/app.k8s.yaml:3`; undefined when it is about no manifest. */
  readonly place?: string | undefined;
  /** `deployment 'web'`. */
  readonly workload?: string | undefined;
  /** `container 'web'`. */
  readonly container?: string | undefined;
  /** As the manifest has it. */
  readonly image?: string | undefined;
  /** `linux/arm64`; empty or undefined when it is about all that the image has. */
  readonly platforms?: readonly string[] | undefined;
}
