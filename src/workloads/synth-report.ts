/** One workload of a release, as the commands speak of it. */
export interface WorkloadReport {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  /** What its main container runs. */
  readonly image: string;
  /** The reference it stays on while the release moves; undefined when it moves along. */
  readonly pinned: string | undefined;
}

/** One release of a synthesized app. */
export interface ReleaseReport {
  readonly id: string;
  /** Path of the release file; undefined when the image stands in the app. */
  readonly file: string | undefined;
  readonly image: string;
  readonly workloads: readonly WorkloadReport[];
}

const LISTENER = Symbol.for('cdk8s-lockstep.synth-report');

// the app has a copy of this library of its own, so what it tells a command is kept by the process
const shared = globalThis as { [LISTENER]?: (releases: readonly ReleaseReport[]) => void };

/** Tells the command that runs this app, if there is one, what has been synthesized: whole manifests, all valid. */
export function tellReport(releases: readonly ReleaseReport[]): void {
  shared[LISTENER]?.(releases);
}

/** Listens to what apps tell until the returned function is called. */
export function listenToReports(listener: (releases: readonly ReleaseReport[]) => void): () => void {
  shared[LISTENER] = listener;
  return () => {
    delete shared[LISTENER];
  };
}
