import type { Fields } from '../../manifest/manifest';
import type { Code } from '../code/code';
import { toCode } from '../code/to-code';
import { pointer } from '../pointer';
import { inOrder } from './in-order';
import { commentsAt, fieldEntry, type ObjectContext } from './object-context';

/**
 * The environment of a container: a map by name where that says the same, Kubernetes' own list where it does not (a
 * variable without a value or given twice, a name that is a number, a field that nobody knows).
 */
export function toEnvCode(context: ObjectContext, env: readonly Fields[], at: string): Code {
  const { comments } = context.object;
  if (!env.every(isPlain) || new Set(env.map(({ name }) => name)).size !== env.length)
    return toCode(inOrder(env), { comments, pointer: at, replace: context.wire });
  return {
    kind: 'map',
    entries: env.flatMap((variable, index) => {
      const here = pointer(at, index);
      const above = [...commentsAt(context, here), ...commentsAt(context, pointer(here, 'name'))];
      const field = variable.value === undefined ? 'valueFrom' : 'value';
      return fieldEntry(context, String(variable.name), toEnvValue(variable), pointer(here, field)).map((entry) => ({
        ...entry,
        comments: [...above, ...(entry.comments ?? [])],
      }));
    }),
  };
}

function isPlain(variable: Fields): boolean {
  const { name, value, valueFrom } = variable;
  if (typeof name !== 'string' || /^\d+$/.test(name) || Object.keys(variable).length !== 2) return false;
  if (typeof value === 'string') return true;
  return typeof valueFrom === 'object' && valueFrom !== null && !Array.isArray(valueFrom);
}

/** Numbers are written as such: the library writes them as the same text again. */
function toEnvValue({ value, valueFrom }: Fields): unknown {
  if (typeof value !== 'string') return valueFrom;
  const number = Number(value);
  return /^(?:0|-?[1-9]\d*)$/.test(value) && Number.isSafeInteger(number) ? number : value;
}
