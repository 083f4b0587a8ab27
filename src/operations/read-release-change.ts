import { resolve } from 'node:path';
import { editReleaseFile, type ReleaseEdit } from '../release/edit-release-file';
import type { ImageReference } from '../release/image-reference';
import { parseReleaseText } from '../release/parse-release-file';
import { type ReleaseFile, readReleaseText } from '../release/release-file';
import type { ReleaseTextChange } from './change-plan';

/** A release file with its text, so that what was read and what is edited are the same. */
export interface OpenRelease {
  readonly release: ReleaseFile;
  readonly text: string;
}

/** @throws UserError what reading a release file throws */
export function openRelease(path: string): OpenRelease {
  const text = readReleaseText(path);
  const { image, movingTags, allowMovingTag } = parseReleaseText(text, path);
  return { release: { path, image, movingTags, allowMovingTag }, text };
}

/** The edit that gives a release file this image; what the image does not have is taken out. */
export function toImageEdit({ repository, tag, digest }: ImageReference): ReleaseEdit {
  return { repository, tag: tag ?? null, digest: digest ?? null };
}

/** @throws UserError what {@link editReleaseFile} throws */
export function toTextChange({ release: { path }, text }: OpenRelease, edit: ReleaseEdit): ReleaseTextChange {
  return { path, file: resolve(path), before: text, after: editReleaseFile(text, path, edit) };
}
