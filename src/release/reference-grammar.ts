// https://pkg.go.dev/github.com/distribution/reference: the grammar in its package comment
const DOMAIN_COMPONENT = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const IPV6 = '\\[(?:[a-fA-F0-9:]+)\\]';
const DOMAIN = new RegExp(`^(?:${DOMAIN_COMPONENT}(?:\\.${DOMAIN_COMPONENT})*|${IPV6})(?::[0-9]+)?$`);
const PATH_COMPONENT = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;
const DIGEST_LENGTHS: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha512', 128],
]);
const MAX_REPOSITORY_LENGTH = 255;
const MAX_TAG_LENGTH = 128;

/** Why this is not the name of a repository, in the form of a predicate: `is empty`; undefined when it is one. */
export function repositoryFault(repository: string): string | undefined {
  if (repository === '') return 'is empty';
  if (repository.length > MAX_REPOSITORY_LENGTH) {
    return `is ${repository.length} characters long; at most ${MAX_REPOSITORY_LENGTH} are allowed`;
  }
  if (/[^\x21-\x7e]/.test(repository)) return 'has a space or a character outside ASCII';
  const { domain, path } = splitDomain(repository);
  // the grammar's host is optional, so a first part that is no host may still be a part of the path
  if (domain !== undefined && !DOMAIN.test(domain) && !PATH_COMPONENT.test(domain))
    return `begins with '${domain}', which is not a registry host`;
  for (const component of path.split('/')) {
    if (component === '') return 'has an empty part between slashes';
    if (PATH_COMPONENT.test(component)) continue;
    if (PATH_COMPONENT.test(component.toLowerCase())) return `has upper case in '${component}'`;
    return `has '${component}'; a part is lower case letters and digits, joined by one of . _ __ or dashes`;
  }
  return undefined;
}

/** Why this is not a tag; undefined when it is one. */
export function tagFault(tag: string): string | undefined {
  if (tag === '') return 'is empty';
  if (tag.length > MAX_TAG_LENGTH) {
    return `is ${tag.length} characters long; at most ${MAX_TAG_LENGTH} are allowed`;
  }
  if (!TAG.test(tag)) return 'may only have letters, digits, _ . and -, and begins with a letter, a digit or _';
  return undefined;
}

/** Why this is not a digest; undefined when it is one. */
export function digestFault(digest: string): string | undefined {
  const colon = digest.indexOf(':');
  if (colon === -1) return 'has no algorithm; it looks like sha256:0123…';
  const algorithm = digest.slice(0, colon);
  const hex = digest.slice(colon + 1);
  const length = DIGEST_LENGTHS.get(algorithm);
  if (length === undefined) return `is of algorithm '${algorithm}'; sha256 and sha512 are known`;
  if (!/^[0-9a-f]*$/.test(hex)) return 'has something else than lower case hexadecimal digits';
  if (hex.length !== length) return `has ${hex.length} digits; ${algorithm} has ${length}`;
  return undefined;
}

/**
 * The registry host of a repository, as Docker tells it from the first part of a path:
 * it holds a dot, a colon or an upper case letter, or is `localhost`.
 */
export function splitDomain(repository: string): { domain: string | undefined; path: string } {
  const slash = repository.indexOf('/');
  const first = slash === -1 ? '' : repository.slice(0, slash);
  const isDomain = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  return isDomain ? { domain: first, path: repository.slice(slash + 1) } : { domain: undefined, path: repository };
}
