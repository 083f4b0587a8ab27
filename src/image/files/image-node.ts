import type { LayerEntry } from '../layers/layer-index';

/** What an image has at a path, before links are followed and volumes mounted. Paths have no slash at either end. */
export type ImageNode = ImageFolder | ImageLeaf | ImageGap;

/** A folder, of one layer or merged from several. */
export interface ImageFolder {
  readonly kind: 'folder';
  readonly path: string;
  /** What is in it under a name that is not `.` or `..`. Looks into as few layers as decide it. */
  findChild(name: string): Promise<ImageNode | undefined>;
  /** Owner and mode: those of the uppermost layer that lists it. */
  readEntry(): Promise<LayerEntry>;
  /** Names of all that is in it. Goes through all entries of its layers. */
  readNames(): Promise<readonly string[]>;
}

/** Anything but a folder. A hard link has what is at its target. */
export interface ImageLeaf {
  readonly kind: 'leaf';
  readonly path: string;
  readonly entry: LayerEntry;
}

/** Something of which the image does not say what it is. */
export interface ImageGap {
  readonly kind: 'gap';
  readonly path: string;
  readonly why: string;
}
