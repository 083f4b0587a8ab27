/** What a fault means: it is not there, it is there and no runtime can use it, or we cannot tell. */
export type FaultKind = 'missing' | 'broken' | 'unknown';

/**
 * Why an image, or a part of it, could not be read. It never leaves the command: a check turns it into a finding,
 * `fail` for what is missing or broken and `unknown` for the rest.
 */
export class ImageFault extends Error {
  readonly kind: FaultKind;
  /** In the user's words, without a full stop: never a secret, and never free text of a server. */
  readonly why: string;
  /** What to do, where more can be said than of any fault of its kind. */
  readonly fix: string | undefined;

  constructor(kind: FaultKind, why: string, fix?: string) {
    super(why);
    this.name = 'ImageFault';
    this.kind = kind;
    this.why = why;
    this.fix = fix;
  }
}
