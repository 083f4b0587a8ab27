import * as kplus from 'cdk8s-plus-27';
import { UserError } from '../errors';

/**
 * One of a selector's matchExpressions in cdk8s-plus' terms.
 *
 * @throws UserError SELECTOR_OPERATOR
 */
export function toLabelExpression(key: string, operator: string, values: string[]): kplus.LabelExpression {
  const expressions: Record<string, () => kplus.LabelExpression> = {
    In: () => kplus.LabelExpression.in(key, values),
    NotIn: () => kplus.LabelExpression.notIn(key, values),
    Exists: () => kplus.LabelExpression.exists(key),
    DoesNotExist: () => kplus.LabelExpression.doesNotExist(key),
  };
  const expression = expressions[operator];
  if (expression) return expression();
  throw new UserError({
    code: 'SELECTOR_OPERATOR',
    what: `the selector has the operator '${operator}' for '${key}'`,
    why: 'a label selector knows: In, NotIn, Exists, DoesNotExist',
    fix: 'use one of them',
  });
}
