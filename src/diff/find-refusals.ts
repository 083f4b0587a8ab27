import type { Manifest } from '../manifest/manifest';
import { type FieldChange, isSame } from './compare-fields';
import { IMMUTABLE_FIELDS } from './immutable-fields';
import type { ImmutableRule } from './immutable-rule';
import { groupKindOf } from './object-ref';

/** Why Kubernetes would not take a change of an object that exists, and how to do it all the same. */
export interface Refusal {
  /** The fields, at least one. */
  readonly paths: readonly string[];
  readonly why: string;
  readonly fix: string;
}

/** What Kubernetes would refuse of an object's changes, as far as both manifests can tell. */
export function findRefusals(before: Manifest, after: Manifest, fields: readonly FieldChange[]): Refusal[] {
  const kind = groupKindOf(after);
  return IMMUTABLE_FIELDS.filter(({ kinds }) => kinds.includes(kind)).flatMap((rule) => {
    const refused = fields.filter((change) => rule.isRefused(change, { before, after }) && !isDefault(rule, change));
    if (refused.length === 0) return [];
    return [{ paths: refused.map(({ path }) => path), why: rule.why, fix: rule.fix(before) }];
  });
}

/** To write down what the API server filled in, or to leave it out again, changes nothing. */
function isDefault({ defaults = {} }: ImmutableRule, { path, change, before, after }: FieldChange): boolean {
  const field = path.replace(/\[[^\]]*\]/g, '[]');
  if (!Object.hasOwn(defaults, field) || (change !== 'added' && change !== 'removed')) return false;
  return isSame(change === 'added' ? after : before, defaults[field]);
}
