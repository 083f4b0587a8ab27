import { UserError } from '../errors';
import { digestFault, repositoryFault, tagFault } from './reference-grammar';

/** The parts of an image reference, each without its separator. */
export interface ImageParts {
  /** Registry host, port and path as written: `registry.gitlab.com/team/app`, `redis`. */
  readonly repository: string;
  /** At most 128 characters: `0.0.5`. */
  readonly tag?: string | undefined;
  /** `sha256:` and 64, or `sha512:` and 128 lower case hexadecimal digits. */
  readonly digest?: string | undefined;
}

/**
 * An image reference: `repository[:tag][@digest]`, kept exactly as it was written.
 *
 * The grammar is that of the OCI distribution reference.
 *
 * @see https://pkg.go.dev/github.com/distribution/reference
 */
export class ImageReference implements ImageParts {
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;

  /** @throws UserError IMAGE_REFERENCE_INVALID when a part is not what the grammar allows, all parts at once */
  constructor(parts: ImageParts) {
    const faults = [
      partFault('repository', parts.repository, repositoryFault),
      parts.tag === undefined ? undefined : partFault('tag', parts.tag, tagFault),
      parts.digest === undefined ? undefined : partFault('digest', parts.digest, digestFault),
    ].filter((fault) => fault !== undefined);
    if (faults.length > 0) throw invalidReference(printParts(parts), faults.join('; '));
    this.repository = parts.repository;
    this.tag = parts.tag;
    this.digest = parts.digest;
  }

  /**
   * Reads `repository[:tag][@digest]`.
   *
   * @throws UserError IMAGE_REFERENCE_INVALID
   */
  static parse(text: string): ImageReference {
    if (typeof text !== 'string') throw invalidReference(String(text), `it is a ${typeof text}, not a string`);
    const at = text.indexOf('@');
    const named = at === -1 ? text : text.slice(0, at);
    const digest = at === -1 ? undefined : text.slice(at + 1);
    // a colon before the last slash belongs to the registry's port
    const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
    const repository = colon === -1 ? named : named.slice(0, colon);
    const tag = colon === -1 ? undefined : named.slice(colon + 1);
    return new ImageReference({ repository, tag, digest });
  }

  /** The same repository with another version; what is not given is left out. */
  with(version: { tag?: string | undefined; digest?: string | undefined }): ImageReference {
    return new ImageReference({ repository: this.repository, tag: version.tag, digest: version.digest });
  }

  toString(): string {
    return printParts(this);
  }
}

function printParts({ repository, tag, digest }: ImageParts): string {
  return `${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

function partFault(part: string, value: unknown, fault: (text: string) => string | undefined): string | undefined {
  if (typeof value !== 'string') {
    return `the ${part} ${JSON.stringify(value)} is a ${value === null ? 'null' : typeof value}, not a string`;
  }
  const why = fault(value);
  return why === undefined ? undefined : `the ${part} '${value}' ${why}`;
}

function invalidReference(text: string, why: string): UserError {
  return new UserError({
    code: 'IMAGE_REFERENCE_INVALID',
    what: `'${text}' is not an image reference`,
    why,
    fix: "write repository:tag, for example 'registry.example.com:5000/team/app:1.4.2', and quote numbers",
  });
}
