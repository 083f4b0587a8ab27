import type { ElfFacts } from '../../facts/file-facts';
import type { StartQuestion } from '../start-question';
import { findLibc, type Libc } from './find-libc';
import { LOADER_PATHS } from './loader-paths';

const RUST_TARGETS: ReadonlyMap<string, string> = new Map([
  ['amd64', 'x86_64-unknown-linux-musl'],
  ['arm64', 'aarch64-unknown-linux-musl'],
]);

/** An image that has the C library. */
const IMAGES: Readonly<Record<Libc, string>> = { glibc: 'gcr.io/distroless/base', musl: 'alpine' };

interface DynamicProgram {
  readonly elf: ElfFacts;
  readonly interpreter: string;
  /** Whether there is a link in the interpreter's place that leads nowhere. */
  readonly isLink: boolean;
}

/** Why a program needs a loader that is not in the image, and what to do about it. */
export async function explainLoader(
  question: StartQuestion,
  program: DynamicProgram,
): Promise<{ readonly why: string; readonly fix: string }> {
  const { elf, interpreter } = program;
  const wanted = findLibc(interpreter);
  const other = wanted && (await findOther(question, wanted));
  const why = [
    elf.isGo ? `${explainGo(elf)}, so it is linked dynamically` : 'it is linked dynamically',
    ...(wanted === undefined ? [] : [`that is the loader of ${wanted}`]),
    ...(other === undefined ? [] : [`the image has ${other === 'musl' ? 'musl, as Alpine does' : other}`]),
  ];
  return {
    why: `${why.join(', and ')}; the kernel says "no such file or directory" about '${question.path}' itself`,
    fix: fixLoader(program, question.platform.architecture, wanted, other),
  };
}

/** The other C library, where the image has it. */
async function findOther({ files, platform }: StartQuestion, wanted: Libc): Promise<Libc | undefined> {
  const other: Libc = wanted === 'glibc' ? 'musl' : 'glibc';
  const path = LOADER_PATHS[other].get(platform.architecture);
  return path !== undefined && (await files.resolve(path)).outcome === 'found' ? other : undefined;
}

function fixLoader(
  { elf, interpreter, isLink }: DynamicProgram,
  architecture: string,
  wanted: Libc | undefined,
  other: Libc | undefined,
): string {
  const statically = linkStatically(elf, architecture);
  if (isLink) return `copy what '${interpreter}' leads to into the image too, or ${statically}`;
  if (wanted === undefined) return `${statically}, or copy '${interpreter}' and its libraries into the image`;
  if (other === undefined) return `${statically}, or use a base image with ${wanted}: ${IMAGES[wanted]}`;
  if (wanted === 'musl') return `${statically}, or build it on the base image that it runs in`;
  const alpine = elf.isGo ? 'golang:alpine' : 'Alpine';
  return `${statically}, build it on ${alpine}, or use a base image with glibc; 'apk add gcompat' may do`;
}

/** Without cgo, a program of `-buildmode=pie` names a loader too, and no library. */
function explainGo(elf: ElfFacts): string {
  if (elf.needed.length > 0) return 'Go built it with cgo';
  return elf.type === 'shared'
    ? 'Go built it with -buildmode=pie'
    : 'Go built it for a loader (cgo, or -linkmode=external)';
}

function linkStatically(elf: ElfFacts, architecture: string): string {
  if (elf.isGo && elf.needed.length === 0 && elf.type === 'shared') {
    return 'build it with CGO_ENABLED=0 go build, without -buildmode=pie';
  }
  if (elf.isGo) return 'build it with CGO_ENABLED=0 go build';
  const target = RUST_TARGETS.get(architecture);
  return `link it statically (-static${target === undefined ? '' : `; Rust: --target ${target}`})`;
}
