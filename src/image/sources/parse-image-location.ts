import { UserError } from '../../errors';
import { showName } from '../layers/show-name';
import { suggestLocation } from './suggest-location';

/** Where images are looked for. */
export type ImageLocation =
  /** Each in the registry of its name. */
  | { readonly kind: 'registry' }
  /** What `docker save` writes. */
  | { readonly kind: 'docker-archive'; readonly path: string }
  /** An OCI image layout; with `refName`, the entry of that name or tag is meant, whatever image is asked for. */
  | { readonly kind: 'oci' | 'oci-archive'; readonly path: string; readonly refName?: string };

/**
 * Reads `registry`, `docker-archive:PATH`, `oci:FOLDER[:NAME]` or `oci-archive:PATH[:NAME]`, the words of skopeo and
 * podman; a path in the last two has no colon.
 *
 * @throws UserError IMAGE_LOCATION_INVALID; where the text is the path of a file or folder, that is looked at for the fix
 * @see https://github.com/containers/image/blob/v5.30.0/docs/containers-transports.5.md
 */
export function parseImageLocation(text: string): ImageLocation {
  if (text === 'registry') return { kind: 'registry' };
  const colon = text.indexOf(':');
  const kind = text.slice(0, Math.max(colon, 0));
  const rest = text.slice(colon + 1);
  if (kind === 'docker-archive' || kind === 'oci' || kind === 'oci-archive') {
    const [, path = '', refName] = kind === 'docker-archive' ? [rest, rest] : splitRefName(rest);
    if (path === '') throw invalidLocation(text, `it names no ${kind === 'oci' ? 'folder' : 'file'}`);
    if (refName === '') throw invalidLocation(text, 'the name after the last colon is empty');
    return kind === 'docker-archive' || refName === undefined ? { kind, path } : { kind, path, refName };
  }
  throw invalidLocation(text, 'it does not begin with the kind of place that holds the image');
}

/** As skopeo splits it: at the first colon but that of a Windows drive. */
function splitRefName(text: string): readonly (string | undefined)[] {
  return /^((?:[A-Za-z]:(?=[\\/]))?[^:]*)(?::(.*))?$/s.exec(text) ?? [];
}

function invalidLocation(text: string, why: string): UserError {
  const forms = 'write registry, docker-archive:app.tar, oci:folder, oci:folder:tag or oci-archive:app.tar';
  return new UserError({
    code: 'IMAGE_LOCATION_INVALID',
    what: `${showName(text)} is not a place for images`,
    why,
    fix: suggestLocation(text) ?? forms,
  });
}
