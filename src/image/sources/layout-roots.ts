import type { ImageParts } from '../../release/image-reference';
import { ImageFault } from '../image-fault';
import type { Descriptor } from '../oci/descriptor';
import { printPlatform } from '../platform';
import { findReference, isSameName, listNames } from './image-name';

/**
 * The entries of a layout's `index.json` that are meant by a name: those of that name; or all of them, when none has a
 * name. Several are platforms of one image.
 *
 * @param roots what `index.json` lists
 * @throws ImageFault `missing` with the names that are there; `unknown` when several are meant and are no platforms
 */
export function chooseRoots(
  roots: readonly Descriptor[],
  image: ImageParts,
  name: string,
): readonly [Descriptor, ...Descriptor[]] {
  const named = findNamed(roots, image);
  const chosen = named.length === 0 && roots.every((root) => nameOf(root) === undefined) ? roots : named;
  const [first, ...rest] = new Map(chosen.map((root) => [root.digest, root])).values();
  const asked = `'${image.repository}:${image.tag ?? 'latest'}'`;
  if (first === undefined) throw new ImageFault('missing', `${name} ${printHeld(roots)}, not ${asked}`);
  if (rest.length === 0 || arePlatforms([first, ...rest])) return [first, ...rest];
  const which = named.length > 0 ? 'of the name' : 'without names, and none says that it is';
  throw new ImageFault('unknown', `${name} holds ${rest.length + 1} images ${which} ${asked}`);
}

/** `holds 'app:1.0' and 'app:1.1'`. */
export function printHeld(roots: readonly Descriptor[]): string {
  const names = [...new Set(roots.map(nameOf).filter((name) => name !== undefined))];
  const unnamed = roots.filter((root) => nameOf(root) === undefined).length;
  if (names.length === 0) return unnamed === 0 ? 'holds no image' : 'holds an image without a name';
  return `holds ${listNames(names)}${unnamed > 0 ? `, and ${unnamed} without a name` : ''}`;
}

/** The tag or name that skopeo and others write: `1.0`, `app:1.0`. */
export function refNameOf({ annotations }: Descriptor): string | undefined {
  return annotations?.['org.opencontainers.image.ref.name'] || undefined;
}

/** Whether an entry has this name, whole: `docker.io/library/app:1.0`. */
export function hasName(root: Descriptor, image: ImageParts): boolean {
  const reference = findReference(nameOf(root) ?? '');
  return reference !== undefined && isSameName(reference, image);
}

function nameOf(root: Descriptor): string | undefined {
  return root.annotations?.['io.containerd.image.name'] || refNameOf(root);
}

function findNamed(roots: readonly Descriptor[], image: ImageParts): readonly Descriptor[] {
  const named = roots.filter((root) => hasName(root, image));
  // a tag alone is that of whatever image the layout was made for
  return named.length > 0 ? named : roots.filter((root) => nameOf(root) === (image.tag ?? 'latest'));
}

/** Whether each is for a platform of its own. */
function arePlatforms(roots: readonly Descriptor[]): boolean {
  const platforms = roots.flatMap(({ platform }) => (platform === undefined ? [] : [printPlatform(platform)]));
  return new Set(platforms).size === roots.length;
}
