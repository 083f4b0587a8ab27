/** What the headers of one entry of a tar archive say, in whatever of its formats they are written. */
export interface TarEntry {
  /** As it stands in the archive. */
  readonly name: string;
  /** `other` for devices and pipes. */
  readonly type: 'file' | 'directory' | 'symlink' | 'hard-link' | 'other';
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes of a file, holes included; 0 for anything else. */
  readonly size: number;
  /** Of links, as it stands. */
  readonly linkName: string;
  /** Whether the archive lacks the holes of a file: what it keeps is then not the file's content. */
  readonly isSparse: boolean;
  /** Bytes of the extended attribute `security.capability`, in hexadecimal digits; undefined when it has none. */
  readonly capabilities?: string | undefined;
}

/** Takes the content of one file, piece by piece. */
export interface ContentConsumer {
  /**
   * @param piece only valid during the call
   * @returns whether more of it is wanted
   */
  push(piece: Uint8Array): boolean;
  /** Called once, when the content ends or no more of it is wanted. */
  end(): void;
}

export interface TarVisitor {
  /** Called for each entry; undefined when its content does not matter. */
  entry(entry: TarEntry): ContentConsumer | undefined;
}
