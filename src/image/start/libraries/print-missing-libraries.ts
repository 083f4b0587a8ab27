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
  },
): StartFault {
  const { elf, loader, libc } = context;
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
    why: [...needs, ...places, ...remarks].join('; '),
    fix: isThere
      ? `put a library for ${printArchitecture(elf)} there that the container's user may read`
      : `${missing.length === 1 ? install : install.replace('the package that has it', 'the packages that have them')}, ` +
        `copy ${it} into a folder that the loader looks in, or ` +
        `${elf.isGo ? 'build the program with CGO_ENABLED=0 go build' : `link ${it} statically`}`,
  };
}

/** `'a', 'b' and 'c'`. */
export function printNames(names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  const last = quoted.at(-1) ?? '';
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(', ')} and ${last}`;
}
