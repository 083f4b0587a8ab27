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

/** What an app tells the command that runs it, once it is synthesized: whole manifests, all valid. */
export interface SynthReport {
  readonly releases: readonly ReleaseReport[];
  /** What was written, when the command asked for it. */
  readonly files: readonly WrittenFile[];
}

/** One file that an app wrote. */
export interface WrittenFile {
  /** Below the output folder. */
  readonly path: string;
  readonly text: string;
  /** What was printed into it. */
  readonly documents: readonly unknown[];
}

interface Listener {
  readonly take: (report: SynthReport) => void;
  readonly wantsFiles: boolean;
}

const LISTENER = Symbol.for('cdk8s-lockstep.synth-report');

// the app has a copy of this library of its own, so what it tells a command is kept by the process
const shared = globalThis as { [LISTENER]?: Listener };

/** Tells the command that runs this app, if there is one, what has been synthesized. */
export function tellReport(report: SynthReport): void {
  shared[LISTENER]?.take(report);
}

/** Whether somebody wants to know what is in the files. It takes memory to keep that. */
export function wantsFiles(): boolean {
  return shared[LISTENER]?.wantsFiles ?? false;
}

/** Listens to what apps tell until the returned function is called. */
export function listenToReports(take: Listener['take'], options: Omit<Listener, 'take'>): () => void {
  shared[LISTENER] = { take, ...options };
  return () => {
    delete shared[LISTENER];
  };
}
