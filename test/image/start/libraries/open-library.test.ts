import type { StartAnswer } from '../../../../src/image/start/start-question';
import { elfFile } from '../../facts/elf-file';
import { askStart, type Circumstances } from '../ask-start';
import { DEVICE, elf, type FakeFile, link, mode, OPAQUE, unknown, volume } from '../fake-files';
import { DEBIAN, GLIBC_STARTS, glibcProgram, library } from '../systems';

const NEEDS = { needed: ['libx.so.1', 'libc.so.6'] };

interface Row {
  readonly files: Readonly<Record<string, FakeFile>>;
  readonly circumstances?: Circumstances;
  readonly answer: StartAnswer;
  readonly reason: string;
}

describe('what glibc makes of what it finds', () => {
  const CANDIDATES: readonly Row[] = [
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({ ...NEEDS, runpath: '/a:/b' }),
        '/a/libx.so.1': library({ machine: 3, bits: 32 }),
        '/b/libx.so.1': library(),
      },
      answer: GLIBC_STARTS,
      reason: 'another architecture first, which is passed over',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({ ...NEEDS, runpath: '/a' }),
        '/a/libx.so.1': library({ machine: 183 }),
      },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib64/ld-linux-x86-64.so.2' looks in /a, /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache; '/a/libx.so.1' is built for arm64",
        fix: "put a library for amd64 there that the container's user may read",
      },
      reason: 'another architecture only',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({ ...NEEDS, runpath: '/a:/b' }),
        '/a/libx.so.1': 'GROUP ( libx.so.1 )',
        '/b/libx.so.1': library(),
      },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/a/libx.so.1' is no ELF file",
        fix: "put a library for amd64 there that the container's user may read",
      },
      reason: 'a text first, at which the loader gives up',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a' }), '/a/libx.so.1': elf() },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/a/libx.so.1' is no library for amd64",
        fix: "put a library for amd64 there that the container's user may read",
      },
      reason: 'a program',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({ ...NEEDS, runpath: '/a' }),
        '/a/libx.so.1': library({ endianness: 'big' }),
      },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/a/libx.so.1' is no library for amd64",
        fix: "put a library for amd64 there that the container's user may read",
      },
      reason: 'the other byte order',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a' }), '/a/libx.so.1': DEVICE },
      answer: { outcome: 'unknown', why: "'/app' needs 'libx.so.1': '/a/libx.so.1' is no regular file" },
      reason: 'a device',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a' }), '/a/libx.so.1': OPAQUE },
      answer: {
        outcome: 'unknown',
        why: "'/app' needs 'libx.so.1': '/a/libx.so.1' is there, but the source does not say what it holds",
      },
      reason: 'a file that nothing is known of',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a' }), '/a': volume('plugins') },
      answer: {
        outcome: 'unknown',
        why: "'/app' needs 'libx.so.1': '/a/libx.so.1' would be in the volume 'plugins', which is mounted at '/a'",
      },
      reason: 'a volume',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({ ...NEEDS, runpath: '/a' }),
        '/a': volume('plugins'),
        '/usr/lib/libx.so.1': library(),
      },
      answer: GLIBC_STARTS,
      reason: 'a volume first, and the library later',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({ ...NEEDS, runpath: '/a' }),
        '/a': unknown('a layer is not in the archive'),
      },
      answer: { outcome: 'unknown', why: "'/app' needs 'libx.so.1': a layer is not in the archive" },
      reason: 'a layer that is not there',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a' }), '/a/libx.so.1': link('libx.so.1.2') },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib64/ld-linux-x86-64.so.2' looks in /a, /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      reason: 'a link without its target',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a' }), '/a/libx.so.1': mode(0o700, library()) },
      circumstances: { user: { uid: 1000, gids: [1000] } },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib64/ld-linux-x86-64.so.2' looks in /a, /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache; '/a/libx.so.1' may not be read by uid 1000",
        fix: "put a library for amd64 there that the container's user may read",
      },
      reason: 'not to be read by the user',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a' }), '/a/libx.so.1': mode(0o700, library()) },
      answer: GLIBC_STARTS,
      reason: 'not to be read by others than root, who it is',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a' }), '/a/libx.so.1': mode(0o700, library()) },
      circumstances: { user: undefined },
      answer: GLIBC_STARTS,
      reason: 'not to be read by the user, who is not known',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram(NEEDS),
        '/usr/lib/libx.so.1': elfFile({ type: 'shared', soname: 'x' }).subarray(0, 260),
      },
      answer: { outcome: 'unknown', why: "of '/lib/libx.so.1', its dynamic section cannot be read" },
      reason: 'cut off',
    },
  ];
  test.each(CANDIDATES)('by what is found: $reason', async ({ files, circumstances, answer }) => {
    expect(await askStart('/app', files, circumstances)).toEqual(answer);
  });
});
