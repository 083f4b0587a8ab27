import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { UserError } from '../errors';

/** The workload that is to be selected, for messages. */
interface Selected {
  readonly place: string;
  readonly name: string;
  readonly kind: string;
  readonly id: string;
}

/**
 * The selector, when it selects anything.
 *
 * @throws UserError PODS_NOT_SELECTABLE
 */
export function requireSelector(selector: LabelSelector, { place, name, kind, id }: Selected): LabelSelector {
  if (Object.keys(selector.matchLabels ?? {}).length > 0 || (selector.matchExpressions ?? []).length > 0)
    return selector;
  throw new UserError({
    code: 'PODS_NOT_SELECTABLE',
    what: `${place}: the pods of ${kind.toLowerCase()} '${name}' cannot be selected`,
    why: `a ${kind} has no selector, and its pods have no labels`,
    fix: `give it podLabels, for example { app: '${id}' }`,
  });
}
