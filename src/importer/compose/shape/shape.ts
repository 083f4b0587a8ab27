import type { ProblemList } from '../problem-list';
import { type ComposeNode, isNull, textOf } from '../yaml/compose-node';

/** What a value has to be: says what is wrong with one, and where. */
export interface Shape {
  /** In words: `text`, `a list`. */
  readonly words: string;
  /** Whether a value is of this kind, its parts not yet looked at. */
  fits(node: ComposeNode): boolean;
  /** Looks at the parts of a value that fits. */
  checkParts(node: ComposeNode, name: string, problems: ProblemList): void;
}

/** Reports everything in a value that has not its shape. Nothing at all is always allowed: it is as if not written. */
export function checkShape(shape: Shape, node: ComposeNode, name: string, problems: ProblemList): void {
  if (isNull(node)) return;
  if (shape.fits(node)) {
    shape.checkParts(node, name, problems);
    return;
  }
  problems.add(node.place, `${name} is ${wordsFor(node)}, not ${shape.words}`, {
    why: 'docker compose would refuse it',
    fix: `write ${shape.words}`,
  });
}

/** Any single value that passes a test. */
export function single(words: string, test: (value: string | number | boolean) => boolean = () => true): Shape {
  return {
    words,
    fits: (node) => node.kind === 'scalar' && node.value !== null && (node.unset !== undefined || test(node.value)),
    checkParts: () => undefined,
  };
}

/** A list whose items have a shape. */
export function listOf(item: Shape): Shape {
  return {
    words: 'a list',
    fits: (node) => node.kind === 'list',
    checkParts(node, name, problems) {
      for (const [index, each] of (node.kind === 'list' ? node.items : []).entries()) {
        checkShape(item, each, `item ${index + 1} of ${name}`, problems);
      }
    },
  };
}

/** A map of any keys, whose values have a shape. */
export function mapOfAll(value: Shape): Shape {
  return {
    words: 'a map',
    fits: (node) => node.kind === 'map',
    checkParts(node, name, problems) {
      for (const [key, entry] of node.kind === 'map' ? node.entries : [])
        checkShape(value, entry.value, `'${key}' of ${name}`, problems);
    },
  };
}

/** A map in which some keys are known, each with its shape; what is not known is not looked at. */
export function fields(known: Readonly<Record<string, Shape>>): Shape {
  const shapes = new Map(Object.entries(known));
  return {
    words: 'a map',
    fits: (node) => node.kind === 'map',
    checkParts(node, name, problems) {
      for (const [key, entry] of node.kind === 'map' ? node.entries : []) {
        const shape = shapes.get(key);
        if (shape) checkShape(shape, entry.value, `'${key}' of ${name}`, problems);
      }
    },
  };
}

/** One of several shapes; the first that fits counts. */
export function either(...shapes: readonly Shape[]): Shape {
  const find = (node: ComposeNode) => shapes.find((shape) => shape.fits(node));
  return {
    words: [...new Set(shapes.map(({ words }) => words))].join(' or '),
    fits: (node) => find(node) !== undefined,
    checkParts: (node, name, problems) => find(node)?.checkParts(node, name, problems),
  };
}

/** Anything. */
export const anything: Shape = { words: 'anything', fits: () => true, checkParts: () => undefined };

function wordsFor(node: ComposeNode): string {
  if (node.kind !== 'scalar') return `a ${node.kind}`;
  const isNumber = typeof node.value === 'number';
  return isNumber
    ? 'a number'
    : typeof node.value === 'boolean'
      ? 'true or false'
      : textOf(node) === ''
        ? 'empty'
        : 'text';
}
