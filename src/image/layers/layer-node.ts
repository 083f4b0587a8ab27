import { DIRECTORY, IMPLIED } from './layer-records';

/** What takes a place in the tree. */
export interface LayerNode {
  /** One of the numbers of `TYPES`. */
  readonly type: number;
  /** `UNRESOLVED`, `IMPLIED` or 0. */
  readonly flags: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  /** A place in the strings, 0 for none, like `facts`. */
  readonly link: number;
  readonly facts: number;
}

/** A folder that the archive does not list. */
export const IMPLIED_FOLDER: LayerNode = {
  type: DIRECTORY,
  flags: IMPLIED,
  mode: 0o755,
  uid: 0,
  gid: 0,
  size: 0,
  link: 0,
  facts: 0,
};
