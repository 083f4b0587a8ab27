import type { Problem } from '../errors';
import { findContainers, titleOfContainer } from '../manifest/containers';
import type { PlacedManifest } from '../manifest/manifest';
import { podTemplateOf } from '../manifest/pod-template';

/**
 * Commands that are one string with spaces in it. Kubernetes starts no shell, so it would look for a program with
 * these spaces in its name.
 *
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
 */
export function findCommandWords({ manifest, place }: PlacedManifest): Problem[] {
  // a custom resource may take one string where Kubernetes takes a list
  const takesLists = podTemplateOf(manifest) !== undefined;
  return findContainers(manifest).flatMap((placed): Problem[] => {
    const where = `${place}: ${titleOfContainer(placed)}`;
    const problems: Problem[] = [];
    for (const field of ['command', 'args'] as const) {
      const value = placed.container[field];
      if (typeof value === 'string' && takesLists) {
        problems.push({
          code: 'COMMAND_NOT_A_LIST',
          what: `${where} has the ${field} ${quote(value)}, which is a string`,
          why: `Kubernetes takes ${field} as a list of words`,
          fix: `write ${printWords(splitWords(value))}`,
        });
      }
    }
    const { command } = placed.container;
    const [only] = Array.isArray(command) && command.length === 1 ? command : [];
    if (typeof only === 'string' && /\s/.test(only.trim()) && !isWindowsPath(only)) {
      problems.push({
        code: 'COMMAND_ONE_STRING',
        what: `${where} has the command ${printWords([only])}, which is one word with spaces in it`,
        why: 'Kubernetes starts no shell: it would look for a program of exactly that name',
        fix: `did you mean ${printWords(splitWords(only))}?`,
      });
    }
    return problems;
  });
}

/** `C:\Program Files\…` is a program whose name has spaces. */
function isWindowsPath(text: string): boolean {
  return /^[A-Za-z]:[\\/]/.test(text);
}

/** The words of a simple command line; quotes keep spaces together. */
function splitWords(text: string): string[] {
  const words = text.match(/(?:"[^"]*"|'[^']*'|\S)+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}

function printWords(words: readonly string[]): string {
  return `[${words.map(quote).join(', ')}]`;
}

function quote(text: string): string {
  return text.includes("'") || /[\n\r\\]/.test(text) ? JSON.stringify(text) : `'${text}'`;
}
