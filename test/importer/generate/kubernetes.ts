/** What a workload has beside its name and its image, in YAML: each a text of whole lines, not indented. */
export interface Given {
  readonly metadata?: string;
  readonly spec?: string;
  readonly pod?: string;
  readonly container?: string;
  /** Further containers, as items of a list. */
  readonly sidecars?: string;
  readonly image?: string;
  /** The name of the main container. Default: that of the workload. */
  readonly containerName?: string;
  /** Above the object. */
  readonly comment?: string;
}

const IMAGE = 'team/shop:1.4.2';

/** A Deployment of `team/shop:1.4.2` that selects its pods by `app`, with its name and nothing else. */
export function deployment(name: string, given: Given = {}): string {
  return [
    ...(given.comment === undefined ? [] : [given.comment]),
    'apiVersion: apps/v1',
    'kind: Deployment',
    ...metadata(name, given),
    'spec:',
    `  selector: {matchLabels: {app: ${name}}}`,
    ...indent(given.spec, 2),
    '  template:',
    `    metadata: {labels: {app: ${name}}}`,
    '    spec:',
    ...pod(name, given, 6),
    '',
  ].join('\n');
}

/** A CronJob, as the workload that selects no pods. */
export function cronJob(name: string, given: Given = {}): string {
  return [
    'apiVersion: batch/v1',
    'kind: CronJob',
    ...metadata(name, given),
    'spec:',
    "  schedule: '0 3 * * *'",
    ...indent(given.spec, 2),
    '  jobTemplate:',
    '    spec:',
    '      template:',
    '        spec:',
    ...pod(name, { pod: 'restartPolicy: Never', ...given }, 10),
    '',
  ].join('\n');
}

/** A Service of the pods with this label `app`. */
export function service(name: string, ports = '[{port: 80}]', app = name, more: Given = {}): string {
  return [
    'apiVersion: v1',
    'kind: Service',
    ...metadata(name, more),
    'spec:',
    `  selector: {app: ${app}}`,
    `  ports: ${ports}`,
    ...indent(more.spec, 2),
    '',
  ].join('\n');
}

/** Several objects in one text. */
export function documents(...objects: readonly string[]): string {
  return objects.join('---\n');
}

function metadata(name: string, given: Given): string[] {
  return ['metadata:', `  name: ${name}`, ...indent(given.metadata, 2)];
}

function pod(name: string, given: Given, columns: number): string[] {
  return indent(
    [
      ...(given.pod === undefined ? [] : [given.pod]),
      'containers:',
      `- name: ${given.containerName ?? name}`,
      `  image: ${given.image ?? IMAGE}`,
      ...indent(given.container, 2),
      ...(given.sidecars === undefined ? [] : [given.sidecars]),
    ].join('\n'),
    columns,
  );
}

function indent(text: string | undefined, columns: number): string[] {
  return text === undefined ? [] : text.split('\n').map((line) => `${' '.repeat(columns)}${line}`.trimEnd());
}
