import type { ElfFacts } from '../../facts/file-facts';
import { explainDoubt } from '../explain-absence';
import { printArchitecture } from '../find-architecture-fault';
import { isReadable } from '../is-readable';
import type { StartQuestion } from '../start-question';

/** What a loader makes of a path. */
export type OpenedLibrary =
  | { readonly outcome: 'opened'; readonly realPath: string; readonly elf: ElfFacts }
  | { readonly outcome: 'absent' }
  /** It is there, and the user may not read it. */
  | { readonly outcome: 'unreadable'; readonly why: string }
  /** It is a library for another architecture. */
  | { readonly outcome: 'unfit'; readonly why: string }
  /** It is there, and no library. */
  | { readonly outcome: 'broken'; readonly why: string }
  | { readonly outcome: 'unknown'; readonly why: string };

/** Opens a file as a library for a program. */
export async function openLibrary(
  { files, user }: StartQuestion,
  path: string,
  program: ElfFacts,
): Promise<OpenedLibrary> {
  const resolution = await files.resolve(path);
  if (resolution.outcome === 'mounted' || resolution.outcome === 'unknown') {
    return { outcome: 'unknown', why: explainDoubt(resolution) };
  }
  if (resolution.outcome !== 'found') return { outcome: 'absent' };
  const { entry } = resolution;
  if (entry.type !== 'file') return { outcome: 'unknown', why: `'${path}' is no regular file` };
  if (user && !isReadable(entry, user)) {
    return { outcome: 'unreadable', why: `'${path}' may not be read by uid ${user.uid}` };
  }
  const { facts } = entry;
  if (facts === undefined) {
    return { outcome: 'unknown', why: `'${path}' is there, but the source does not say what it holds` };
  }
  if (facts.kind !== 'elf') return { outcome: 'broken', why: `'${path}' is no ELF file` };
  const { elf } = facts;
  if (elf.endianness !== program.endianness || elf.type !== 'shared') {
    return { outcome: 'broken', why: `'${path}' is no library for ${printArchitecture(program)}` };
  }
  if (elf.bits !== program.bits || elf.machine !== program.machine) {
    return { outcome: 'unfit', why: `'${path}' is built for ${printArchitecture(elf)}` };
  }
  return { outcome: 'opened', realPath: resolution.path, elf };
}
