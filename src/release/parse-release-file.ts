import type { Pair, Scalar } from 'yaml';
import type { Problem } from '../errors';
import type { ImageReference } from './image-reference';
import { parsePlainRelease } from './parse-plain-release';

export const IMAGE_KEYS = ['repository', 'tag', 'digest'] as const;

/** One key of the image map, with where its value stands in the text. */
export type ImageKey = (typeof IMAGE_KEYS)[number];

/** The parsed text and the syntax nodes that an edit needs. */
export interface ParsedRelease {
  readonly image: ImageReference;
  readonly movingTags: readonly string[];
  readonly allowMovingTag: boolean;
  /** Why the image is no version, which only a text that is to be run has to be. */
  readonly versionProblem: Problem | undefined;
  /** Offsets are into the text without its byte order mark. */
  readonly nodes: ReadonlyMap<ImageKey, { readonly pair: Pair; readonly value: Scalar }>;
  readonly flow: boolean;
}

/**
 * Reads the text of a release file strictly, collecting every problem. Whether the image is a version is an answer, not
 * a problem: it may have been, or be about to become one.
 *
 * @throws UserError with all problems at once
 */
export function parseReleaseText(text: string, path: string): ParsedRelease {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text;
  const plain = parsePlainRelease(body, path);
  if (plain) return plain;
  const { parseStrictRelease } = require('./parse-strict-release') as typeof import('./parse-strict-release');
  return parseStrictRelease(body, path);
}
