import type { ImageFiles } from '../files/image-files';

/** The text of a file that is kept whole. An image without the file has an empty text. */
export type FileText =
  | { readonly outcome: 'known'; readonly text: string; readonly isThere: boolean }
  | { readonly outcome: 'unknown'; readonly why: string };

/**
 * Reads a file of which the image keeps the text: `/etc/passwd`, `/etc/group`.
 *
 * @throws ImageFault when a layer that has to be looked at cannot be read
 */
export async function readTextFile(files: ImageFiles, path: string): Promise<FileText> {
  const file = await files.resolve(path);
  if (file.outcome === 'missing') return { outcome: 'known', text: '', isThere: false };
  if (file.outcome === 'unknown') return { outcome: 'unknown', why: file.why };
  if (file.outcome === 'mounted') return { outcome: 'unknown', why: `'${path}' is in volume '${file.mount.volume}'` };
  if (file.outcome === 'loop') return { outcome: 'unknown', why: `'${path}' leads through more than 40 links` };
  if (file.outcome === 'not-a-folder') return { outcome: 'unknown', why: `'${file.at}' is not a folder` };
  const { entry } = file;
  if (entry.type !== 'file') return { outcome: 'unknown', why: `'${path}' is not a file` };
  const { facts } = entry;
  if (facts?.kind === 'empty') return { outcome: 'known', text: '', isThere: true };
  if (facts?.kind !== 'text') return { outcome: 'unknown', why: `the text of '${path}' was not kept` };
  if (facts.text === null) return { outcome: 'unknown', why: `'${path}' is too big to be read` };
  return { outcome: 'known', text: facts.text, isThere: true };
}
