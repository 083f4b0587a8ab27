/** Files by path, in a folder or in an archive. */
export interface StoredFiles {
  /** How people speak of it: `build/app.tar`. */
  readonly name: string;
  /**
   * A regular file, links to it followed; undefined when there is none.
   *
   * @param path relative, with slashes: `blobs/sha256/0123…`
   * @throws ImageFault when that cannot be told, or links go round in a circle
   */
  find(path: string): Promise<StoredFile | undefined>;
  close(): Promise<void>;
}

export interface StoredFile {
  readonly bytes: number;
  /**
   * Its bytes, once for each call. Chunks are not written to later.
   *
   * @throws ImageFault while it is read
   */
  open(): AsyncIterable<Uint8Array>;
}
