import { isFields } from '../../manifest/manifest';
import { pointer as below } from '../pointer';
import { type FieldType, findFieldType, type ListType, type MapType, type RecordType } from './field-types';

/** Where a value is not what Kubernetes' types allow, and what is wrong there. */
export interface Misfit {
  /** JSON pointer below the value that was asked about; empty for the value itself. */
  readonly pointer: string;
  /** A predicate: `is unknown in ContainerPort`, `has no 'containerPort', which ContainerPort requires`. */
  readonly why: string;
}

/**
 * The first place, in the order of the value, at which TypeScript would refuse it as this type of kubernetes-types;
 * undefined when it would take all of it. In a map, null is the same as nothing, since it is left out of the code.
 * A container's resources may be numbers, since our props take them.
 *
 * @param typeName as kubernetes-types names it: `PodSpec`, `HorizontalPodAutoscalerSpec` (that of autoscaling/v2)
 * @see https://tools.ietf.org/html/rfc6901 for the pointer
 */
export function findMisfit(value: unknown, typeName: string): Misfit | undefined {
  const type = findFieldType(typeName);
  if (!type) throw new Error(`the table of fields has no type ${typeName}`);
  return find(value ?? {}, type, '');
}

function find(value: unknown, type: FieldType, pointer: string): Misfit | undefined {
  switch (type.kind) {
    case 'any':
      return undefined;
    case 'scalar':
      return type.allowed.includes(typeof value) ? undefined : wrong(value, type, pointer);
    case 'words':
      return typeof value === 'string' && type.allowed.includes(value) ? undefined : wrong(value, type, pointer);
    case 'list':
      return Array.isArray(value) ? findInList(value, type, pointer) : wrong(value, type, pointer);
    case 'map':
      return isFields(value) ? findInMap(value, type, pointer) : wrong(value, type, pointer);
    case 'record':
      return isFields(value) ? findInRecord(value, type, pointer) : wrong(value, type, pointer);
  }
}

function findInList(items: readonly unknown[], { item }: ListType, pointer: string): Misfit | undefined {
  for (const [index, each] of items.entries()) {
    const misfit = find(each, item, `${pointer}/${index}`);
    if (misfit) return misfit;
  }
  return undefined;
}

function findInMap(map: object, { value }: MapType, pointer: string): Misfit | undefined {
  for (const [key, each] of presentEntries(map)) {
    const misfit = find(each, value, below(pointer, key));
    if (misfit) return misfit;
  }
  return undefined;
}

function findInRecord(map: object, { name, fields }: RecordType, pointer: string): Misfit | undefined {
  const present = presentEntries(map);
  for (const [key, each] of present) {
    const field = fields.get(key);
    if (!field) return { pointer: below(pointer, key), why: `is unknown in ${name}` };
    const misfit = find(each, field.type, below(pointer, key));
    if (misfit) return misfit;
  }
  const given = new Set(present.map(([key]) => key));
  const missing = [...fields].find(([key, { isRequired }]) => isRequired && !given.has(key));
  return missing && { pointer, why: `has no '${missing[0]}', which ${name} requires` };
}

function presentEntries(map: object): [string, unknown][] {
  return Object.entries(map).filter(([, each]) => each !== null && each !== undefined);
}

function wrong(value: unknown, type: FieldType, pointer: string): Misfit {
  const found = type.kind === 'words' && typeof value === 'string' ? `'${value}'` : printFound(value);
  return { pointer, why: `is ${found}, and Kubernetes has ${printWanted(type)} there` };
}

const FOUND: Readonly<Partial<Record<string, string>>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  object: 'a map',
};

function printFound(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return FOUND[typeof value] ?? `a ${typeof value}`;
}

function printWanted(type: FieldType): string {
  switch (type.kind) {
    case 'any':
      return 'anything';
    case 'scalar':
      return type.allowed.map((each) => FOUND[each]).join(' or ');
    case 'words':
      return type.allowed.map((each) => `'${each}'`).join(' or ');
    case 'list':
      return 'a list';
    case 'map':
    case 'record':
      return 'a map';
  }
}
