import { documentsAsRead } from '../manifest/documents-as-read';
import type { Manifest } from '../manifest/manifest';
import type { Synthesized } from '../synth/synthesize';

/**
 * The objects that an app gives. Its texts are read only where it is not known already what is in them, which takes several
 * times as long as making them.
 *
 * @throws UserError MANIFEST_…, the problems of all texts at once
 */
export function readSynthesized({ files, documents }: Synthesized): readonly Manifest[] {
  const known = [...files.keys()].map((path) => {
    const printed = documents.get(path);
    return printed && documentsAsRead(printed);
  });
  if (known.every((manifests) => manifests !== undefined)) return known.flat();
  const { parseTexts } = require('./read-manifests') as typeof import('./read-manifests');
  return parseTexts(files).map(({ manifest }) => manifest);
}
