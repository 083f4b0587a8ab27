import type { Manifest } from '../../manifest/manifest';
import { asFields } from '../../manifest/manifest';
import { stepsOf } from '../pointer';

/** Fields around what people speak of. */
const OUTER = new Set(['spec', 'template', 'metadata', 'containers', 'data', 'env', 'value', 'jobTemplate']);
const MAX_STEPS = 2;

/**
 * What a setting is called, with dashes: `replicas` for `/spec/replicas`, `limits-cpu` for the limit of a container,
 * `log-level` for the variable LOG_LEVEL. Items of lists go by their names.
 *
 * @param at JSON pointer of the value
 */
export function settingLabel(manifest: Manifest, at: string): string {
  let value: unknown = manifest;
  const steps = stepsOf(at)
    .flatMap((step) => {
      const parent = value;
      value = Array.isArray(parent) ? parent[Number(step)] : asFields(parent)[step];
      if (!Array.isArray(parent)) return OUTER.has(step) ? [] : [step];
      const { name } = asFields(value);
      return typeof name === 'string' ? [name] : [];
    })
    // a variable's name is all capitals
    .map((step) => (/[a-z]/.test(step) ? step : step.toLowerCase()));
  const label = steps
    .slice(at.includes('/env/') ? -1 : -MAX_STEPS)
    .join('-')
    .replace(/[^a-zA-Z0-9]+/g, '-')
    .replace(/^[-\d]+|-+$/g, '');
  return label.replace(/^[A-Z]/, (letter) => letter.toLowerCase());
}
