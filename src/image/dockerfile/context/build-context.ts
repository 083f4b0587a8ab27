import type { FileSource } from '../files/trace';

/** The folder that `COPY` copies from, without what `.dockerignore` leaves out. Paths have no slash at their ends. */
export interface BuildContext extends FileSource {
  /** Names in a folder, sorted; undefined when it is no folder or cannot be read. */
  list(path: string): readonly string[] | undefined;
  /** The text of a file; undefined when it is none, too big or cannot be read. */
  read(path: string): string | undefined;
}
