import type { Container, EnvVar, EnvVarSource, ResourceClaim } from 'kubernetes-types/core/v1';

/** The value of an environment variable; numbers and booleans are written as text, as Kubernetes asks for. */
export type EnvValue = string | number | boolean | EnvVarSource | undefined;

/** Variables by name, in the order they are written; or Kubernetes' own list. Undefined values are left out. */
export type Env = { readonly [name: string]: EnvValue } | readonly EnvVar[];

/** Which version of the release's image a container runs, when it is not the release's own. */
export interface ImageVariant {
  /** A variant of the same version: `-gpu` runs `repository:0.0.5-gpu`. Moves with the release; never with a digest. */
  readonly tagSuffix?: string;
  /** Another version, on purpose: `0.0.4`, `0.0.4@sha256:…` or `@sha256:…`. Does not move with the release. */
  readonly pinnedTag?: string;
}

/** What a container asks for, and what it may not exceed. Quantities may be numbers, as YAML has them: `cpu: 1`. */
export interface Resources {
  readonly claims?: readonly ResourceClaim[];
  readonly limits?: { readonly [name: string]: string | number };
  readonly requests?: { readonly [name: string]: string | number };
}

/** Kubernetes' own container fields, without the image and the name. */
export interface ContainerFields extends Omit<Container, 'name' | 'image' | 'env' | 'resources'>, ImageVariant {
  readonly env?: Env;
  readonly resources?: Resources;
  /** A container of a release runs the release's image. */
  readonly image?: never;
}

/** A container beside the main one, which runs the release's image unless it names another one. */
export interface SideContainer extends Omit<ContainerFields, 'image'> {
  /** Another image, as `repository:tag`. Default: the image of the workload. */
  readonly image?: string;
}

/** Containers by name, in the order they are written; or a list in which each has its name. */
export type SideContainers = { readonly [name: string]: SideContainer } | readonly (SideContainer & { name: string })[];

/** The fields above that are ours and not Kubernetes'. */
export const VARIANT_FIELDS = ['tagSuffix', 'pinnedTag'] as const;
