import { posix } from 'node:path';
import { explainDoubt } from '../explain-absence';
import type { StartQuestion } from '../start-question';
import { absolutePath, joinSearches, searchFolders, searchPlace } from './expand-tokens';
import type { LibrarySearch, LoadedObject, Loader } from './loaded-object';

const DEFAULT_FOLDERS = ['/lib', '/usr/local/lib', '/usr/lib'];
// what other systems have as libraries of their own is in the loader
const RESERVED = /^lib(?:c|pthread|rt|m|dl|util|xnet)\./;
const SEPARATORS = /[:\n]+/;

interface SystemFolders {
  readonly folders: readonly string[];
  readonly doubts: readonly string[];
}

/**
 * How musl finds libraries: `LD_LIBRARY_PATH`, the folders of what needs it and of all that brought that, then
 * `/etc/ld-musl-*.path`, or where there is no such file three folders that are built in.
 *
 * @see https://git.musl-libc.org/cgit/musl/tree/ldso/dynlink.c?h=v1.2.5 (load_library)
 */
export async function muslSearch(question: StartQuestion, loader: Loader): Promise<LibrarySearch> {
  const { env, workingDirectory } = question;
  const system = await readSystemFolders(question, loader);
  return {
    alsoLooksIn: [],
    passesOver: false,
    checksVersions: false,
    isLoader: (name) =>
      RESERVED.test(name) || [loader.interpreter, loader.path].some((path) => posix.basename(path) === name),
    search(name, object) {
      const origin = { object, workingDirectory };
      const isKnown = !env.has('LD_LIBRARY_PATH') || env.get('LD_LIBRARY_PATH') !== undefined;
      return joinSearches(
        searchFolders(splitFolders(env.get('LD_LIBRARY_PATH') ?? ''), name, origin),
        { candidates: [], doubts: isKnown ? [] : ['LD_LIBRARY_PATH is only known when it runs'] },
        ...lineOf(object).map((each) => searchFolders(ownFolders(each), name, { ...origin, object: each })),
        searchFolders(system.folders, name, origin),
        { candidates: [], doubts: system.doubts },
      );
    },
    searchDeeper: async () => [],
    // the name of a library is taken as it stands
    expand: (path) => searchPlace(absolutePath(path, workingDirectory)),
  };
}

function lineOf(object: LoadedObject): readonly LoadedObject[] {
  const line: LoadedObject[] = [];
  for (let each: LoadedObject | undefined = object; each; each = each.parent) line.push(each);
  return line;
}

/** DT_RUNPATH before DT_RPATH; a list with any token but `$ORIGIN` is no list. */
function ownFolders({ elf }: LoadedObject): readonly string[] {
  const folders = elf.runpath.length > 0 ? elf.runpath : elf.rpath;
  const hasOther = folders.some((folder) => folder.replace(/\$(?:ORIGIN|\{ORIGIN\})/g, '').includes('$'));
  return hasOther ? [] : folders.filter((folder) => folder !== '');
}

/** The file for the loader's architecture, in the place that goes with the loader's. */
async function readSystemFolders(
  { files }: StartQuestion,
  { interpreter, path: loaderPath }: Loader,
): Promise<SystemFolders> {
  const names = [interpreter, loaderPath].map((each) => posix.basename(each));
  const [architecture] = names.flatMap((name) => /^(?:ld-musl-|libc\.musl-)(.+)\.so\.1$/.exec(name)?.[1] ?? []);
  if (architecture === undefined) return { folders: DEFAULT_FOLDERS, doubts: [] };
  const path = posix.join(posix.dirname(posix.dirname(interpreter)), `/etc/ld-musl-${architecture}.path`);
  const resolution = await files.resolve(path);
  if (resolution.outcome === 'mounted' || resolution.outcome === 'unknown') {
    return { folders: DEFAULT_FOLDERS, doubts: [explainDoubt(resolution)] };
  }
  if (resolution.outcome !== 'found') return { folders: DEFAULT_FOLDERS, doubts: [] };
  const { facts } = resolution.entry;
  if (facts?.kind === 'empty') return { folders: [], doubts: [] };
  const text = facts?.kind === 'text' ? facts.text : null;
  return text === null
    ? { folders: DEFAULT_FOLDERS, doubts: [`'${path}' cannot be read`] }
    : { folders: splitFolders(text), doubts: [] };
}

function splitFolders(list: string): readonly string[] {
  return list.split(SEPARATORS).filter((folder) => folder !== '');
}
