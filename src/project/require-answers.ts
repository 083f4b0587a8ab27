import { requireNone } from '../errors';
import { askAnswers, type Terminal } from './ask-answers';
import { findFolderProblem } from './find-folder-problem';
import { findMissingAnswers, type GivenAnswers, parseAnswers } from './parse-answers';
import type { ProjectAnswers } from './project-answers';

/**
 * Complete answers: those that were given, and, where there is a terminal, those that a person gives when asked.
 * What is known to be wrong is said before anything is asked. Undefined when the person gives up.
 *
 * @throws UserError with everything that is wrong with the answers and with the folder
 */
export async function requireAnswers(
  given: GivenAnswers,
  terminal: Terminal | undefined,
): Promise<ProjectAnswers | undefined> {
  const folderProblem = findFolderProblem(given.folder);
  const folderProblems = folderProblem ? [folderProblem] : [];
  const missing = findMissingAnswers(given);
  const parsed = parseAnswers(given);
  if (missing.length === 0 || !terminal) {
    requireNone([...missing, ...parsed.problems, ...folderProblems]);
    return parsed.answers;
  }
  requireNone([...parsed.problems, ...folderProblems]);
  const complete = await askAnswers(given, terminal);
  if (!complete) return undefined;
  const asked = parseAnswers(complete);
  requireNone(asked.problems);
  return asked.answers;
}
