import { type PaxRecords, parsePaxRecords } from './parse-pax-records';

/** What was said of the next entry in front of its header. */
export interface TarExtensions {
  records?: PaxRecords;
  /** GNU's, which count more than those of records. */
  longName?: string;
  longLink?: string;
}

/** Takes in the content of an extended header; false when it cannot be read. */
export type ExtensionReader = (extensions: TarExtensions, content: Buffer) => boolean;

/** The extended headers by their letters. */
export const EXTENSION_READERS: ReadonlyMap<string, ExtensionReader> = new Map<string, ExtensionReader>([
  [
    'x',
    (extensions, content) => {
      const records = parsePaxRecords(content);
      if (records) extensions.records = records;
      return records !== undefined;
    },
  ],
  // for the whole archive: Go's reader checks it and containerd, Docker and Podman then set it aside
  ['g', (_extensions, content) => parsePaxRecords(content) !== undefined],
  [
    'L',
    (extensions, content) => {
      extensions.longName = textOf(content);
      return true;
    },
  ],
  [
    'K',
    (extensions, content) => {
      extensions.longLink = textOf(content);
      return true;
    },
  ],
]);

/** Up to the first zero byte. */
function textOf(content: Buffer): string {
  const end = content.indexOf(0);
  return content.toString('utf8', 0, end < 0 ? content.length : end);
}
