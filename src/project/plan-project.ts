import { fixedFiles } from './fixed-files';
import { type OwnPackage, readOwnPackage } from './own-package';
import { printMain } from './print-main';
import { printReleaseFile } from './print-release-file';
import type { ProjectAnswers } from './project-answers';

/** The files of a new project, from path to text, in the order of their paths. */
export function planProject(answers: ProjectAnswers, own: OwnPackage = readOwnPackage()): Map<string, string> {
  const files = new Map([
    ...fixedFiles(answers, own),
    ['main.ts', printMain(answers)],
    ['release.yaml', printReleaseFile(answers.name, answers.image)],
  ] as const);
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}
