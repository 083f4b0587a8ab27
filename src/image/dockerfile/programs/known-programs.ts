import { changeMode, findFiles, makeFiles, makeFolders, packFiles, removeFiles } from './change-files';
import { compileC, compileRust, runCargo } from './compile';
import { runCurl, runGit, runTar, runUnzip, runWget } from './fetch-files';
import {
  changeSystem,
  makeVenv,
  runNodePackages,
  runPip,
  runProjectPackages,
  runPython,
  runUv,
} from './install-packages';
import { copyFiles, installFiles, linkFiles, moveFiles } from './move-files';
import type { Program } from './program-call';
import { runGo } from './run-go';

const HARMLESS: Program = () => undefined;

const BY_PROGRAM: readonly (readonly [Program, string])[] = [
  [copyFiles, 'cp'],
  [moveFiles, 'mv'],
  [installFiles, 'install'],
  [linkFiles, 'ln'],
  [makeFolders, 'mkdir'],
  [removeFiles, 'rm rmdir unlink'],
  [makeFiles, 'touch tee'],
  [changeMode, 'chmod'],
  [findFiles, 'find'],
  [packFiles, 'gunzip gzip xz unxz bzip2 bunzip2'],
  [runCurl, 'curl'],
  [runWget, 'wget'],
  [runTar, 'tar bsdtar'],
  [runUnzip, 'unzip'],
  [runGit, 'git'],
  [compileC, 'gcc g++ cc c++ clang clang++ musl-gcc'],
  [compileRust, 'rustc'],
  [runCargo, 'cargo'],
  [runGo, 'go'],
  [runPip, 'pip pip3 pip2 pipx'],
  [runPython, 'python python3 python2'],
  [makeVenv, 'virtualenv'],
  [runUv, 'uv'],
  [runNodePackages, 'npm yarn pnpm'],
  [runProjectPackages, 'bundle composer'],
  [
    changeSystem,
    'apt-get apt apt-key apk yum dnf microdnf tdnf zypper pacman dpkg rpm rpmkeys gem adduser addgroup useradd groupadd ' +
      'usermod groupmod deluser delgroup userdel passwd chpasswd update-ca-certificates update-ca-trust ldconfig ' +
      'locale-gen update-locale update-alternatives dpkg-reconfigure add-apt-repository corepack rustup ' +
      'docker-php-ext-install docker-php-ext-enable docker-php-ext-configure pecl a2enmod a2dismod debconf-set-selections',
  ],
  [
    HARMLESS,
    'true false : echo printf test [ [[ sleep date id whoami uname cat ls grep egrep fgrep which command type hash ' +
      'ulimit umask local shift trap wait exit return break continue head tail sort uniq wc cut tr awk gawk basename ' +
      'dirname pwd printenv chown chgrp sed md5sum sha1sum sha256sum sha512sum gpg gpgconf strip upx setcap getcap ' +
      'sync nproc arch getconf file ldd readelf du df stat diff cmp read hostname realpath readlink seq expr bc jq ' +
      'let shopt alias kill pkill ps cosign apt-cache dpkg-query apk-cache',
  ],
];

/** The programs whose doings are known from their arguments, by base name. */
export const KNOWN_PROGRAMS: ReadonlyMap<string, Program> = new Map(
  BY_PROGRAM.flatMap(([program, names]) => names.split(' ').map((name) => [name, program] as const)),
);
