import { UserError } from '../../../src/errors';
import type { ImageSource } from '../../../src/image/image-source';
import { openImageSource } from '../../../src/image/sources/open-image-source';
import { parseImageLocation } from '../../../src/image/sources/parse-image-location';

/** Opens what `--image` says; not a registry. */
export async function openLocation(text: string): Promise<ImageSource> {
  const location = parseImageLocation(text);
  if (location.kind === 'registry') throw new Error('a registry is not opened here');
  return await openImageSource(location);
}

/** What opening says when it is refused, with PATH for the path. */
export async function refusalOf(text: string, path: string): Promise<string[]> {
  try {
    await (await openLocation(text)).close();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [error.code, error.what, error.why, error.fix].map((line) => line.replaceAll(path, 'PATH'));
  }
  return ['nothing was refused'];
}
