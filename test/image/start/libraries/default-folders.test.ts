import type { StartAnswer } from '../../../../src/image/start/start-question';
import { libraryCacheFile } from '../../facts/library-cache-file';
import { askStart } from '../ask-start';
import { elf, type FakeFile, volume } from '../fake-files';
import { DEBIAN, FEDORA, GLIBC_STARTS, glibcProgram, library } from '../systems';

const NEEDS = { needed: ['libx.so.1', 'libc.so.6'] };
const cache = (...entries: [string, string][]): FakeFile => libraryCacheFile({ entries });

interface Row {
  readonly files: Readonly<Record<string, FakeFile>>;
  readonly answer: StartAnswer;
  readonly reason: string;
}

describe('where glibc finds libraries of the system', () => {
  const SYSTEM: readonly Row[] = [
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram(NEEDS),
        '/etc/ld.so.cache': cache(['libx.so.1', '/opt/lib/libx.so.1']),
        '/opt/lib/libx.so.1': library(),
      },
      answer: GLIBC_STARTS,
      reason: 'the cache',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram(NEEDS), '/etc/ld.so.cache': cache(['libx.so.1', '/opt/lib/libx.so.1']) },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib64/ld-linux-x86-64.so.2' looks in /opt/lib, /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      reason: 'the cache, which names what is gone',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({ needed: ['constructor', '__proto__'] }),
        '/etc/ld.so.cache': cache(['__proto__', '/opt/p']),
        '/opt/p': library(),
      },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'constructor'",
        why: "'/app' needs 'constructor'; '/lib64/ld-linux-x86-64.so.2' looks in /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      reason: 'the cache with a name that objects have',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram(NEEDS), '/etc/ld.so.cache': 'garbage' },
      answer: { outcome: 'unknown', why: "'/app' needs 'libx.so.1': '/etc/ld.so.cache' cannot be read" },
      reason: 'a cache that cannot be read',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram(), '/etc/ld.so.cache': 'garbage' },
      answer: GLIBC_STARTS,
      reason: 'a cache that cannot be read, and does not matter',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram(NEEDS), '/etc': volume('settings') },
      answer: {
        outcome: 'unknown',
        why: "'/app' needs 'libx.so.1': '/etc/ld.so.cache' would be in the volume 'settings', which is mounted at '/etc'",
      },
      reason: 'a cache in a volume',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ needed: ['libx.so.1'] }), '/etc/ld.so.cache': '' },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib64/ld-linux-x86-64.so.2' looks in /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      reason: 'an empty cache',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram(NEEDS), '/usr/lib/libx.so.1': library() },
      answer: GLIBC_STARTS,
      reason: '/usr/lib',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram(NEEDS), '/usr/lib64/libx.so.1': library() },
      answer: {
        outcome: 'unknown',
        why: "'/app' needs 'libx.so.1': '/lib64/libx.so.1' is there, and it depends on how '/lib64/ld-linux-x86-64.so.2' was built whether it looks there",
      },
      reason: '/lib64 on Debian, whose glibc does not look there',
    },
    {
      files: { ...FEDORA, '/app': glibcProgram(NEEDS), '/usr/lib64/libx.so.1': library() },
      answer: GLIBC_STARTS,
      reason: '/lib64 on Fedora',
    },
    {
      files: {
        '/app': glibcProgram(),
        '/lib64/ld-linux-x86-64.so.2': library(),
        '/lib/x86_64-linux-gnu/libc.so.6': library(),
      },
      answer: {
        outcome: 'unknown',
        why: "'/app' needs 'libc.so.6': '/lib/x86_64-linux-gnu/libc.so.6' is there, and it depends on how '/lib64/ld-linux-x86-64.so.2' was built whether it looks there",
      },
      reason: 'a folder of Debian, with a loader that was copied to elsewhere',
    },
    {
      files: {
        '/app': elf({ interpreter: '/nix/g/lib/ld-linux-x86-64.so.2', needed: ['libc.so.6'] }),
        '/nix/g/lib/ld-linux-x86-64.so.2': library(),
        '/nix/g/lib/libc.so.6': library(),
      },
      answer: { outcome: 'pass', how: 'dynamic', interpreter: '/nix/g/lib/ld-linux-x86-64.so.2' },
      reason: 'the folder of a loader with a place of its own',
    },
    {
      files: {
        '/app': elf({ interpreter: '/nix/g/lib/ld-linux-x86-64.so.2', needed: ['libc.so.6'] }),
        '/nix/g/lib/ld-linux-x86-64.so.2': library(),
        '/lib/libc.so.6': library(),
      },
      answer: {
        outcome: 'unknown',
        why: "'/app' needs 'libc.so.6': '/lib/libc.so.6' is there, and it depends on how '/nix/g/lib/ld-linux-x86-64.so.2' was built whether it looks there",
      },
      reason: '/lib, with such a loader',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram(NEEDS),
        '/usr/lib/x86_64-linux-gnu/glibc-hwcaps/x86-64-v3/libx.so.1': library(),
      },
      answer: GLIBC_STARTS,
      reason: 'only for newer processors',
    },
  ];
  test.each(SYSTEM)('by what the system says: $reason', async ({ files, answer }) => {
    expect(await askStart('/app', files)).toEqual(answer);
  });
});
