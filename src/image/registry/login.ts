/** How one repository is asked: what goes into `Authorization`, and how people are told whose login it is. */
export interface Login {
  /** The header's value: a secret. */
  readonly authorization: string;
  /** `asked without credentials: none are kept for ghcr.io`. */
  readonly words: string;
}
