import type { ElfView } from './elf-view';

const NOTE_HEADER_BYTES = 12;
const GO_OWNER = Buffer.from('Go\0\0', 'latin1');
const GO_BUILD_ID = 4;
const BUILD_INFO = Buffer.from('\xff Go buildinf:', 'latin1');

/**
 * Whether notes hold the build id that Go puts into its programs.
 *
 * @param alignment of the segment of the notes
 * @see https://github.com/golang/go/blob/go1.23.0/src/cmd/internal/buildid/note.go
 */
export function hasGoNote(view: ElfView, alignment: number): boolean {
  const unit = alignment === 8 ? 8 : 4;
  for (let at = 0; view.has(at, NOTE_HEADER_BYTES); ) {
    const nameBytes = view.word(at);
    const contentBytes = view.word(at + 4);
    const nameAt = at + NOTE_HEADER_BYTES;
    const isGo = view.bytes.subarray(nameAt, nameAt + nameBytes).equals(GO_OWNER);
    if (isGo && view.word(at + 8) === GO_BUILD_ID) return true;
    const contentAt = alignTo(nameAt + nameBytes, unit);
    at = alignTo(contentAt + contentBytes, unit);
  }
  return false;
}

/** Whether data holds the mark of what Go says about a build, which stays where the build id is left out. */
export function hasGoBuildInfo(data: Buffer): boolean {
  return data.includes(BUILD_INFO);
}

function alignTo(offset: number, unit: number): number {
  return Math.ceil(offset / unit) * unit;
}
