import { type Problem, requireNone, UserError } from '../errors';
import type { PlacedManifest } from '../manifest/manifest';
import { isForeign } from './is-foreign';
import { parseTexts } from './read-manifests';

const MOST_NAMES = 3;
/** What only Helm fills in, and not the templates that some objects carry along. */
const HELM =
  /\{\{-?\s*(?:\$?\.(?:Values|Release|Chart|Capabilities|Files|Template)\b|(?:include|template|define|tpl)\s)/;

/**
 * The objects of several texts.
 *
 * @param texts by the path that messages name
 * @param found those that a folder was searched for: what holds no Kubernetes object at all is passed over there
 * @throws UserError MANIFEST_…, the problems of all texts at once, one for all templates of Helm
 */
export function parseGathered(
  texts: ReadonlyMap<string, string>,
  found: ReadonlySet<string>,
): { readonly manifests: readonly PlacedManifest[]; readonly passedOver: readonly string[] } {
  const manifests: PlacedManifest[] = [];
  const problems: Problem[] = [];
  const passedOver: string[] = [];
  const templates: string[] = [];
  for (const [path, text] of texts) {
    try {
      manifests.push(...parseTexts(new Map([[path, text]])));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (HELM.test(text)) templates.push(path);
      else if (found.has(path) && isForeign(text)) passedOver.push(path);
      else problems.push(...error.problems);
    }
  }
  requireNone(templates.length > 0 ? [...problems, templatesOf(templates)] : problems);
  return { manifests, passedOver };
}

function templatesOf(paths: readonly string[]): Problem {
  const [first = ''] = paths;
  const chart = /^(.*?)\/?templates\//.exec(first)?.[1];
  return {
    code: 'MANIFEST_NOT_YAML',
    what: `${printPaths(paths)} ${paths.length === 1 ? 'is a template' : 'are templates'} of Helm`,
    why: 'what stands in {{ }} is filled in by Helm, and without that it is no manifest',
    fix: `look at what comes out of it: helm template ${chart === undefined ? 'chart/' : chart || '.'} | lockstep check -`,
  };
}

/** `a.yaml, b.yaml, c.yaml and 4 more`, in their order. */
export function printPaths(paths: readonly string[]): string {
  if (paths.length > MOST_NAMES)
    return `${paths.slice(0, MOST_NAMES).join(', ')} and ${paths.length - MOST_NAMES} more`;
  const last = paths.at(-1) ?? '';
  return paths.length < 2 ? last : `${paths.slice(0, -1).join(', ')} and ${last}`;
}
