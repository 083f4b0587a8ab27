import type { ImageReference } from '../../release/image-reference';
import type { ImportedObject, ImportNote } from '../imported-object';

/** What the user says of the image. */
export interface PlanOptions {
  /** The repository to import, perhaps with the tag that is meant: `team/app`, `team/app:1.4.2`. */
  readonly image?: string | undefined;
  /** The version that the release has: `1.4.2`, `1.4.2@sha256:…` or `@sha256:…`. */
  readonly tag?: string | undefined;
  /** Whether containers of other versions stay what they are, as exceptions. Default: false. */
  readonly keepDrift?: boolean | undefined;
  /** A DNS label: the id of the release, if there is only one. */
  readonly name?: string | undefined;
}

/** Which objects become which releases. */
export interface ImportPlan {
  /** At least one; the one of the most containers first. */
  readonly releases: readonly PlannedRelease[];
  /** The objects in no release, in the order of the input. */
  readonly rest: readonly ImportedObject[];
  readonly notes: readonly ImportNote[];
}

/** One image, and the objects that run it. An object is in one release at most. */
export interface PlannedRelease {
  /** A DNS label that no other release of the plan has: for the Release and its file. */
  readonly id: string;
  /** As the containers write it. */
  readonly image: ImageReference;
  /** True for the tag latest, and for neither tag nor digest: what the release file has to allow. */
  readonly allowMovingTag: boolean;
  /** Every object with a container of this image, in the order of the input; custom resources too. */
  readonly objects: readonly ImportedObject[];
  /** Containers that keep another version. */
  readonly strays: readonly Stray[];
  /** Containers that ran another version and run the release's from now on: the only changes of an import. */
  readonly moved: readonly MovedContainer[];
  /** How many of the objects have a pod template. */
  readonly workloadsCount: number;
  /** How many containers of the repository are in the objects, strays too. */
  readonly containersCount: number;
  /** Every way in which the input spells the repository, the release's own first. */
  readonly spellings: readonly string[];
}

/** A container of the release's repository with another version. Exactly one of `pinnedTag` and `tagSuffix` is given. */
export interface Stray {
  readonly object: ImportedObject;
  /** The JSON pointer of the container in its object. */
  readonly pointer: string;
  /** As the prop takes it: `0.0.4`, `0.0.4@sha256:…` or `@sha256:…`. */
  readonly pinnedTag?: string | undefined;
  /** What stands behind the release's own tag: `-debug`. */
  readonly tagSuffix?: string | undefined;
}

/** A container whose image the import changes. */
export interface MovedContainer {
  readonly object: ImportedObject;
  /** The JSON pointer of the container in its object. */
  readonly pointer: string;
  /** The whole reference as it was written. */
  readonly from: string;
  /** The whole reference of the release. */
  readonly to: string;
}
