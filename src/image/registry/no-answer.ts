/** What kept a question from its answer, where the next step depends on it. */
export type Fault =
  | 'unreachable'
  | 'cut'
  | 'protocol'
  | 'certificate'
  | 'late'
  /** Nothing comes any more, in the middle of a body. */
  | 'stalled'
  /** Refused by a host that the registry sends us on to. */
  | 'elsewhere';

/**
 * A question that got no answer: "cannot tell", which is neither yes nor no.
 * It never leaves this folder: the client turns it into the outcome `unknown`, and a source into an ImageFault.
 */
export class NoAnswer extends Error {
  /** In the user's words. Never a secret, and never free text of a server, which could hold one. */
  readonly why: string;
  readonly fault: Fault | undefined;
  /** What to do, where more can be said than to try again. */
  readonly fix: string | undefined;

  constructor(why: string, fault?: Fault, fix?: string) {
    super(why);
    this.name = 'NoAnswer';
    this.why = why;
    this.fault = fault;
    this.fix = fix;
  }
}
