import type { Code, MapEntry } from '../code/code';
import { printComments } from '../code/print-comments';
import { printCall, printConst } from '../code/print-statement';
import type { AttachedCode } from './attached-code';
import type { Constant } from './share-settings';
import type { WorkloadCode } from './workload-code';

/** `web.expose({ … })` */
export interface AttachedStatement {
  readonly code: AttachedCode;
  /** The constant it is kept in; undefined when nothing names it. */
  readonly identifier: string | undefined;
  readonly comments: readonly string[];
}

/** `new ApiObject(release, id, { … })` */
export interface ObjectStatement {
  readonly id: string;
  readonly code: Code;
  readonly comments: readonly string[];
  /** Whether the workloads read it, so that it stands above them. */
  readonly isRead: boolean;
}

/** The statements of one release. */
export interface ReleaseCode {
  readonly identifier: string;
  readonly id: string;
  readonly namespace: string | undefined;
  readonly constants: readonly Constant[];
  readonly workloads: readonly {
    readonly code: WorkloadCode;
    readonly identifier: string | undefined;
    readonly attached: readonly AttachedStatement[];
  }[];
  readonly objects: readonly ObjectStatement[];
  /** What a Release would refuse. */
  readonly outside: readonly ObjectStatement[];
}

/** A whole main.ts. */
export interface MainFile {
  readonly name: string;
  readonly releases: readonly (ReleaseCode & { readonly file: string })[];
  /** Whether there are objects that stay YAML. */
  readonly hasManifests: boolean;
  /** Comments at the top, each as its lines joined. */
  readonly head: readonly string[];
  /** From the constant that holds a long text to the path of its file. */
  readonly config: ReadonlyMap<string, string>;
}

const MANIFESTS = 'manifests';
/** The chart of what a Release would refuse. */
export const UNCHECKED = 'unchecked';

/** The text of main.ts, as the formatter leaves it. */
export function printMain({ name, releases, hasManifests, head, config }: MainFile): string {
  const outside = releases.flatMap((release) => release.outside);
  const blocks = [...releases.flatMap((release) => printBlocks(release)), ...printOutside(outside)];
  const text = blocks.map((lines) => lines.join('\n')).join('\n\n');
  const hasObjects = outside.length > 0 || releases.some(({ objects }) => objects.length > 0);
  const files = releases.map(({ file }) => file);
  const framework = hasManifests ? 'App, Manifests, Release' : 'App, Release';
  return [
    ...head.flatMap((lines) => [...printComments(trimLines(lines.split('\n')), ''), '']),
    `// The workloads of ${name}: ${releases.length === 1 ? 'one image, whose version stands' : 'each image stands once,'} in ${files.join(', ')}.`,
    ...(config.size > 0 ? ["import { readFileSync } from 'node:fs';"] : []),
    ...(hasObjects ? [`import { ApiObject${outside.length > 0 ? ', Chart' : ''} } from 'cdk8s';`] : []),
    `import { ${framework} } from 'cdk8s-lockstep';`,
    '',
    'const app = new App();',
    ...releases.flatMap(printRelease),
    ...(hasManifests
      ? [
          '',
          `// What is no part of ${releases.length === 1 ? 'the release' : 'a release'} stays as it was written, and is applied first.`,
          ...printManifests(releases.map(({ identifier }) => identifier)),
        ]
      : []),
    '',
    ...printConfig(config),
    text,
    ...(text === '' ? [] : ['']),
    'app.synth();',
    '',
  ].join('\n');
}

/** The files that main.ts reads, a constant for each. */
function printConfig(config: ReadonlyMap<string, string>): string[] {
  if (config.size === 0) return [];
  const lines = [...config].flatMap(([identifier, path]) =>
    printCall({
      assignTo: identifier,
      callee: 'readFileSync',
      args: [
        { kind: 'literal', value: path },
        { kind: 'literal', value: 'utf8' },
      ],
    }),
  );
  return [...lines, ''];
}

