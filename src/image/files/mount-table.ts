import type { Mount } from './image-files';

/** A place of the container where something else than the image is seen. Paths have no slash at either end. */
export interface MountPoint {
  readonly path: string;
  /** The volume; undefined for what the container runtime mounts. */
  readonly mount: Mount | undefined;
}

/** All mounts of a container by the place where they end up, links followed. */
export interface MountTable {
  findPoint(path: string): MountPoint | undefined;
  /** Whether something is mounted below it, so that there is a folder even if the image has none. */
  isAbovePoint(path: string): boolean;
  /** Names in a folder that are there for the mounts. */
  listNames(path: string): readonly string[];
}

/** For an image that is looked at by itself. */
export const NO_MOUNTS: MountTable = {
  findPoint: () => undefined,
  isAbovePoint: () => false,
  listNames: () => [],
};
