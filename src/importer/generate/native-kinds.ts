import type { Manifest } from '../../manifest/manifest';
import { SPEC_FIELDS } from '../../manifest/spec-fields';

/** How a kind of workload is declared on a Release. */
export interface NativeKind {
  /** The method of Release. */
  readonly method: 'deployment' | 'statefulSet' | 'daemonSet' | 'job' | 'cronJob';
  /** The type of its spec, as kubernetes-types names it. */
  readonly specType: string;
  /** Where the pod template is: fields below the object. */
  readonly templatePath: readonly string[];
  /** Fields of the spec that the method takes as props. */
  readonly props: readonly string[];
  /** Whether Kubernetes asks for a selector. */
  readonly selectsPods: boolean;
}

const TEMPLATE = ['spec', 'template'];

const KINDS: ReadonlyMap<string, NativeKind> = new Map([
  ['apps/v1 Deployment', nativeKind('deployment', 'Deployment')],
  ['apps/v1 StatefulSet', nativeKind('statefulSet', 'StatefulSet')],
  ['apps/v1 DaemonSet', nativeKind('daemonSet', 'DaemonSet')],
  ['batch/v1 Job', { ...nativeKind('job', 'Job'), props: SPEC_FIELDS.Job, selectsPods: false }],
  [
    'batch/v1 CronJob',
    {
      ...nativeKind('cronJob', 'CronJob'),
      templatePath: ['spec', 'jobTemplate', 'spec', 'template'],
      selectsPods: false,
    },
  ],
]);

function nativeKind(method: NativeKind['method'], kind: keyof typeof SPEC_FIELDS): NativeKind {
  return { method, specType: `${kind}Spec`, templatePath: TEMPLATE, props: propsOf(kind), selectsPods: true };
}

/** The selector is said in a way of its own. */
function propsOf(kind: keyof typeof SPEC_FIELDS): string[] {
  return SPEC_FIELDS[kind].filter((field) => field !== 'selector');
}

/** How this object is declared natively; undefined for every other kind and API version. */
export function findNativeKind({ apiVersion, kind }: Manifest): NativeKind | undefined {
  return KINDS.get(`${apiVersion} ${kind}`);
}
