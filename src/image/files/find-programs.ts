import type { LayerEntry } from '../layers/layer-index';
import type { ImageFiles } from './image-files';

/** A file of an image that a container can start. */
export interface Program {
  /** Absolute. */
  readonly path: string;
  readonly entry: LayerEntry;
}

/**
 * Every program of an image: files that somebody may execute and that are ELF programs or scripts. Shared libraries,
 * which many distributions mark as executable, are left out.
 */
export async function findPrograms(files: ImageFiles): Promise<Program[]> {
  return ((await files.files()) ?? []).filter(
    ({ path, entry }) => (entry.mode & 0o111) !== 0 && isProgram(path, entry),
  );
}

function isProgram(path: string, { facts }: LayerEntry): boolean {
  if (facts?.kind === 'script') return true;
  if (facts?.kind !== 'elf' || facts.elf.type === 'other') return false;
  const { elf } = facts;
  const isLibrary =
    elf.type === 'shared' && elf.interpreter === undefined && (elf.soname !== undefined || elf.needed.length > 0);
  return !isLibrary && !/\.so(?:\.[\w.]+)?$/.test(path);
}
