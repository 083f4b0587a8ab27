import type { StartAnswer } from '../../../../src/image/start/start-question';
import { elfFile } from '../../facts/elf-file';
import { libraryCacheFile } from '../../facts/library-cache-file';
import type { Circumstances } from '../ask-start';
import { askStart } from '../ask-start';
import { DEVICE, elf, type FakeFile, link, mode, OPAQUE, unknown, volume } from '../fake-files';
import { DEBIAN, FEDORA, glibcProgram, library } from '../systems';

const NEEDS = { needed: ['libx.so.1', 'libc.so.6'] };
const cache = (...entries: [string, string][]): FakeFile => libraryCacheFile({ entries });

type Row = readonly [
  path: string,
  files: Readonly<Record<string, FakeFile>>,
  circumstances: Circumstances,
  answer: StartAnswer,
  reason: string,
];

describe('where glibc finds libraries', () => {
  const FOLDERS: readonly Row[] = [
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram(NEEDS) },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib64/ld-linux-x86-64.so.2' looks in /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      'nowhere',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, rpath: '/a:/opt/lib' }), '/opt/lib/libx.so.1': library() },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      'DT_RPATH',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a:/opt/lib' }), '/opt/lib/libx.so.1': library() },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      'DT_RUNPATH',
    ],
    [
      '/app',
      {
        ...DEBIAN,
        '/app': glibcProgram({ ...NEEDS, rpath: '/opt/lib', runpath: '/a' }),
        '/opt/lib/libx.so.1': library(),
      },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib64/ld-linux-x86-64.so.2' looks in /a, /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      'DT_RPATH, which DT_RUNPATH puts out of use',
    ],
    [
      '/app',
      {
        ...DEBIAN,
        '/app': glibcProgram({ ...NEEDS, rpath: '/opt/lib' }),
        '/opt/lib/libx.so.1': library({ needed: ['liby.so'] }),
        '/opt/lib/liby.so': library({ soname: 'y' }),
      },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      'DT_RPATH of the program for a library of a library',
    ],
    [
      '/app',
      {
        ...DEBIAN,
        '/app': glibcProgram({ ...NEEDS, rpath: '/opt/lib' }),
        '/opt/lib/libx.so.1': library({ needed: ['liby.so'], runpath: '/a' }),
        '/opt/lib/liby.so': library(),
      },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'liby.so'",
        why: "'/opt/lib/libx.so.1' needs 'liby.so'; '/lib64/ld-linux-x86-64.so.2' looks in /a, /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      'DT_RPATH of the program, which DT_RUNPATH of the library puts out of use',
    ],
    [
      '/app',
      {
        ...DEBIAN,
        '/app': glibcProgram({ ...NEEDS, runpath: '/opt/lib' }),
        '/opt/lib/libx.so.1': library({ needed: ['liby.so'] }),
        '/opt/lib/liby.so': library(),
      },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'liby.so'",
        why: "'/opt/lib/libx.so.1' needs 'liby.so'; '/lib64/ld-linux-x86-64.so.2' looks in /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      'DT_RUNPATH of the program, which is not for libraries of libraries',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a:' }), '/srv/libx.so.1': library() },
      { workingDirectory: '/srv' },
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      'an empty item, which is the working directory',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a:' }) },
      { workingDirectory: undefined },
      {
        outcome: 'unknown',
        why: "'/app' needs 'libx.so.1': '' starts in the working directory, which is only known when it runs",
      },
      'an empty item, and a working directory that is not known',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram(NEEDS), '/opt/lib/libx.so.1': library() },
      { env: { LD_LIBRARY_PATH: '/a:/opt/lib' } },
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      'LD_LIBRARY_PATH',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram(NEEDS), '/opt/lib/libx.so.1': library() },
      { env: { LD_LIBRARY_PATH: '/a;/opt/lib' } },
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      'LD_LIBRARY_PATH with semicolons',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram(NEEDS), '/libx.so.1': library() },
      { env: { LD_LIBRARY_PATH: '' } },
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib64/ld-linux-x86-64.so.2' looks in /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      'LD_LIBRARY_PATH that is empty, which is none',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram(NEEDS) },
      { env: { LD_LIBRARY_PATH: undefined } },
      { outcome: 'unknown', why: "'/app' needs 'libx.so.1': LD_LIBRARY_PATH is only known when it runs" },
      'LD_LIBRARY_PATH that is not known',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram() },
      { env: { LD_LIBRARY_PATH: undefined } },
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      'LD_LIBRARY_PATH that is not known, and does not matter',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ needed: ['/opt/x.so'] }), '/opt/x.so': library() },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      'its own name with a slash',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ needed: ['/opt/x.so'] }) },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find '/opt/x.so'",
        why: "'/app' needs '/opt/x.so'",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      'its own name with a slash, and nothing there',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ needed: ['./x.so'] }), '/srv/x.so': library() },
      { workingDirectory: '/srv' },
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      'its own name from the working directory on',
    ],
  ];
  test.each(FOLDERS)('%s: $#, by folders', async (path, files, circumstances, answer, _reason) => {
    expect(await askStart(path, files, circumstances)).toEqual(answer);
  });

  const TOKENS: readonly Row[] = [
    [
      '/opt/bin/app',
      {
        ...DEBIAN,
        '/opt/bin/app': glibcProgram({ ...NEEDS, runpath: '$ORIGIN/../lib' }),
        '/opt/lib/libx.so.1': library(),
      },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      '$ORIGIN',
    ],
    [
      '/opt/bin/app',
      {
        ...DEBIAN,
        '/opt/bin/app': glibcProgram({ ...NEEDS, rpath: '${ORIGIN}/../lib' }),
        '/opt/lib/libx.so.1': library(),
      },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      '${ORIGIN}',
    ],
    [
      '/usr/bin/app',
      {
        ...DEBIAN,
        '/usr/bin/app': link('/opt/bin/app'),
        '/opt/bin/app': glibcProgram({ ...NEEDS, runpath: '$ORIGIN' }),
        '/opt/bin/libx.so.1': library(),
      },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      '$ORIGIN is where the program is, whatever link led there',
    ],
    [
      '/app',
      {
        ...DEBIAN,
        '/app': glibcProgram({ ...NEEDS, runpath: '/opt/lib' }),
        '/opt/lib/libx.so.1': link('/store/x'),
        '/store/x': library({ needed: ['liby.so'], runpath: '$ORIGIN' }),
        '/opt/lib/liby.so': library({ soname: 'y' }),
      },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      '$ORIGIN of a library is where it was found, though that be a link',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ needed: ['$ORIGIN/lib/x.so'] }), '/lib/x.so': library() },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find '$ORIGIN/lib/x.so'",
        why: "'/app' needs '$ORIGIN/lib/x.so'",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      '$ORIGIN in a name',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '$ORIGINAL' }), '/$ORIGINAL/libx.so.1': library() },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      'a word that begins like a token',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/opt/$LIB' }) },
      {},
      {
        outcome: 'unknown',
        why: "'/app' needs 'libx.so.1': what $LIB means in '/opt/$LIB' is only known to the loader",
      },
      '$LIB, which only the loader knows',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ runpath: '/opt/${LIB}/$PLATFORM' }) },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      '$LIB, which does not matter',
    ],
  ];
  test.each(TOKENS)('%s: $#, by tokens', async (path, files, circumstances, answer, _reason) => {
    expect(await askStart(path, files, circumstances)).toEqual(answer);
  });

  const SYSTEM: readonly Row[] = [
    [
      '/app',
      {
        ...DEBIAN,
        '/app': glibcProgram(NEEDS),
        '/etc/ld.so.cache': cache(['libx.so.1', '/opt/lib/libx.so.1']),
        '/opt/lib/libx.so.1': library(),
      },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      'the cache',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram(NEEDS), '/etc/ld.so.cache': cache(['libx.so.1', '/opt/lib/libx.so.1']) },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib64/ld-linux-x86-64.so.2' looks in /opt/lib, /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      'the cache, which names what is gone',
    ],
    [
      '/app',
      {
        ...DEBIAN,
        '/app': glibcProgram({ needed: ['constructor', '__proto__'] }),
        '/etc/ld.so.cache': cache(['__proto__', '/opt/p']),
        '/opt/p': library(),
      },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'constructor'",
        why: "'/app' needs 'constructor'; '/lib64/ld-linux-x86-64.so.2' looks in /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      'the cache with a name that objects have',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram(NEEDS), '/etc/ld.so.cache': 'garbage' },
      {},
      { outcome: 'unknown', why: "'/app' needs 'libx.so.1': '/etc/ld.so.cache' cannot be read" },
      'a cache that cannot be read',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram(), '/etc/ld.so.cache': 'garbage' },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      'a cache that cannot be read, and does not matter',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram(NEEDS), '/etc': volume('settings') },
      {},
      {
        outcome: 'unknown',
        why: "'/app' needs 'libx.so.1': '/etc/ld.so.cache' would be in the volume 'settings', which is mounted at '/etc'",
      },
      'a cache in a volume',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ needed: ['libx.so.1'] }), '/etc/ld.so.cache': '' },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib64/ld-linux-x86-64.so.2' looks in /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      'an empty cache',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram(NEEDS), '/usr/lib/libx.so.1': library() },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      '/usr/lib',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram(NEEDS), '/usr/lib64/libx.so.1': library() },
      {},
      {
        outcome: 'unknown',
        why: "'/app' needs 'libx.so.1': '/lib64/libx.so.1' is there, and it depends on how '/lib64/ld-linux-x86-64.so.2' was built whether it looks there",
      },
      '/lib64 on Debian, whose glibc does not look there',
    ],
    [
      '/app',
      { ...FEDORA, '/app': glibcProgram(NEEDS), '/usr/lib64/libx.so.1': library() },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      '/lib64 on Fedora',
    ],
    [
      '/app',
      {
        '/app': glibcProgram(),
        '/lib64/ld-linux-x86-64.so.2': library(),
        '/lib/x86_64-linux-gnu/libc.so.6': library(),
      },
      {},
      {
        outcome: 'unknown',
        why: "'/app' needs 'libc.so.6': '/lib/x86_64-linux-gnu/libc.so.6' is there, and it depends on how '/lib64/ld-linux-x86-64.so.2' was built whether it looks there",
      },
      'a folder of Debian, with a loader that was copied to elsewhere',
    ],
    [
      '/app',
      {
        '/app': elf({ interpreter: '/nix/g/lib/ld-linux-x86-64.so.2', needed: ['libc.so.6'] }),
        '/nix/g/lib/ld-linux-x86-64.so.2': library(),
        '/nix/g/lib/libc.so.6': library(),
      },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/nix/g/lib/ld-linux-x86-64.so.2' },
      'the folder of a loader with a place of its own',
    ],
    [
      '/app',
      {
        '/app': elf({ interpreter: '/nix/g/lib/ld-linux-x86-64.so.2', needed: ['libc.so.6'] }),
        '/nix/g/lib/ld-linux-x86-64.so.2': library(),
        '/lib/libc.so.6': library(),
      },
      {},
      {
        outcome: 'unknown',
        why: "'/app' needs 'libc.so.6': '/lib/libc.so.6' is there, and it depends on how '/nix/g/lib/ld-linux-x86-64.so.2' was built whether it looks there",
      },
      '/lib, with such a loader',
    ],
    [
      '/app',
      {
        ...DEBIAN,
        '/app': glibcProgram(NEEDS),
        '/usr/lib/x86_64-linux-gnu/glibc-hwcaps/x86-64-v3/libx.so.1': library(),
      },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      'only for newer processors',
    ],
  ];
  test.each(SYSTEM)('%s: $#, by what the system says', async (path, files, circumstances, answer, _reason) => {
    expect(await askStart(path, files, circumstances)).toEqual(answer);
  });

  const CANDIDATES: readonly Row[] = [
    [
      '/app',
      {
        ...DEBIAN,
        '/app': glibcProgram({ ...NEEDS, runpath: '/a:/b' }),
        '/a/libx.so.1': library({ machine: 3, bits: 32 }),
        '/b/libx.so.1': library(),
      },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      'another architecture first, which is passed over',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a' }), '/a/libx.so.1': library({ machine: 183 }) },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib64/ld-linux-x86-64.so.2' looks in /a, /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache; '/a/libx.so.1' is built for arm64",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      'another architecture only',
    ],
    [
      '/app',
      {
        ...DEBIAN,
        '/app': glibcProgram({ ...NEEDS, runpath: '/a:/b' }),
        '/a/libx.so.1': 'GROUP ( libx.so.1 )',
        '/b/libx.so.1': library(),
      },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/a/libx.so.1' is no ELF file",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      'a text first, at which the loader gives up',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a' }), '/a/libx.so.1': elf() },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/a/libx.so.1' is no library for amd64",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      'a program',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a' }), '/a/libx.so.1': library({ endianness: 'big' }) },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/a/libx.so.1' is no library for amd64",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      'the other byte order',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a' }), '/a/libx.so.1': DEVICE },
      {},
      { outcome: 'unknown', why: "'/app' needs 'libx.so.1': '/a/libx.so.1' is no regular file" },
      'a device',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a' }), '/a/libx.so.1': OPAQUE },
      {},
      {
        outcome: 'unknown',
        why: "'/app' needs 'libx.so.1': '/a/libx.so.1' is there, but the source does not say what it holds",
      },
      'a file that nothing is known of',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a' }), '/a': volume('plugins') },
      {},
      {
        outcome: 'unknown',
        why: "'/app' needs 'libx.so.1': '/a/libx.so.1' would be in the volume 'plugins', which is mounted at '/a'",
      },
      'a volume',
    ],
    [
      '/app',
      {
        ...DEBIAN,
        '/app': glibcProgram({ ...NEEDS, runpath: '/a' }),
        '/a': volume('plugins'),
        '/usr/lib/libx.so.1': library(),
      },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      'a volume first, and the library later',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a' }), '/a': unknown('a layer is not in the archive') },
      {},
      { outcome: 'unknown', why: "'/app' needs 'libx.so.1': a layer is not in the archive" },
      'a layer that is not there',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a' }), '/a/libx.so.1': link('libx.so.1.2') },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib64/ld-linux-x86-64.so.2' looks in /a, /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      'a link without its target',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a' }), '/a/libx.so.1': mode(0o700, library()) },
      { user: { uid: 1000, gids: [1000] } },
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib64/ld-linux-x86-64.so.2' looks in /a, /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache; '/a/libx.so.1' may not be read by uid 1000",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      'not to be read by the user',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a' }), '/a/libx.so.1': mode(0o700, library()) },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      'not to be read by others than root, who it is',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a' }), '/a/libx.so.1': mode(0o700, library()) },
      { user: undefined },
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      'not to be read by the user, who is not known',
    ],
    [
      '/app',
      {
        ...DEBIAN,
        '/app': glibcProgram(NEEDS),
        '/usr/lib/libx.so.1': elfFile({ type: 'shared', soname: 'x' }).subarray(0, 260),
      },
      {},
      { outcome: 'unknown', why: "of '/lib/libx.so.1', its dynamic section cannot be read" },
      'cut off',
    ],
  ];
  test.each(CANDIDATES)('%s: $#, by what is found', async (path, files, circumstances, answer, _reason) => {
    expect(await askStart(path, files, circumstances)).toEqual(answer);
  });
});
