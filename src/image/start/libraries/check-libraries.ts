import type { ElfFacts } from '../../facts/file-facts';
import { findLibc, type Libc } from '../loader/find-libc';
import type { StartDoubt, StartFault, StartQuestion } from '../start-question';
import { findElsewhere } from './find-elsewhere';
import { findVersionFaults } from './find-version-faults';
import { glibcSearch } from './glibc-search';
import { loadLibraries } from './load-libraries';
import type { Loader } from './loaded-object';
import { muslSearch } from './musl-search';
import { printMissingLibraries } from './print-missing-libraries';
import { printVersionFaults } from './print-version-faults';

const GCOMPAT = '/lib/libgcompat.so.0';

/** What the loader says against a program: a library or a version is missing; undefined when it has what it needs. */
export async function checkLibraries(
  question: StartQuestion,
  elf: ElfFacts,
  loader: Loader,
): Promise<StartFault | StartDoubt | undefined> {
  const libc = findLibc(loader.path) ?? findLibc(loader.interpreter);
  const search = libc === 'musl' ? await muslSearch(question, loader) : await glibcSearch(question, loader);
  const loaded = await loadLibraries(question, elf, loader, search);
  const [doubt] = loaded.doubts;
  const versionFaults = search.checksVersions ? findVersionFaults(loaded) : [];
  const fault =
    loaded.missing.length > 0
      ? printMissingLibraries(loaded.missing, {
          elf,
          loader,
          libc,
          alsoLooksIn: search.alsoLooksIn,
          elsewhere: await findElsewhere(
            question,
            loaded.missing.map(({ name }) => name),
            elf,
          ),
        })
      : printVersionFaults(versionFaults, { path: question.path, elf });
  if (fault !== undefined) {
    const standIn = await findStandIn(question, libc, loader);
    return standIn === undefined
      ? fault
      : { outcome: 'unknown', why: `${standIn}; by those of glibc it ${fault.what}` };
  }
  return doubt === undefined ? undefined : { outcome: 'unknown', why: doubt };
}

/** A loader whose rules are not known; undefined when they are. */
async function findStandIn(
  { files }: StartQuestion,
  libc: Libc | undefined,
  { interpreter }: Loader,
): Promise<string | undefined> {
  if (libc === undefined) return `the rules of the loader '${interpreter}' are not known`;
  if (libc === 'musl') return undefined;
  const gcompat = await files.resolve(GCOMPAT);
  return gcompat.outcome === 'found' ? 'gcompat stands in for glibc, by rules of its own' : undefined;
}
