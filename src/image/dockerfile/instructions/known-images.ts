/** Variables that official images set, by the last name of the image, where programs are installed by them. */
const VARIABLES: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ['golang', new Map([['GOPATH', '/go']])],
  ['rust', new Map([['CARGO_HOME', '/usr/local/cargo']])],
]);

/**
 * What a well-known base image sets a variable to; an empty text where it surely leaves it unset.
 *
 * @see https://hub.docker.com/_/golang
 */
export function findKnownVariable(image: string | undefined, name: string): string | undefined {
  const [, last = ''] = /([^/:@]+)(?::[^/]*)?(?:@.*)?$/.exec(image ?? '') ?? [];
  const known = VARIABLES.get(last)?.get(name);
  if (known !== undefined) return known;
  return UNSET.has(name) || (name === 'GOBIN' && VARIABLES.has(last)) ? '' : undefined;
}

/** What changes where programs come to lie, and no image sets. */
const UNSET = new Set(['GOARCH', 'GOOS', 'CARGO_INSTALL_ROOT', 'CARGO_TARGET_DIR']);
