import { asFields, type Fields } from '../../manifest/manifest';

/** Whether pods with these labels are selected: each label of the selector is there. An empty selector selects none. */
export function isSelected(selector: unknown, podLabels: Fields): boolean {
  const wanted = Object.entries(asFields(selector));
  return wanted.length > 0 && wanted.every(([key, value]) => podLabels[key] === value);
}
