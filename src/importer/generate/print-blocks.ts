import type { Code } from '../code/code';
import { printCode } from '../code/print-code';
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
  /** Under which it is declared; undefined for always. */
  readonly condition: string | undefined;
}

/** `new ApiObject(release, id, { … })` */
export interface ObjectStatement {
  readonly id: string;
  readonly code: Code;
  readonly comments: readonly string[];
  /** Whether the workloads read it, so that it stands above them. */
  readonly isRead: boolean;
  /** Under which it is declared; undefined for always. */
  readonly condition: string | undefined;
}

/** `release.deployment(id, { … })` and what is attached to it. */
export interface WorkloadStatement {
  readonly code: WorkloadCode;
  /** The constant it is kept in; undefined when nothing names it. */
  readonly identifier: string | undefined;
  readonly attached: readonly AttachedStatement[];
  /** Under which it is declared; undefined for always. */
  readonly condition: string | undefined;
}

/** The statements of one release. */
export interface ReleaseCode {
  readonly identifier: string;
  readonly id: string;
  readonly namespace: Code | undefined;
  readonly constants: readonly Constant[];
  readonly workloads: readonly WorkloadStatement[];
  readonly objects: readonly ObjectStatement[];
  /** What a Release would refuse. */
  readonly outside: readonly ObjectStatement[];
}

/** The chart of what a Release would refuse. */
export const UNCHECKED = 'unchecked';
const INDENT = 2;

/**
 * The statements of a release, those that stand together in one block; constants above the first workload that uses them.
 *
 * @param indent spaces before each statement
 */
export function printBlocks({ identifier, constants, workloads, objects }: ReleaseCode, indent = 0): string[][] {
  const waiting = new Map(constants.map((constant) => [constant.identifier, constant]));
  const takeUsed = (value: unknown): string[][] => {
    const text = JSON.stringify(value);
    return [...waiting.values()].flatMap((constant) => {
      const { identifier: name } = constant;
      const isUsed = text.includes(`"text":"${name}"`) || text.includes(`"callee":"${name}"`);
      if (!waiting.has(name) || !isUsed) return [];
      waiting.delete(constant.identifier);
      const inside = takeUsed(constant.value);
      return [...inside, printConstant(constant)];
    });
  };
  const printOwn = (statement: ObjectStatement) => printObject(identifier, statement, indent);
  return [
    ...objects.filter(({ isRead }) => isRead).map(printOwn),
    ...workloads.flatMap((workload) => [
      ...(indent === 0 ? takeUsed(workload.code.entries) : []),
      printWorkload(identifier, workload, indent),
    ]),
    ...objects.filter(({ isRead }) => !isRead).map(printOwn),
  ];
}

/** The constants of a release alone. */
export function printConstants({ constants }: ReleaseCode): string[][] {
  return constants.map(printConstant);
}

function printConstant({ identifier, value, parameter }: Constant): string[] {
  if (parameter === undefined) return printConst({ name: identifier, value });
  const before = `const ${identifier} = (${parameter}: string) => (`;
  return printCode(value, { indent: 0, before, after: ');' });
}

/** The chart of what Releases would refuse, and what is in it. */
export function printOutside(outside: readonly ObjectStatement[], id: Code, indent = 0): string[][] {
  if (outside.length === 0) return [];
  return [
    printCall({
      assignTo: UNCHECKED,
      callee: 'new Chart',
      args: [source('app'), id],
      comments: ['A Release would refuse these, so they stand outside of it as they were: nothing is checked here.'],
      indent,
    }),
    ...outside.map((statement) => printObject(UNCHECKED, statement, indent)),
  ];
}

function printWorkload(
  release: string,
  { code, identifier, attached, condition }: WorkloadStatement,
  indent: number,
): string[] {
  return printUnder(condition, indent, (inner) => [
    ...printCall({
      ...(identifier === undefined ? {} : { assignTo: identifier }),
      callee: `${release}.${code.method}`,
      args: [
        { kind: 'literal', value: code.id },
        ...(code.entries.length === 0 ? [] : [{ kind: 'map' as const, entries: code.entries }]),
      ],
      comments: code.comments,
      indent: inner,
    }),
    ...attached.flatMap((statement) => printAttached(identifier ?? '', statement, inner)),
  ]);
}

function printAttached(
  workload: string,
  { code, identifier, comments, condition }: AttachedStatement,
  indent: number,
): string[] {
  return printUnder(condition, indent, (inner) =>
    printCall({
      ...(identifier === undefined ? {} : { assignTo: identifier }),
      callee: `${workload}.${code.method}`,
      args: code.entries.length === 0 ? [] : [{ kind: 'map', entries: code.entries }],
      comments,
      indent: inner,
    }),
  );
}

function printObject(scope: string, { id, code, comments, condition }: ObjectStatement, indent: number): string[] {
  return printUnder(condition, indent, (inner) =>
    printCall({
      callee: 'new ApiObject',
      args: [source(scope), { kind: 'literal', value: id }, code],
      comments,
      indent: inner,
    }),
  );
}

/** Statements within a condition, if there is one. */
export function printUnder(
  condition: string | undefined,
  indent: number,
  print: (indent: number) => readonly string[],
): string[] {
  if (condition === undefined) return [...print(indent)];
  const spaces = ' '.repeat(indent);
  return [`${spaces}if (${condition}) {`, ...print(indent + INDENT), `${spaces}}`];
}

function source(text: string): Code {
  return { kind: 'source', text };
}
