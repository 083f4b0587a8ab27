import { posix } from 'node:path';
import type { ElfFacts } from '../../facts/file-facts';
import { printArchitecture } from '../find-architecture-fault';
import type { Libc } from '../loader/find-libc';
import type { StartFault } from '../start-question';
import type { MissingLibrary } from './load-libraries';
import type { Loader } from './loaded-object';

const INSTALL: Readonly<Record<Libc, string>> = {
  glibc: 'install the package that has it (apt-get install, dnf install)',
  musl: 'install the package that has it (apk add)',
};

/** Says which libraries are not found, all at once. There is at least one. */
export function printMissingLibraries(
  missing: readonly MissingLibrary[],
  context: {
    readonly elf: ElfFacts;
    readonly loader: Loader;
    readonly libc: Libc | undefined;
    readonly alsoLooksIn: readonly string[];
    /** Absolute paths of those that lie where the loader does not look, by name. */
    readonly elsewhere: ReadonlyMap<string, string>;
  },
): StartFault {
  const { elf, loader, libc, elsewhere } = context;
  const needers = [...new Set(missing.map(({ neededBy }) => neededBy))];
  const needs = needers.map((path) => {
    const names = missing.filter(({ neededBy }) => neededBy === path).map(({ name }) => name);
    return `'${path}' needs ${printNames(names)}`;
  });
  const looksIn = [...new Set([...missing.flatMap((each) => each.looksIn), ...context.alsoLooksIn])];
  const remarks = [...new Set(missing.flatMap((each) => each.remarks))];
  const places = missing.some((each) => each.looksIn.length > 0)
    ? [`'${loader.interpreter}' looks in ${looksIn.join(', ')}`]
    : [];
  const isThere = missing.every((each) => each.remarks.length > 0);
  const it = missing.length === 1 ? 'it' : 'them';
  const install = libc === undefined ? 'put it into the image' : INSTALL[libc];
  return {
    outcome: 'fail',
    code: 'IMAGE_LIBRARY_MISSING',
    what: `cannot start: its loader does not find ${printNames(missing.map(({ name }) => name))}`,
    why: [...needs, ...places, ...remarks, ...printElsewhere([...elsewhere.values()])].join('; '),
    fix:
      elsewhere.size === missing.length
        ? fixElsewhere([...elsewhere.values()], libc)
        : isThere
          ? `put a library for ${printArchitecture(elf)} there that the container's user may read`
          : `${missing.length === 1 ? install : install.replace('the package that has it', 'the packages that have them')}, ` +
            `copy ${it} into a folder that the loader looks in, or ` +
            `${elf.isGo ? 'build the program with CGO_ENABLED=0 go build' : `link ${it} statically`}`,
  };
}

function printElsewhere(paths: readonly string[]): readonly string[] {
  if (paths.length === 0) return [];
  return [`the image has ${printNames(paths)}, where it does not look`];
}

function fixElsewhere(paths: readonly string[], libc: Libc | undefined): string {
  const folders = [...new Set(paths.map((path) => posix.dirname(path)))];
  const variable = `ENV LD_LIBRARY_PATH=${folders.join(':')}`;
  return libc === 'glibc'
    ? `let the loader look there: RUN printf '%s\\n' ${folders.join(' ')} > /etc/ld.so.conf.d/app.conf && ldconfig, or ${variable}`
    : `let the loader look there: ${variable}`;
}

/** `'a', 'b' and 'c'`. */
export function printNames(names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  const last = quoted.at(-1) ?? '';
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(', ')} and ${last}`;
}
