import type { Fields } from '../../manifest/manifest';
import type { Code, MapEntry } from '../code/code';
import { toCode } from '../code/to-code';
import type { ImportedObject } from '../imported-object';
import { withoutHead } from './head-comments';
import { inOrder } from './in-order';

/** What a container runs, as the props of a workload say it. */
export type ImageFields = readonly MapEntry[];

/** What is known of an object beside what it says. */
export interface ObjectContext {
  readonly object: ImportedObject;
  /** How the image of the container at this pointer is said: not at all, as a variant, or as another image. */
  readonly imageFields: (at: string, container: Fields) => ImageFields;
  /** What stands for a value that names another object; undefined for a value that stays as it is. */
  readonly wire: (value: unknown, at: string) => Code | undefined;
  /** Comments above objects that stand at the top of the file instead. */
  readonly head: ReadonlySet<string>;
  /** The name of an object without what is another in each environment. */
  readonly idOf: (name: string) => string;
}

/** The comments above and behind one field, as lines above it. */
export function commentsAt({ object, head }: ObjectContext, at: string): readonly string[] {
  const comments = object.comments.get(at);
  if (!comments) return [];
  const above = at === '' ? withoutHead(comments.above, head) : comments.above;
  return [...above, ...(comments.behind === undefined ? [] : [comments.behind])];
}

/** One field of a map, with its comments; nothing for a value that is not there. */
export function fieldEntry(context: ObjectContext, key: string, value: unknown, at: string): MapEntry[] {
  if (value === undefined || value === null) return [];
  const code = toCode(inOrder(value), { comments: context.object.comments, pointer: at, replace: context.wire });
  return [{ key, value: code, comments: commentsAt(context, at) }];
}
