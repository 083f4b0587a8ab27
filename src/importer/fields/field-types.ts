import { FIELD_TABLE } from './field-table';

/** A type of Kubernetes' fields, as TypeScript checks it. */
export type FieldType = ScalarType | WordsType | ListType | MapType | RecordType | AnyType;

/** A `string`, a `number`, a `boolean`, or one of several of them. */
export interface ScalarType {
  readonly kind: 'scalar';
  readonly allowed: readonly string[];
}

/** One of these texts and no other. */
export interface WordsType {
  readonly kind: 'words';
  readonly allowed: readonly string[];
}

export interface ListType {
  readonly kind: 'list';
  readonly item: FieldType;
}

/** A map with any keys. */
export interface MapType {
  readonly kind: 'map';
  readonly value: FieldType;
}

/** A map with these keys. */
export interface RecordType {
  readonly kind: 'record';
  readonly name: string;
  readonly fields: ReadonlyMap<string, Field>;
}

/** Whatever is there. */
export interface AnyType {
  readonly kind: 'any';
}

export interface Field {
  readonly isRequired: boolean;
  readonly type: FieldType;
}

/**
 * Where our props take more than kubernetes-types does.
 *
 * @see Resources in src/workloads/container-fields.ts
 */
const OWN_TYPES = 'Resources claims?:ResourceClaim[] limits?:{number|string} requests?:{number|string}';
const OWN_FIELDS: ReadonlyMap<string, string> = new Map([['Container resources', 'Resources']]);

const FIELD = /^([^?:]+)(\?)?:(.+)$/;

let lines: ReadonlyMap<string, string> | undefined;
const records = new Map<string, RecordType>();

/**
 * A type by the name that kubernetes-types gives it: `PodSpec`, `Container`; `Resources` is ours.
 * Undefined when no workload, Service, autoscaler or disruption budget leads to it.
 */
export function findFieldType(name: string): FieldType | undefined {
  lines ??= readLines();
  const text = lines.get(name);
  if (text === undefined) return undefined;
  if (text.startsWith('= ')) return toType(text.slice(2));
  // an interface without fields takes everything
  return text === '' ? { kind: 'any' } : toRecord(name, text);
}

function readLines(): ReadonlyMap<string, string> {
  return new Map(
    `${FIELD_TABLE.trim()}\n${OWN_TYPES}`.split('\n').map((line) => {
      const [name = '', ...rest] = line.split(' ');
      return [name, rest.join(' ')];
    }),
  );
}

function toRecord(name: string, text: string): RecordType {
  const known = records.get(name);
  if (known) return known;
  const fields = new Map<string, Field>();
  const record: RecordType = { kind: 'record', name, fields };
  // kept before its fields are read: a type may lead back to itself
  records.set(name, record);
  for (const part of text.split(' ')) {
    const [, field = '', optional, type = ''] = FIELD.exec(part) ?? [];
    fields.set(field, { isRequired: optional === undefined, type: toType(OWN_FIELDS.get(`${name} ${field}`) ?? type) });
  }
  return record;
}

function toType(text: string): FieldType {
  if (text.endsWith('[]')) return { kind: 'list', item: toType(text.slice(0, -2)) };
  if (text.startsWith('{')) return { kind: 'map', value: toType(text.slice(1, -1)) };
  const choices = text.split('|');
  if (choices.every((choice) => choice.startsWith('"'))) {
    return { kind: 'words', allowed: choices.map((choice) => choice.slice(1, -1)) };
  }
  if (choices.every((choice) => SCALARS.includes(choice))) return { kind: 'scalar', allowed: choices };
  const named = findFieldType(text);
  if (!named) throw new Error(`the table of fields has no type ${text}`);
  return named;
}

const SCALARS = ['string', 'number', 'boolean'];
