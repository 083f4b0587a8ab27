import { posix } from 'node:path';
import type { Build } from '../build';
import type { FileSource } from '../files/trace';

/** Where `COPY` and a mount of `RUN` take files from. */
export type CopySource =
  | { readonly kind: 'stage' | 'context'; readonly files: FileSource; readonly shown: string }
  /** Of its files nothing is known: another image, or the build context without its folder. */
  | { readonly kind: 'image' | 'unread-context'; readonly files: undefined; readonly shown: string };

/** @param from what `--from` names; the build context when not given */
export function findSource(build: Build, from: string | undefined): CopySource {
  if (from === undefined) {
    const { context } = build.options;
    const shown = 'the build context';
    return context ? { kind: 'context', files: context, shown } : { kind: 'unread-context', files: undefined, shown };
  }
  const stage = /^\d+$/.test(from) ? build.stages[Number(from)] : build.findStage(from.toLowerCase());
  if (stage === undefined) return { kind: 'image', files: undefined, shown: `the image '${from}'` };
  return { kind: 'stage', files: stage.files.now(), shown: `stage '${stage.name ?? from}'` };
}

/** Where a path of the source is, links and dots resolved; absolute. */
export function sourcePath(written: string): string {
  return posix.resolve('/', `./${written}`);
}
