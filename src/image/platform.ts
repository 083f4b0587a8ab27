/**
 * What an image is built for, in the words of the OCI image index.
 *
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.0/image-index.md#image-index-property-descriptions
 */
export interface Platform {
  /** `linux`, `windows`. */
  readonly os: string;
  /** Go's name: `amd64`, `arm64`, `arm`, `386`, `ppc64le`, `s390x`, `riscv64`. */
  readonly architecture: string;
  /** Version of the architecture: `v7`. */
  readonly variant?: string | undefined;
}

/** What is meant where nothing else is written: `arm64` is `arm64/v8`. */
const DEFAULT_VARIANTS: ReadonlyMap<string, string> = new Map([
  ['arm64', 'v8'],
  ['arm', 'v7'],
  ['amd64', 'v1'],
]);
/** An operating system alone is no platform. */
const SYSTEMS: ReadonlySet<string> = new Set(['linux', 'windows', 'darwin', 'freebsd']);
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['x86_64', 'amd64'],
  ['x86-64', 'amd64'],
  ['aarch64', 'arm64'],
  ['i386', '386'],
  ['armhf', 'arm'],
]);

/** Reads `os/architecture[/variant]`, or an architecture alone, which is Linux's; undefined when it is neither. */
export function parsePlatform(text: string): Platform | undefined {
  if (!/^[A-Za-z0-9_.-]+(?:\/[A-Za-z0-9_.-]+){0,2}$/.test(text)) return undefined;
  const words = text.toLowerCase().split('/');
  if (words.length === 1 && SYSTEMS.has(text.toLowerCase())) return undefined;
  const [os = '', architecture = '', variant] = words.length === 1 ? ['linux', ...words] : words;
  return { os, architecture: OTHER_NAMES.get(architecture) ?? architecture, ...(variant && { variant }) };
}

/** `linux/arm64/v8`, without the variant that is meant anyway: `linux/arm64`. */
export function printPlatform({ os, architecture, variant }: Platform): string {
  const shown = variant === undefined || variant === DEFAULT_VARIANTS.get(architecture) ? [] : [variant];
  return [os, architecture, ...shown].join('/');
}

/** Whether two names mean the same platform. */
export function isSamePlatform(a: Platform, b: Platform): boolean {
  return printPlatform(a) === printPlatform(b);
}
