import { asFields, asList, asText, type Fields } from './manifest';

/**
 * Whether labels are selected by a label selector, `matchLabels` and `matchExpressions` together.
 * An empty selector selects nothing here, as it is refused by every workload.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function matchesSelector(labels: Fields, selector: Fields): boolean {
  const wanted = Object.entries(asFields(selector.matchLabels));
  const expressions = asList(selector.matchExpressions);
  if (wanted.length === 0 && expressions.length === 0) return false;
  return (
    wanted.every(([key, value]) => Object.hasOwn(labels, key) && asText(labels[key]) === asText(value)) &&
    expressions.every((expression) => matchesExpression(labels, expression))
  );
}

function matchesExpression(labels: Fields, { key, operator, values }: Fields): boolean {
  const name = asText(key) ?? '';
  const has = Object.hasOwn(labels, name);
  const isListed = has && Array.isArray(values) && values.map(asText).includes(asText(labels[name]));
  const answers = new Map([
    ['In', isListed],
    ['NotIn', !isListed],
    ['Exists', has],
    ['DoesNotExist', !has],
  ]);
  return answers.get(asText(operator) ?? '') ?? false;
}
