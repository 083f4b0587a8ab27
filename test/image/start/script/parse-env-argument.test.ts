import type { StartAnswer } from '../../../../src/image/start/start-question';
import { askStart, type Circumstances } from '../ask-start';
import { elf, type FakeFile, link } from '../fake-files';
import { DEBIAN, glibcProgram, library } from '../systems';

const ENV = { '/usr/bin/env': elf() };
const BUSYBOX = { '/usr/bin/env': link('/bin/busybox'), '/bin/busybox': elf() };

interface Row {
  /** `/app` when not given. */
  readonly path?: string;
  readonly files: Readonly<Record<string, FakeFile>>;
  readonly circumstances?: Circumstances;
  readonly answer: StartAnswer;
  readonly reason: string;
}

describe('what env makes of the words behind it', () => {
  const WORDS: readonly Row[] = [
    {
      files: { '/app': '#!/usr/bin/env python -u\n', ...ENV, '/bin/python': elf() },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: '/usr/bin/env' starts 'python -u' for it, which is not in PATH (/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)",
        why: 'its first line is \'#!/usr/bin/env python -u\', and env says "python -u: No such file or directory"',
        fix: "the kernel hands over all words as one; let env split them: '#!/usr/bin/env -S python -u'",
      },
      reason: 'an option, which becomes part of the name',
    },
    {
      files: { '/app': '#!/usr/bin/env -S python -u\n', ...ENV, '/bin/python': elf() },
      answer: { outcome: 'pass', how: 'script', interpreter: '/bin/python' },
      reason: '-S, which splits them',
    },
    {
      files: { '/app': '#!/usr/bin/env -S A=1 PATH=/opt python -u\n', ...ENV, '/opt/python': elf() },
      answer: { outcome: 'pass', how: 'script', interpreter: '/opt/python' },
      reason: '-S with variables',
    },
    {
      files: {
        '/app': '#!/usr/bin/env --split-string=-u A --unset=B -v -C /srv -- ./tool\n',
        ...ENV,
        '/srv/tool': elf(),
      },
      answer: { outcome: 'pass', how: 'script', interpreter: '/srv/tool' },
      reason: '--split-string with other options',
    },
    {
      files: { '/app': '#!/usr/bin/env -S -i python\n', ...ENV, '/usr/local/bin/python': elf() },
      answer: { outcome: 'unknown', why: "where env looks for 'python' without PATH depends on its C library" },
      reason: '-S without variables, so none of PATH',
    },
    {
      files: { '/app': '#!/usr/bin/env -iS PATH=/opt python\n', ...ENV, '/opt/python': elf() },
      answer: { outcome: 'pass', how: 'script', interpreter: '/opt/python' },
      reason: '-iS with PATH',
    },
    {
      files: { '/app': '#!/usr/bin/env -S -u PATH python\n', ...ENV, '/usr/bin/python': elf() },
      circumstances: { env: { PATH: '/opt' } },
      answer: { outcome: 'pass', how: 'script', interpreter: '/usr/bin/python' },
      reason: '-S that takes PATH away',
    },
    {
      files: { '/app': '#!/usr/bin/env -S "python" -u\n', ...ENV, '/bin/python': elf() },
      answer: {
        outcome: 'unknown',
        why: "the first line of '/app' is '#!/usr/bin/env -S \"python\" -u': what env makes of '\"python\" -u' is not known here",
      },
      reason: '-S with quotes',
    },
    {
      files: { '/app': '#!/usr/bin/env -S --argv0=x python\n', ...ENV, '/bin/python': elf() },
      answer: {
        outcome: 'unknown',
        why: "the first line of '/app' is '#!/usr/bin/env -S --argv0=x python': what env makes of '--argv0=x python' is not known here",
      },
      reason: '-S with an option that is not known',
    },
    {
      files: { '/app': '#!/usr/bin/env -S python\n', ...BUSYBOX, '/bin/python': elf() },
      answer: {
        outcome: 'unknown',
        why: "the first line of '/app' is '#!/usr/bin/env -S python': whether the env of BusyBox knows -S depends on how it is built",
      },
      reason: '-S for BusyBox',
    },
    {
      files: { '/app': '#!/usr/bin/env -S python -u\r\n', ...ENV, '/bin/python': elf() },
      answer: { outcome: 'pass', how: 'script', interpreter: '/bin/python' },
      reason: '-S and a line end of Windows, which it takes for a blank',
    },
    {
      path: '/app.py',
      files: { '/app.py': '#!/usr/bin/env python\r\n', ...ENV, '/bin/python': elf() },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_SCRIPT_LINE_END',
        what: 'cannot start: its first line ends with a carriage return, as on Windows',
        why: 'env looks for \'python\\r\', and says "No such file or directory" about it',
        fix: "convert it (sed -i 's/\\r$//' app.py) and keep it so: '*.py text eol=lf' in .gitattributes",
      },
      reason: 'a line end of Windows',
    },
    {
      files: { '/app': '#!/usr/bin/env\n', ...ENV },
      answer: {
        outcome: 'unknown',
        why: "the first line of '/app' is '#!/usr/bin/env': it names no program, so env starts the script again",
      },
      reason: 'none',
    },
    {
      files: { '/app': '#!/usr/bin/env -x\n', ...ENV },
      answer: {
        outcome: 'unknown',
        why: "the first line of '/app' is '#!/usr/bin/env -x': what env makes of '-x' is not known here",
      },
      reason: 'an option alone',
    },
    {
      files: { '/app': '#!/usr/bin/env A=1\n', ...ENV },
      answer: {
        outcome: 'unknown',
        why: "the first line of '/app' is '#!/usr/bin/env A=1': what env makes of 'A=1' is not known here",
      },
      reason: 'a variable alone',
    },
  ];
  test.each(WORDS)('by the words behind env: $reason', async ({ path = '/app', files, circumstances, answer }) => {
    expect(await askStart(path, files, circumstances)).toEqual(answer);
  });

  const PROGRAMS: readonly Row[] = [
    {
      files: { '/app': '#!/usr/bin/env python\n', ...ENV, '/bin/python': glibcProgram() },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: '/bin/python', which env starts for it, cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' is not in the image",
        why: 'it is linked dynamically, and that is the loader of glibc; the kernel says "no such file or directory" about \'/bin/python\' itself',
        fix: 'link it statically (-static; Rust: --target x86_64-unknown-linux-musl), or use a base image with glibc: gcr.io/distroless/base',
      },
      reason: 'a program that cannot start',
    },
    {
      files: { '/app': '#!/usr/bin/env tool\n', ...ENV, '/bin/tool': '#!/bin/sh\n', '/bin/sh': elf() },
      answer: { outcome: 'pass', how: 'script', interpreter: '/bin/tool' },
      reason: 'a script that can',
    },
    {
      path: '/bin/app',
      files: { '/bin/app': '#!/usr/bin/env app\n', ...ENV },
      answer: {
        outcome: 'unknown',
        why: "the first line of '/bin/app' is '#!/usr/bin/env app': env starts one script after the other",
      },
      reason: 'a script that env starts again and again',
    },
    {
      files: { '/app': '#!/usr/bin/env tool\n', ...ENV, '/bin/tool': 'echo' },
      answer: { outcome: 'unknown', why: "'/bin/tool' has no '#!' line, and env may let /bin/sh read it" },
      reason: 'a text, which env lets a shell read',
    },
    {
      files: {
        '/app': '#!/usr/bin/env -S LD_LIBRARY_PATH=/opt tool\n',
        ...ENV,
        ...DEBIAN,
        '/bin/tool': glibcProgram({ needed: ['libx.so'] }),
        '/opt/libx.so': library(),
      },
      answer: { outcome: 'pass', how: 'script', interpreter: '/bin/tool' },
      reason: 'a program with its libraries in the PATH that env sets',
    },
  ];
  test.each(PROGRAMS)('by what is found: $reason', async ({ path = '/app', files, circumstances, answer }) => {
    expect(await askStart(path, files, circumstances)).toEqual(answer);
  });
});
