import type { ImageReference } from '../release/image-reference';

/** What a new project is made of. */
export interface ProjectAnswers {
  /** A DNS label: the id of the release, and the name in package.json. */
  readonly name: string;
  readonly image: ImageReference;
  /** At least one, in the order written, no name twice. */
  readonly services: readonly ProjectService[];
  /** Of every object. Default: none. */
  readonly namespace?: string | undefined;
  /** Whether a GitHub workflow is written. Default: true. */
  readonly workflow?: boolean | undefined;
}

/** One workload of a new project. */
export interface ProjectService {
  readonly name: string;
  /** Word by word; empty for the image's own entrypoint. */
  readonly command: readonly string[];
  /** From 1 to 65535; without one there is no Service in front of it. */
  readonly port?: number | undefined;
}
