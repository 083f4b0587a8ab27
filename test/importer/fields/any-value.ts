import fc from 'fast-check';
import type { FieldType } from '../../../src/importer/fields/field-types';

/** How often something is not as the type says: 0 for never, 1 for one time in a hundred. */
export type Slips = number;

const KEYS = ['app', 'a/b.c', 'x y', 'length', 'toString', 'constructor'];
const OTHERS: readonly unknown[] = [
  '',
  'web',
  'v1',
  0,
  80,
  -1.5,
  true,
  false,
  [],
  ['a'],
  [1],
  {},
  { a: 'b' },
  { name: 1 },
];
const SCALARS: Readonly<Partial<Record<string, readonly unknown[]>>> = {
  string: ['', 'web', '1Gi', 'it’s "so"\n'],
  number: [0, 80, -1.5],
  boolean: [true, false],
};

/** Values of a type, of which some have slips in them. */
export function anyValue(type: FieldType, slips: Slips): fc.Arbitrary<unknown> {
  return fc.gen().map((gen) => new Values(gen, slips).of(type, 0));
}

/** Builds one value, choice by choice. */
class Values {
  constructor(
    private readonly gen: fc.GeneratorValue,
    private readonly slips: Slips,
  ) {}

  of(type: FieldType, depth: number): unknown {
    if (this.isSlip()) return this.pick(OTHERS);
    switch (type.kind) {
      case 'any':
        return this.pick(OTHERS);
      case 'words':
        return this.pick(type.allowed);
      case 'scalar':
        return this.pick(type.allowed.flatMap((each) => SCALARS[each] ?? []));
      case 'list':
        return Array.from({ length: this.upTo(2) }, () => this.of(type.item, depth + 1));
      case 'map':
        return Object.fromEntries(
          Array.from({ length: this.upTo(2) }, () => [this.pick(KEYS), this.of(type.value, depth + 1)]),
        );
      case 'record': {
        const isGiven = (isRequired: boolean) => (isRequired ? !this.isSlip() : this.upTo(2 + 3 * depth) === 0);
        const entries = [...type.fields]
          .filter(([, field]) => isGiven(field.isRequired))
          .map(([key, field]): [string, unknown] => [key, this.of(field.type, depth + 1)]);
        if (this.isSlip()) entries.push([this.pick(KEYS), this.pick(OTHERS)]);
        return Object.fromEntries(entries);
      }
    }
  }

  private isSlip(): boolean {
    return this.upTo(99) < this.slips;
  }

  private upTo(max: number): number {
    return this.gen(fc.integer, { min: 0, max });
  }

  private pick<T>(choices: readonly T[]): T {
    return choices[this.upTo(choices.length - 1)] as T;
  }
}
