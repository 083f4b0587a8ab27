import { SourceMap } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';

/** The bundle that an error came from: the name it has in stacks, and its source map as JSON. */
export interface BundleMap {
  readonly name: string;
  readonly map: string;
}

/**
 * `file:line:column` of the first place in an error's stack that is the user's own: not of Node, of a package,
 * or of this library. Relative to the working folder; undefined when there is none.
 */
export function findFrame(error: unknown, bundle?: BundleMap): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  let find: ReturnType<typeof openMap> | undefined;
  for (const line of stack.split('\n')) {
    const match = /^\s+at (?:.*\()?(?:file:\/\/)?(\/.*|[A-Za-z]:\\.*):(\d+):(\d+)\)?$/.exec(line);
    if (!match) continue;
    let place: Place | undefined = { file: match[1] as string, line: Number(match[2]), column: Number(match[3]) };
    if (bundle && place.file === bundle.name) {
      find ??= openMap(bundle);
      place = find(place);
    }
    if (!place || /[\\/]node_modules[\\/]/.test(place.file) || isOurs(place.file)) continue;
    return `${relative(process.cwd(), place.file)}:${place.line}:${place.column}`;
  }
  return undefined;
}

/** Lines and columns from 1. */
interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The wrapper stands before the first line of the bundle. */
const WRAPPER_LENGTH = '(function(exports,require,module,__filename,__dirname){'.length;

function openMap({ name, map }: BundleMap): (place: Place) => Place | undefined {
  if (map === '') return () => undefined;
  const sources = new SourceMap(JSON.parse(map));
  return ({ line, column }) => {
    const entry = sources.findEntry(line - 1, column - 1 - (line === 1 ? WRAPPER_LENGTH : 0));
    if (!('originalSource' in entry)) return undefined;
    return {
      file: resolve(dirname(name), entry.originalSource),
      line: entry.originalLine + 1,
      column: entry.originalColumn + 1,
    };
  };
}

/** Files of this library, compiled or as source. */
function isOurs(file: string): boolean {
  const root = join(__dirname, '../..');
  return ['lib', 'src'].some(
    (folder) => file.startsWith(`${root}/${folder}/`) || file.startsWith(`${root}\\${folder}\\`),
  );
}
