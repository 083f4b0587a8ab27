import { basename } from 'node:path';
import { type Problem, requireNone } from '../../errors';
import { dnsLabelFault } from '../../manifest/dns-name';

/** An environment and where its manifests are. */
export interface NamedPaths {
  readonly name: string;
  readonly paths: readonly string[];
}

/** What people call environments. Files and folders of two of these names are environments of one app. */
const KNOWN = new Set(
  'dev development test testing qa uat sandbox stage staging preprod preproduction prod production live'.split(' '),
);

/**
 * The environments of an import: those of `--env name=path`, or the paths themselves when each is named after another
 * environment, as `staging.yaml` and `production.yaml` are. Undefined for an app without environments.
 *
 * @throws UserError IMPORT_ENVIRONMENT_INVALID, all problems at once
 */
export function chooseEnvironments(
  paths: readonly string[],
  flags: readonly string[] = [],
): readonly NamedPaths[] | undefined {
  if (flags.length === 0) return findInNames(paths);
  const problems: Problem[] = [];
  const found = new Map<string, string[]>();
  for (const flag of flags) {
    const at = flag.indexOf('=');
    const name = flag.slice(0, Math.max(at, 0));
    const path = flag.slice(at + 1);
    const fault = at === -1 || path === '' ? 'it is no <name>=<path>' : dnsLabelFault(name);
    if (fault) problems.push(invalid(`--env ${flag}`, fault));
    else found.set(name, [...(found.get(name) ?? []), path]);
  }
  if (problems.length === 0 && found.size < 2) problems.push(invalid(`--env ${flags[0]}`, 'it is the only one'));
  if (paths.length > 0) problems.push(invalid(paths.join(' '), 'with --env, each path belongs to an environment'));
  requireNone(problems);
  return [...found].map(([name, own]) => ({ name, paths: own }));
}

function findInNames(paths: readonly string[]): NamedPaths[] | undefined {
  const named = paths.map((path) => ({ name: basename(path).replace(/\.(?:ya?ml|json)$/i, ''), paths: [path] }));
  const names = new Set(named.map(({ name }) => name));
  return names.size > 1 && names.size === paths.length && [...names].every((name) => KNOWN.has(name))
    ? named
    : undefined;
}

function invalid(given: string, fault: string): Problem {
  return {
    code: 'IMPORT_ENVIRONMENT_INVALID',
    what: `${given}: ${fault}`,
    why: 'an environment has a name, which its release file and its charts get, and manifests of its own',
    fix: 'write two or more, for example --env staging=k8s/staging --env production=k8s/production',
  };
}
