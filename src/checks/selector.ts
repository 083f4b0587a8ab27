import type { Problem } from '../errors';
import { asFields, asList, type Fields, type PlacedManifest, printValue, titleOf } from '../manifest/manifest';
import { podTemplateOf } from '../manifest/pod-template';
import { matchesSelector } from '../manifest/selector';
import type { ImageParts } from '../release/image-reference';
import { toLabelValue, versionOf } from '../release/version';

const KINDS_WITH_OWN_SELECTOR = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);
/** Before apps/v1beta2 a selector that was left out was the labels of the pods. */
const VERSIONS_WITH_DEFAULT_SELECTOR = new Set(['extensions/v1beta1', 'apps/v1beta1']);
const VERSION_WORD = /^(?:app|image|chart)?(?:version|tag|image|revision)$/;

/**
 * Selectors that do not select their own pods, which Kubernetes refuses, and selectors that hold the version,
 * which could never be bumped because a selector cannot change.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector
 */
export function findSelectorProblems({ manifest, place }: PlacedManifest, image: ImageParts): Problem[] {
  const template = podTemplateOf(manifest);
  if (!template || !KINDS_WITH_OWN_SELECTOR.has(manifest.kind)) return [];
  const selector = asFields(asFields(manifest.spec).selector);
  const problems: Problem[] = [];
  const isDefault = isEmpty(selector) && VERSIONS_WITH_DEFAULT_SELECTOR.has(manifest.apiVersion);
  if (!isDefault && !matchesSelector(template.labels, selector)) {
    problems.push({
      code: 'SELECTOR_MISMATCH',
      what: `${place}: the selector of ${titleOf(manifest)} does not match its own pods`,
      why: `it asks for ${printSelector(selector)}, and the pods have ${printLabels(template.labels)}`,
      fix: 'give podLabels the labels that the selector asks for',
    });
  }
  for (const [key, value] of Object.entries(asFields(selector.matchLabels))) {
    if (!holdsVersion(key, printValue(value), image)) continue;
    problems.push({
      code: 'SELECTOR_HOLDS_VERSION',
      what: `${place}: the selector of ${titleOf(manifest)} holds the version: ${key}: ${printValue(value)}`,
      why: 'Kubernetes does not let a selector change, so the next bump could not be applied',
      fix: `take ${key} out of the selector; the object has the version as a label already`,
    });
  }
  return problems;
}

/** A value that is the version by name or by look; `env` or `stage: production` on the tag `production` is not. */
function holdsVersion(key: string, value: string, image: ImageParts): boolean {
  const versions = [versionOf(image), toLabelValue(versionOf(image)), image.digest];
  const words = key.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/).map((word) => word.toLowerCase());
  return versions.includes(value) && (words.some((word) => VERSION_WORD.test(word)) || /\d+\.\d+/.test(value));
}

function isEmpty({ matchLabels, matchExpressions }: Fields): boolean {
  return Object.keys(asFields(matchLabels)).length === 0 && asList(matchExpressions).length === 0;
}

function printSelector(selector: Fields): string {
  const labels = printLabels(asFields(selector.matchLabels));
  return asList(selector.matchExpressions).length === 0 ? labels : `${labels} and its matchExpressions`;
}

function printLabels(labels: Fields): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${printValue(value)}`);
  return pairs.length === 0 ? 'no labels' : pairs.join(', ');
}
