import type { Platform } from '../../../../src/image/platform';
import type { Fields, Manifest } from '../../../../src/manifest/manifest';
import type { BuiltImage, BuiltIndex, ContainerConfig } from '../../../image/built-image';
import type { TarEntry } from '../../../image/built-layer';
import type { ImageStore } from '../../../image/image-store';

/** What an image is made of. */
export interface ImagePlan {
  /** Lowest first, as files or as bytes that stand in place of an archive; one layer without files when not given. */
  readonly layers?: readonly (readonly TarEntry[] | Buffer)[];
  readonly config?: ContainerConfig;
  /** `linux/amd64` when not given. */
  readonly platform?: Platform;
}

/** What comes of a start: the program starts and ends well, the kernel refuses it, or it ends with a status. */
export type Reality =
  | 'starts'
  | 'ENOENT'
  | 'EACCES'
  | 'EPERM'
  | 'ENOEXEC'
  | 'ENOTDIR'
  | 'ELOOP'
  | `exit ${number}`
  | 'no image';

/** An image of one layer. */
export function imageOf(files: readonly TarEntry[], config?: ContainerConfig): ImagePlan {
  return { layers: [files], ...(config && { config }) };
}

/** A pod and its image, what is said about them, and what comes of it when it is started. */
export interface Pair {
  /** What is peculiar about it. */
  readonly name: string;
  /** `app:1.0`; several plans make an index. */
  readonly image: ImagePlan | readonly ImagePlan[];
  /** Images of other containers, by name. */
  readonly others?: Readonly<Record<string, ImagePlan>>;
  /** Takes away from the stored images, or changes them. */
  readonly damage?: (store: ImageStore, app: BuiltImage | BuiltIndex) => void;
  /** Fields of the container `web`, the only one of the Deployment `web`; its image is `app:1.0`. */
  readonly container?: Fields;
  /** Fields of the pod, over that container. */
  readonly pod?: Fields;
  /** Objects beside the Deployment: ConfigMaps, Services. */
  readonly beside?: readonly Manifest[];
  readonly platforms?: readonly Platform[];
  /** All that is said, but for the image being there. Sizes of programs and the digits of digests are left out. */
  readonly says: readonly string[];
  /** What comes of it here, as seen by who starts it; or why it cannot be tried. */
  readonly really: Reality | { readonly untried: string };
  /** What is started: the first container's own program when not given. */
  readonly started?: { readonly container?: string; readonly exec?: readonly string[] };
  /** Whether it takes this machine's glibc and shell. */
  readonly needsGlibc?: boolean;
}

/** A program of the Deployment `web` that is there: `starts("'/web': static")`. */
export function starts(what: string, who = "deployment 'web'"): string {
  return `pass IMAGE_BINARY_STARTS: ${who} runs ${what}`;
}

/** All of a finding about the Deployment `web`, but for its beginning: `fails('IMAGE_BINARY_MISSING', "runs …", …)`. */
export function fails(code: string, what: string, why: string, fix: string): string {
  return said('fail', code, `deployment 'web' ${what}`, why, fix);
}

export function unknown(code: string, what: string, why: string, fix: string): string {
  return said('unknown', code, `deployment 'web' ${what}`, why, fix);
}

/** All of a finding. */
export function said(outcome: string, code: string, what: string, why: string, fix?: string): string {
  return `${outcome} ${code}: ${what}\n  why: ${why}${fix === undefined ? '' : `\n  fix: ${fix}`}`;
}
