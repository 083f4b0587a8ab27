import type { Finding } from '../checks/finding';

/** One finding, and the others that say the same of other containers. */
export interface FindingGroup {
  readonly finding: Finding;
  readonly others: readonly Finding[];
}

/**
 * Findings that say the same of several containers, put together where the first of them stands. They are the same when
 * nothing but the container at the beginning of `what` is another one.
 */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, { finding: Finding; others: Finding[] }>();
  for (const finding of findings) {
    const { outcome, code, what, why, fix, platforms = [] } = finding;
    const said = what.slice(whoOf(finding).length);
    const key = JSON.stringify([outcome, code, said, why, fix, platforms]);
    const group = groups.get(key);
    if (group) group.others.push(finding);
    else groups.set(key, { finding, others: [] });
  }
  return [...groups.values()];
}

/** Who `what` begins with: `deployment 'web', init container 'migrate'`; empty when it begins with something else. */
export function whoOf({ what, workload, container }: Finding): string {
  if (workload === undefined) return '';
  const names = [`${workload}, ${container}`, workload];
  return names.find((name) => what.startsWith(name)) ?? '';
}
