import type { Code, MapEntry } from '../code/code';
import { printComments } from '../code/print-comments';
import { printCall, printConst } from '../code/print-statement';
import { printCondition } from '../environments/environment-code';
import { ENVIRONMENT, SETTINGS } from '../environments/settings';
import {
  type ObjectStatement,
  printBlocks,
  printConstants,
  printOutside,
  printUnder,
  type ReleaseCode,
  UNCHECKED,
} from './print-blocks';

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
  /** Undefined for an app that has no environments. */
  readonly environments?: Environments | undefined;
}

/** The environments of an app. */
export interface Environments {
  readonly names: readonly string[];
  /** What differs between them, as a map by name; undefined for nothing. */
  readonly settings: Code | undefined;
  /** Those in which objects stay YAML. */
  readonly withManifests: readonly string[];
  /** From the constant that holds a long text to the path of its file, a template text. */
  readonly config: ReadonlyMap<string, string>;
}

const MANIFESTS = 'manifests';
const INDENT = 2;

/** The text of main.ts, as the formatter leaves it. */
export function printMain(file: MainFile): string {
  const { name, releases, head, config, environments } = file;
  const hasManifests = environments ? environments.withManifests.length > 0 : file.hasManifests;
  const outside = releases.flatMap((release) => release.outside);
  const hasObjects = outside.length > 0 || releases.some(({ objects }) => objects.length > 0);
  const body = environments ? printEnvironments(file, outside, environments) : printPlain(file, outside);
  const where = environments ? `release.<environment>.yaml` : releases.map((release) => release.file).join(', ');
  return [
    ...head.flatMap((lines) => [...printComments(trimLines(lines.split('\n')), ''), '']),
    `// The workloads of ${name}: ${releases.length === 1 ? 'one image, whose version stands' : 'each image stands once,'} in ${where}.`,
    ...(config.size + (environments?.config.size ?? 0) > 0 ? ["import { readFileSync } from 'node:fs';"] : []),
    ...(hasObjects ? [`import { ApiObject${outside.length > 0 ? ', Chart' : ''} } from 'cdk8s';`] : []),
    `import { ${hasManifests ? 'App, Manifests, Release' : 'App, Release'} } from 'cdk8s-lockstep';`,
    '',
    'const app = new App();',
    ...body,
    'app.synth();',
    '',
  ].join('\n');
}

function printPlain({ releases, hasManifests, config }: MainFile, outside: readonly ObjectStatement[]): string[] {
  const charts = [...releases.map(({ identifier }) => identifier), ...(outside.length > 0 ? [UNCHECKED] : [])];
  const blocks = [
    ...releases.flatMap((release) => printBlocks(release)),
    ...printOutside(outside, { kind: 'literal', value: UNCHECKED }),
  ];
  return [
    ...releases.flatMap((release) => printRelease(release, literal(release.id), literal(release.file))),
    ...(hasManifests
      ? [
          '',
          `// What is no part of ${releases.length === 1 ? 'the release' : 'a release'} stays as it was written, and is applied first.`,
          ...printManifests(charts.filter((chart) => chart !== UNCHECKED)),
        ]
      : []),
    '',
    ...printConfig(config),
    ...apart(blocks),
  ];
}

/** One loop over all environments. */
function printEnvironments(
  { releases, config }: MainFile,
  outside: readonly ObjectStatement[],
  { names, settings, config: configOfEach, withManifests }: Environments,
): string[] {
  const [release] = releases;
  if (!release) throw new Error('an app has a release');
  const constant = 'environments';
  const loop = settings
    ? `for (const [${ENVIRONMENT}, ${SETTINGS}] of Object.entries(${constant})) {`
    : `for (const ${ENVIRONMENT} of ${constant}) {`;
  const list: Code = settings ?? { kind: 'list', items: names.map((name) => ({ value: literal(name) })) };
  const blocks = [
    printRelease(release, source(ENVIRONMENT), source(`\`release.\${${ENVIRONMENT}}.yaml\``), INDENT),
    ...printManifestsOfEach(withManifests, names),
    ...(configOfEach.size > 0 ? [printReads(configOfEach, source, INDENT)] : []),
    ...printBlocks(release, INDENT),
    ...printOutside(outside, source(`\`\${${ENVIRONMENT}}-${UNCHECKED}\``), INDENT),
  ];
  return [
    '',
    ...printConfig(config),
    ...apart(printConstants(release)),
    ...printConst({
      name: constant,
      value: list,
      comments: [
        settings ? 'What differs between the environments.' : 'Each has a release file and charts of its own.',
      ],
    }),
    '',
    loop,
    ...apart(blocks).slice(0, -1),
    '}',
    '',
  ];
}

/** What stays YAML in each environment that has such. */
function printManifestsOfEach(names: readonly string[], all: readonly string[]): string[][] {
  if (names.length === 0) return [];
  const entries: MapEntry[] = [{ key: 'path', value: source(`\`manifests/\${${ENVIRONMENT}}\``) }];
  const print = (indent: number) =>
    printCall({
      callee: 'new Manifests',
      args: [source('app'), source(`\`\${${ENVIRONMENT}}-${MANIFESTS}\``), { kind: 'map', entries }],
      indent,
    });
  return [
    [
      '  // what is no part of the release stays as it was written',
      ...printUnder(printCondition(names, all), INDENT, print),
    ],
  ];
}

/** Blocks with an empty line behind each. */
function apart(blocks: readonly (readonly string[])[]): string[] {
  return blocks.flatMap((lines) => [...lines, '']);
}

/** The files that main.ts reads, a constant for each. */
function printConfig(config: ReadonlyMap<string, string>): string[] {
  if (config.size === 0) return [];
  return [...printReads(config, literal, 0), ''];
}

function printReads(config: ReadonlyMap<string, string>, toPath: (path: string) => Code, indent: number): string[] {
  return [...config].flatMap(([identifier, path]) =>
    printCall({ assignTo: identifier, callee: 'readFileSync', args: [toPath(path), literal('utf8')], indent }),
  );
}

function printRelease({ identifier, namespace }: ReleaseCode, id: Code, file: Code, indent = 0): string[] {
  const entries: MapEntry[] = [
    { key: 'file', value: file },
    ...(namespace === undefined ? [] : [{ key: 'namespace', value: namespace }]),
    // what runs has labels of its own
    { key: 'labels', value: { kind: 'literal', value: false } },
  ];
  return printCall({
    assignTo: identifier,
    callee: 'new Release',
    args: [source('app'), id, { kind: 'map', entries }],
    indent,
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

function literal(value: string): Code {
  return { kind: 'literal', value };
}

function source(text: string): Code {
  return { kind: 'source', text };
}
