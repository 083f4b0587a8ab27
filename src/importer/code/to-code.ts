import type { Fields } from '../../manifest/manifest';
import type { FieldComments } from '../imported-object';
import { pointer as below } from '../pointer';
import type { Code, ListItem, MapEntry } from './code';

export interface ToCodeOptions {
  /** What stands at the fields below, by JSON pointer. */
  readonly comments?: ReadonlyMap<string, FieldComments>;
  /** The JSON pointer of the value itself; an empty text, which is the whole, by default. */
  readonly pointer?: string;
  /** What stands for a value instead; undefined for a value that stays as it is. Asked for each, from the top. */
  readonly replace?: (value: unknown, pointer: string) => Code | undefined;
}

/**
 * Plain data as code, with its comments above the fields and items that they belong to.
 *
 * Fields without a value are left out. The comments of the value itself are for whoever prints it.
 *
 * @throws Error when a list has an item without a value, or for what is no plain data
 */
export function toCode(value: unknown, { comments, pointer = '', replace }: ToCodeOptions): Code {
  const toPart = (key: string | number, part: unknown): { value: Code; comments?: readonly string[] } => {
    const here = below(pointer, key);
    const lines = linesOf(comments?.get(here));
    const code = toCode(part, { comments, pointer: here, replace });
    return lines.length > 0 ? { value: code, comments: lines } : { value: code };
  };
  const replacement = replace?.(value, pointer);
  if (replacement) return replacement;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return { kind: 'literal', value };
  if (Array.isArray(value)) {
    return { kind: 'list', items: value.map((item, index): ListItem => toPart(index, item)) };
  }
  // no dates, maps or sets, which have no fields
  if (Object.prototype.toString.call(value) !== '[object Object]')
    throw new Error(`${pointer || 'the value'} is no plain data`);
  const fields = Object.entries(value as Fields).filter(([, field]) => field !== undefined && field !== null);
  return { kind: 'map', entries: fields.map(([key, field]): MapEntry => ({ key, ...toPart(key, field) })) };
}

function linesOf(comments: FieldComments | undefined): readonly string[] {
  if (!comments) return [];
  return comments.behind === undefined ? comments.above : [...comments.above, comments.behind];
}
