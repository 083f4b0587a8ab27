import type { Manifest } from '../../manifest/manifest';
import { ImageReference } from '../../release/image-reference';
import { versionedName } from '../../release/version';
import type { ImportNote } from '../imported-object';
import type { ContainerCommand } from './container-command';
import type { ProcfileProcess } from './parse-procfile';

/** One process and what is known of all. */
export interface ProcessContext {
  readonly label: string;
  readonly process: ProcfileProcess;
  readonly command: ContainerCommand;
  readonly image: string;
  readonly port: number;
}

/** A note without its place. */
export type Remark = Omit<ImportNote, 'place'>;

/** What a process becomes, and what its reader has to know. */
export interface ProcessObjects {
  readonly manifests: readonly Manifest[];
  readonly remarks: readonly Remark[];
}

/** The process types that Heroku treats in a way of their own; each other one is started and kept running. */
const KINDS: ReadonlyMap<string, (context: ProcessContext) => ProcessObjects> = new Map([
  ['web', toWeb],
  ['release', toReleaseJob],
  ['console', toConsole],
  ['rake', toConsole],
]);

const SERVICE_PORT = 80;

/**
 * The objects for one process, the workload first. A process whose type Heroku does not know is a Deployment.
 *
 * @see https://devcenter.heroku.com/articles/procfile#process-types
 */
export function toProcessObjects(context: ProcessContext): ProcessObjects {
  return (KINDS.get(context.process.name) ?? toWorker)(context);
}

function toWorker(context: ProcessContext): ProcessObjects {
  return { manifests: [deployment(context, {}, 1)], remarks: [] };
}

function toWeb(context: ProcessContext): ProcessObjects {
  const { label, port } = context;
  const service: Manifest = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: label },
    spec: { selector: { app: label }, ports: [{ port: SERVICE_PORT, targetPort: port }] },
  };
  const fields = { ports: [{ containerPort: port }], env: [{ name: 'PORT', value: String(port) }] };
  return {
    manifests: [deployment(context, fields, 1), service],
    remarks: [
      {
        what: `the process 'web' is told by PORT where to listen`,
        why: `PORT is ${port}, and the Service '${label}' leads from port ${SERVICE_PORT} to it; an Ingress leads there from outside`,
      },
    ],
  };
}

function toReleaseJob(context: ProcessContext): ProcessObjects {
  const { label, image } = context;
  // as a Job of a Release is named: its template cannot change, so each version has one of its own
  const name = versionedName(label, ImageReference.parse(image));
  const job: Manifest = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name },
    // a release command that fails is not tried again
    spec: { backoffLimit: 0, template: { spec: { restartPolicy: 'Never', containers: [container(context, {})] } } },
  };
  return {
    manifests: [job],
    remarks: [
      {
        what: `Heroku waits until the process 'release' has ended before it starts a version`,
        why: `the Job '${name}' runs once for each version and is not tried again, but kubectl apply starts the Deployments at the same time`,
      },
    ],
  };
}

function toConsole(context: ProcessContext): ProcessObjects {
  const { label, process } = context;
  return {
    manifests: [deployment(context, {}, 0)],
    remarks: [
      {
        what: `the process '${process.name}' is started by a person`,
        why: `the Deployment '${label}' has no replicas, and keeps the command; run it with kubectl exec -it in a pod of another one`,
      },
    ],
  };
}

function deployment(context: ProcessContext, fields: object, replicas: number): Manifest {
  const labels = { app: context.label };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: context.label },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [container(context, fields)] } },
    },
  };
}

function container({ label, image, command }: ProcessContext, fields: object): object {
  return { name: label, image, command: command.command, ...fields };
}