function printRelease({ identifier, id, file, namespace }: MainFile['releases'][number]): string[] {
  const entries: MapEntry[] = [
    { key: 'file', value: { kind: 'literal', value: file } },
    ...(namespace === undefined ? [] : [{ key: 'namespace', value: { kind: 'literal' as const, value: namespace } }]),
    // what runs has labels of its own
    { key: 'labels', value: { kind: 'literal', value: false } },
  ];
  return printCall({
    assignTo: identifier,
    callee: 'new Release',
    args: [source('app'), { kind: 'literal', value: id }, { kind: 'map', entries }],
  });
}

function printManifests(charts: readonly string[]): string[] {
  const [only, ...more] = charts;
  if (more.length === 0) return [`${only}.addDependency(new Manifests(app, '${MANIFESTS}'));`];
  const call = printCall({
    assignTo: MANIFESTS,
    callee: 'new Manifests',
    args: [source('app'), { kind: 'literal', value: MANIFESTS }],
  });
  return [...call, ...charts.map((chart) => `${chart}.addDependency(${MANIFESTS});`)];
}

/** Without the empty lines around a comment. */
function trimLines(lines: readonly string[]): readonly string[] {
  const filled = lines.map((line) => line.trim() !== '');
  return lines.slice(filled.indexOf(true), filled.lastIndexOf(true) + 1);
}

/** Statements that stand together, blocks apart. */
function printBlocks({ identifier, constants, workloads, objects }: ReleaseCode): string[][] {
  const waiting = new Map(constants.map((constant) => [constant.identifier, constant]));
  const takeUsed = (value: unknown): string[][] => {
    const text = JSON.stringify(value);
    return [...waiting.values()].flatMap((constant) => {
      if (!waiting.has(constant.identifier) || !text.includes(`"text":"${constant.identifier}"`)) return [];
      waiting.delete(constant.identifier);
      const inside = takeUsed(constant.value);
      return [...inside, printConst({ name: constant.identifier, value: constant.value })];
    });
  };
  const printOwn = (statement: ObjectStatement) => printObject(identifier, statement);
  return [
    ...objects.filter(({ isRead }) => isRead).map(printOwn),
    ...workloads.flatMap(({ code, identifier: name, attached }) => [
      ...takeUsed(code.entries),
      [
        ...printCall({
          ...(name === undefined ? {} : { assignTo: name }),
          callee: `${identifier}.${code.method}`,
          args: [
            { kind: 'literal', value: code.id },
            ...(code.entries.length === 0 ? [] : [{ kind: 'map' as const, entries: code.entries }]),
          ],
          comments: code.comments,
        }),
        ...attached.flatMap((statement) => printAttached(name ?? '', statement)),
      ],
    ]),
    ...objects.filter(({ isRead }) => !isRead).map(printOwn),
  ];
}

function printOutside(outside: readonly ObjectStatement[]): string[][] {
  if (outside.length === 0) return [];
  return [
    [
      '// A Release would refuse these, so they stand outside of it as they were: nothing is checked here.',
      ...printCall({
        assignTo: UNCHECKED,
        callee: 'new Chart',
        args: [source('app'), { kind: 'literal', value: UNCHECKED }],
      }),
    ],
    ...outside.map((statement) => printObject(UNCHECKED, statement)),
  ];
}

function printObject(scope: string, { id, code, comments }: ObjectStatement): string[] {
  return printCall({
    callee: 'new ApiObject',
    args: [source(scope), { kind: 'literal', value: id }, code],
    comments,
  });
}

function printAttached(workload: string, { code, identifier, comments }: AttachedStatement): string[] {
  return printCall({
    ...(identifier === undefined ? {} : { assignTo: identifier }),
    callee: `${workload}.${code.method}`,
    args: code.entries.length === 0 ? [] : [{ kind: 'map', entries: code.entries }],
    comments,
  });
}

function source(text: string): Code {
  return { kind: 'source', text };
}
