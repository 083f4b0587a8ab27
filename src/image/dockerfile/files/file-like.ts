import { posix } from 'node:path';

/** Endings of names that files have and folders do not. */
const FILE_ENDINGS = new Set(
  (
    'sh bash zsh py pyc rb pl php js mjs cjs ts tsx jsx vue go rs c h cc cpp hpp java kt kts scala cs fs swift lua ' +
    'json jsonc yaml yml toml lock mod sum txt md rst xml conf cfg cnf ini properties env sql proto tmpl tpl template ' +
    'jar war ear whl gz tgz bz2 xz zst zip tar deb rpm apk exe dll so wasm bin pem crt cer key pub html htm css scss ' +
    'svg png jpg jpeg ico csv tsv log service socket gradle sln csproj fsproj cabal gemspec nix patch diff asc sig'
  ).split(' '),
);
/** Files without such an ending. */
const FILE_NAMES = new Set(
  (
    'Makefile Dockerfile Gemfile Rakefile Procfile Pipfile Jenkinsfile Vagrantfile Caddyfile Brewfile Guardfile ' +
    'LICENSE LICENCE README NOTICE CHANGELOG AUTHORS VERSION gradlew mvnw artisan manage passwd group ' +
    '.dockerignore .gitignore .npmrc .yarnrc .env .eslintrc .prettierrc .babelrc .nvmrc .tool-versions'
  ).split(' '),
);
/** Folders that builders and systems keep programs in. */
const PROGRAM_FOLDERS = /^(?:s?bin|release|debug|libexec)$/;

/** Whether a name alone tells that this is a file: by its ending, as a well-known name, or in a folder of programs. */
export function isFileLike(path: string): boolean {
  const name = posix.basename(path);
  const ending = /^.+\.([A-Za-z0-9]+)$/.exec(name)?.[1];
  if (ending !== undefined && FILE_ENDINGS.has(ending.toLowerCase())) return true;
  return FILE_NAMES.has(name) || isInProgramFolder(path);
}

export function isInProgramFolder(path: string): boolean {
  return PROGRAM_FOLDERS.test(posix.basename(posix.dirname(path)));
}

const SCRIPT_ENDINGS = /\.(?:sh|bash|py|rb|pl|php|js|mjs|cjs)$/;

/** Where data is kept, and no programs. */
const DATA_FOLDERS = /^\/(?:etc|var|srv|usr\/(?:share|include|lib|local\/(?:share|include|lib))|lib)\//;

/** Whether a file of that name may be there to be run. */
export function isProgramLike(path: string): boolean {
  if (DATA_FOLDERS.test(path)) return false;
  const name = posix.basename(path);
  return SCRIPT_ENDINGS.test(name) || (!FILE_NAMES.has(name) && !/^.+\.[A-Za-z0-9]+$/.test(name));
}

/** Where a distribution keeps its files, and packages put theirs. */
export const SYSTEM_FOLDERS: readonly string[] =
  '/bin /sbin /usr /lib /lib32 /lib64 /etc /var /opt /home /root /srv /run /tmp /dev /proc /sys'.split(' ');

/** Folders that every image with a shell has. */
export const STANDARD_FOLDERS: ReadonlySet<string> = new Set(
  (
    '/bin /sbin /usr /usr/bin /usr/sbin /usr/lib /usr/share /usr/local /usr/local/bin /usr/local/sbin ' +
    '/usr/local/lib /lib /etc /var /opt /home /root /srv /run /tmp'
  ).split(' '),
);
