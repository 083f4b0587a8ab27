import type { FactsCollector } from './collect-facts';
import { isElf } from './elf/parse-elf-header';
import { readElf } from './elf/read-elf';
import type { FileFacts } from './file-facts';
import { readScript } from './read-script';
import { type RangeReading, StreamedRanges } from './streamed-ranges';

const MAGIC_BYTES = 4;
// what the loader needs stands near the begin of a file, or where the begin says
const KEPT_BYTES = 32 * 1024 * 1024;

/** Reads a file that the kernel may be asked to start. */
export class ProgramCollector implements FactsCollector {
  readonly #fileBytes: number;
  readonly #keepsText: boolean;
  readonly #magicBytes: number;
  /** The first bytes, until there are enough to tell what the file is. */
  #magic: Uint8Array | undefined = new Uint8Array();
  /** Undefined for a file that no kernel starts. */
  #ranges: StreamedRanges<FileFacts> | undefined;

  /** @param keepsText whether the text of a script of a shell is of use */
  constructor(fileBytes: number, keepsText: boolean) {
    this.#fileBytes = fileBytes;
    this.#keepsText = keepsText;
    this.#magicBytes = Math.min(MAGIC_BYTES, fileBytes);
  }

  push(chunk: Uint8Array): boolean {
    if (this.#magic === undefined) return this.#ranges?.push(chunk) ?? false;
    const missingBytes = this.#magicBytes - this.#magic.length;
    const magic = Buffer.concat([this.#magic, chunk.subarray(0, missingBytes)]);
    this.#magic = magic;
    if (magic.length < this.#magicBytes) return true;
    this.#begin(magic);
    return this.#ranges?.push(chunk.subarray(missingBytes)) ?? false;
  }

  end(): FileFacts {
    if (this.#magic !== undefined) this.#begin(this.#magic);
    return this.#ranges?.end() ?? { kind: 'other' };
  }

  #begin(magic: Uint8Array): void {
    this.#magic = undefined;
    const reading = findReading(magic, this.#fileBytes, this.#keepsText);
    this.#ranges = reading && new StreamedRanges(reading, this.#fileBytes, KEPT_BYTES);
    this.#ranges?.push(magic);
  }
}

function findReading(magic: Uint8Array, fileBytes: number, keepsText: boolean): RangeReading<FileFacts> | undefined {
  if (isElf(magic)) return readElf(fileBytes);
  return magic[0] === 0x23 && magic[1] === 0x21 ? readScript(fileBytes, keepsText) : undefined;
}
