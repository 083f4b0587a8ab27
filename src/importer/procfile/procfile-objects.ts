import { stringify } from 'yaml';
import { ImageReference } from '../../release/image-reference';
import type { FieldComments, ImportedObject, ImportNote } from '../imported-object';
import { toContainerCommand } from './container-command';
import { nameProcesses } from './name-processes';
import type { ProcfileProcess } from './parse-procfile';
import { type ProcessContext, type Remark, toProcessObjects } from './process-objects';

export interface ProcfileOptions {
  /** The Procfile as messages name it. */
  readonly file: string;
  /** What all processes run: `repository:tag`. */
  readonly image: string;
  /** The name of the app. */
  readonly name: string;
  /** What `web` listens at, from 1 to 65535. Default: 8080. */
  readonly port?: number;
}

export interface ProcfileObjects {
  readonly objects: ImportedObject[];
  readonly notes: ImportNote[];
}

const DEFAULT_PORT = 8080;

/**
 * The Kubernetes objects for a Procfile, in its order, and what it could not say. Each process type is a Deployment
 * that is named after it; `web` gets PORT and a Service at port 80, `release` is a Job for each version.
 *
 * @param processes at least one
 * @throws UserError IMAGE_REFERENCE_INVALID
 * @see https://devcenter.heroku.com/articles/procfile#process-types
 */
export function toObjects(processes: readonly ProcfileProcess[], options: ProcfileOptions): ProcfileObjects {
  const { file, image, port = DEFAULT_PORT } = options;
  ImageReference.parse(image);
  const labels = nameProcesses(processes.map(({ name }) => name));
  const objects: ImportedObject[] = [];
  const notes: ImportNote[] = [];
  for (const process of processes) {
    const place = `${file}:${process.line}`;
    const context: ProcessContext = {
      label: labels.get(process.name) ?? process.name,
      process,
      command: toContainerCommand(process.command),
      image,
      port,
    };
    const { manifests, remarks } = toProcessObjects(context);
    for (const [index, manifest] of manifests.entries()) {
      const comments = new Map<string, FieldComments>();
      if (index === 0 && process.comments.length > 0) comments.set('', { above: process.comments, behind: undefined });
      // in YAML 1.1, as Kubernetes reads it, more words than in 1.2 need quotes
      const text = stringify(manifest, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
      objects.push({ manifest, place, file, text, comments });
    }
    const all = [...nameRemarks(context), ...remarks, ...commandRemarks(context), ...variableRemarks(context)];
    notes.push(...all.map((remark) => ({ place, ...remark })));
  }
  return { objects, notes: [...notes, ...fileNotes(options, [...labels.values()])] };
}

function nameRemarks({ label, process }: ProcessContext): readonly Remark[] {
  if (label === process.name) return [];
  const why = 'names in Kubernetes have at most 63 lower case letters, digits and dashes, and each is there once';
  return [{ what: `the process '${process.name}' is named '${label}'`, why }];
}

function commandRemarks({ process: { name }, command }: ProcessContext): readonly Remark[] {
  const { shellPart, remarks } = command;
  const what = shellPart === undefined ? 'has a dollar sign' : `needs a shell for ${shellPart}`;
  return remarks.length === 0 ? [] : [{ what: `the process '${name}' ${what}`, why: remarks.join('; ') }];
}

function variableRemarks({ process: { name }, command }: ProcessContext): readonly Remark[] {
  const unset = command.variables.filter((variable) => name !== 'web' || variable !== 'PORT');
  const why = 'a Procfile does not say its values: give them in env';
  return unset.length === 0 ? [] : [{ what: `the process '${name}' reads ${unset.join(', ')}`, why }];
}

function fileNotes({ file, name }: ProcfileOptions, labels: readonly string[]): ImportNote[] {
  const remarks: readonly Remark[] = [
    {
      what: 'a Procfile does not say how many of each process run',
      why: 'each Deployment that runs has 1 replica: set replicas, or autoscale()',
    },
    {
      what: 'config vars and add-ons are not in a Procfile',
      why: 'give the variables in env, and what is secret by a Secret',
    },
    {
      what: `the objects are named after the processes: ${labels.join(', ')}`,
      why: `objects of these names in the same namespace would be overwritten: give '${name}' a namespace of its own`,
    },
    {
      what: 'the commands take the place of the entrypoint of the image',
      why: "an image that buildpacks built finds its programs by its entrypoint: put 'launcher' in front of each command",
    },
  ];
  return remarks.map((remark) => ({ place: file, ...remark }));
}
