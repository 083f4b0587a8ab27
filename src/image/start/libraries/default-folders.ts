import { posix } from 'node:path';

/** Folders that are built into a loader. */
export interface DefaultFolders {
  readonly certain: readonly string[];
  /** Those that other builds of glibc look in. */
  readonly possible: readonly string[];
}

const USUAL = ['/lib64', '/usr/lib64', '/lib', '/usr/lib'];
const MULTIARCH = /^\/(?:usr\/)?lib\/([a-z0-9_]+-linux-gnu[a-z0-9_]*)$/;
const TRIPLETS: ReadonlyMap<string, string> = new Map([
  ['amd64', 'x86_64-linux-gnu'],
  ['386', 'i386-linux-gnu'],
  ['arm64', 'aarch64-linux-gnu'],
  ['arm', 'arm-linux-gnueabihf'],
  ['ppc64le', 'powerpc64le-linux-gnu'],
  ['s390x', 's390x-linux-gnu'],
  ['riscv64', 'riscv64-linux-gnu'],
  ['loong64', 'loongarch64-linux-gnu'],
]);

/**
 * Where a loader of glibc looks last, as its own place tells: Debian's and Ubuntu's is in a folder named after the
 * architecture, and they look there; others do not.
 *
 * @param loaderPath without links
 */
export function defaultFolders(loaderPath: string, architecture: string): DefaultFolders {
  const home = posix.dirname(loaderPath);
  const triplet = MULTIARCH.exec(home)?.[1];
  if (triplet !== undefined) {
    return {
      certain: [`/lib/${triplet}`, `/usr/lib/${triplet}`, '/lib', '/usr/lib'],
      possible: ['/lib64', '/usr/lib64'],
    };
  }
  const own = TRIPLETS.get(architecture);
  const multiarch = own === undefined ? [] : [`/lib/${own}`, `/usr/lib/${own}`];
  // where every package has a folder of its own (Nix, Guix, Homebrew), glibc looks only into its own
  if (!USUAL.includes(home)) return { certain: [home], possible: [...USUAL, ...multiarch] };
  return { certain: USUAL, possible: [...multiarch, '/lib64/lp64d', '/usr/lib64/lp64d'] };
}
