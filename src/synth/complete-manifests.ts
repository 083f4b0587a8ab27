import { type Problem, requireNone, UserError } from '../errors';

/**
 * Makes sure that every document is a whole manifest, so that `kubectl apply` takes all of them.
 *
 * @param files texts by path
 * @throws UserError with all problems at once
 */
export function requireManifests(files: ReadonlyMap<string, string>): void {
  const { parseManifests } = require('../manifest/parse-manifests') as typeof import('../manifest/parse-manifests');
  const problems: Problem[] = [];
  for (const [path, text] of files) {
    try {
      parseManifests(text, path);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(...error.problems);
    }
  }
  requireNone(problems);
}
