import { basename } from 'node:path/posix';

/** What may have put a program where it is looked for, before it is started. */
export interface Maker {
  /** As messages name it: `cp`, `> /tmp/run`. */
  readonly name: string;
  /** `any` for one that may make anything; for the others the files that it may write, undefined for one that is not known. */
  readonly files: 'any' | readonly (string | undefined)[];
}

/** Programs that put others into folders of PATH, or run what does. */
const INSTALLERS = wordsOf(
  'cp mv ln install tar bsdtar unzip 7z cpio rsync scp git apk apt apt-get aptitude dpkg rpm yum dnf microdnf zypper ' +
    'pacman opkg pip pip3 pipx uv poetry npm npx yarn pnpm bun gem bundle bundler go cargo rustup make cmake ninja ' +
    'update-alternatives corepack conda mamba nix nix-env brew composer asdf mise ansible-playbook',
);
/** Programs that write files where they are told to, or let them be executed. */
const WRITERS = wordsOf(
  'curl wget tee dd touch chmod chown setfacl sed awk gunzip unxz base64 openssl cc gcc g++ clang ld patch mount umount ' +
    'aws gsutil kubectl',
);
const SHELLS = wordsOf('sh ash dash bash zsh ksh mksh');

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/**
 * What a program may make, by its name; undefined for one that is not known to make any.
 *
 * @param isCut whether more words follow that are not known
 */
export function makerOf(argv: readonly string[], isCut: boolean): Maker | undefined {
  const [program = '', ...words] = argv;
  const name = basename(program);
  // a shell without a script reads what it is sent: `curl … | sh`
  const readsInput = SHELLS.has(name) && !isCut && words.every((word) => /^-(?!.*c)/.test(word));
  if (INSTALLERS.has(name) || (name === 'busybox' && words[0] === '--install') || readsInput)
    return { name, files: 'any' };
  return WRITERS.has(name) ? { name, files: isCut ? [...words, undefined] : words } : undefined;
}

/** What may have made a program, the last one first; undefined when nothing did. */
export function findMaker(makers: readonly Maker[], program: string): Maker | undefined {
  const name = basename(program);
  return makers.findLast(({ name: maker, files }) => {
    if (files === 'any' || files.includes(undefined)) return true;
    // words are no paths for certain, and may name folders
    return (WRITERS.has(maker) && program.includes('/')) || files.some((file) => basename(file ?? '').endsWith(name));
  });
}
