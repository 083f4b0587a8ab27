import type { StartAnswer } from '../../../../src/image/start/start-question';
import type { Circumstances } from '../ask-start';
import { askStart } from '../ask-start';
import { elf, type FakeFile, FOLDER, link, volume } from '../fake-files';
import { DEBIAN, glibcProgram, library } from '../systems';

const ENV = { '/usr/bin/env': elf() };
const BUSYBOX = { '/usr/bin/env': link('/bin/busybox'), '/bin/busybox': elf() };

type Row = readonly [
  path: string,
  files: Readonly<Record<string, FakeFile>>,
  circumstances: Circumstances,
  answer: StartAnswer,
  reason: string,
];

describe('whether what env starts for a script is there', () => {
  const PATHS: readonly Row[] = [
    [
      '/app',
      { '/app': '#!/usr/bin/env python3\n', ...ENV, '/usr/local/bin/python3': elf() },
      {},
      { outcome: 'pass', how: 'script', interpreter: '/usr/local/bin/python3' },
      'no PATH, so that of the runtime',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env python3\n', ...ENV, '/opt/bin/python3': elf() },
      { env: { PATH: '/bin:/opt/bin' } },
      { outcome: 'pass', how: 'script', interpreter: '/opt/bin/python3' },
      'PATH of the container',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env python\n', ...ENV, '/usr/local/bin/python3': elf() },
      { env: { PATH: '/usr/local/bin:/bin' } },
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: '/usr/bin/env' starts 'python' for it, which is not in PATH (/usr/local/bin:/bin)",
        why: 'its first line is \'#!/usr/bin/env python\', and env says "python: No such file or directory"',
        fix: "install python in the image, or write '#!/usr/bin/env python3': the image has it",
      },
      'not there, and another name is',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env python\n', ...ENV },
      { env: { PATH: '/usr/local/bin:/bin' } },
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: '/usr/bin/env' starts 'python' for it, which is not in PATH (/usr/local/bin:/bin)",
        why: 'its first line is \'#!/usr/bin/env python\', and env says "python: No such file or directory"',
        fix: 'install python in the image, or set PATH to the folder that has it',
      },
      'not there, and nothing else',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env bash\n', ...BUSYBOX, '/bin/sh': link('busybox') },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: '/usr/bin/env' starts 'bash' for it, which is not in PATH (/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)",
        why: 'its first line is \'#!/usr/bin/env bash\', and env says "bash: No such file or directory"',
        fix: "install bash in the image, or write '#!/usr/bin/env sh': the image has it",
      },
      'not there by env of BusyBox',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env python\n', '/bin/python': elf() },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/usr/bin/env' is not in the image",
        why: "'/app' is a script with the first line '#!/usr/bin/env python'; the kernel says \"no such file or directory\" about the script itself",
        fix: 'install env in the image, or let the first line name an interpreter that the image has',
      },
      'env itself is not there',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env python\n', ...ENV },
      { env: { PATH: undefined } },
      { outcome: 'unknown', why: "PATH, in which env looks for 'python', is only known when it runs" },
      'PATH that is not known',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env python\n', ...ENV, '/opt/bin': volume('tools'), '/bin/python': elf() },
      { env: { PATH: '/opt/bin:/bin' } },
      {
        outcome: 'unknown',
        why: "env looks for 'python': '/opt/bin/python' would be in the volume 'tools', which is mounted at '/opt/bin'",
      },
      'a volume in PATH',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env tool\n', ...ENV, '/a/tool': FOLDER, '/bin/tool': elf() },
      { env: { PATH: '/a:/bin' } },
      { outcome: 'pass', how: 'script', interpreter: '/bin/tool' },
      'a folder of that name first',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env tool\n', ...ENV, '/a/tool': elf(), '/bin/tool': elf() },
      { env: { PATH: '/a:/bin' }, mayExecute: ({ path }) => (path === '/a/tool' ? 'no' : undefined) },
      { outcome: 'pass', how: 'script', interpreter: '/bin/tool' },
      'not to be executed first',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env tool\n', ...ENV, '/bin/tool': elf() },
      {
        mayExecute: ({ path }) =>
          path === '/bin/tool' ? `'/bin/tool' has mode 0644: nobody may execute it` : undefined,
      },
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_NOT_EXECUTABLE',
        what: "cannot start: '/usr/bin/env' starts 'tool' for it, which may not be executed",
        why: "'/bin/tool' has mode 0644: nobody may execute it",
        fix: 'set its permissions where the image is built: RUN chmod a+x /bin/tool',
      },
      'not to be executed anywhere',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env tool\n', ...ENV, '/srv/bin/tool': elf() },
      { env: { PATH: '/bin:bin' }, workingDirectory: '/srv' },
      { outcome: 'pass', how: 'script', interpreter: '/srv/bin/tool' },
      'the working directory in PATH',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env tool\n', ...ENV },
      { env: { PATH: '/bin:' }, workingDirectory: undefined },
      { outcome: 'unknown', why: "'' starts in the working directory, which is only known when it runs" },
      'the working directory in PATH, and it is not known',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env /opt/tool\n', ...ENV, '/opt/tool': elf() },
      {},
      { outcome: 'pass', how: 'script', interpreter: '/opt/tool' },
      'a path',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env /opt/tool\n', ...ENV },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: '/usr/bin/env' starts '/opt/tool' for it, which is not in the image",
        why: 'its first line is \'#!/usr/bin/env /opt/tool\', and env says "/opt/tool: No such file or directory"',
        fix: "put '/opt/tool' into the image, or name a program that it has in the first line",
      },
      'a path, and not there',
    ],
  ];
  test.each(PATHS)('%s: $#, in PATH', async (path, files, circumstances, answer, _reason) => {
    expect(await askStart(path, files, circumstances)).toEqual(answer);
  });

  const WORDS: readonly Row[] = [
    [
      '/app',
      { '/app': '#!/usr/bin/env python -u\n', ...ENV, '/bin/python': elf() },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: '/usr/bin/env' starts 'python -u' for it, which is not in PATH (/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)",
        why: 'its first line is \'#!/usr/bin/env python -u\', and env says "python -u: No such file or directory"',
        fix: "the kernel hands over all words as one; let env split them: '#!/usr/bin/env -S python -u'",
      },
      'an option, which becomes part of the name',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env -S python -u\n', ...ENV, '/bin/python': elf() },
      {},
      { outcome: 'pass', how: 'script', interpreter: '/bin/python' },
      '-S, which splits them',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env -S A=1 PATH=/opt python -u\n', ...ENV, '/opt/python': elf() },
      {},
      { outcome: 'pass', how: 'script', interpreter: '/opt/python' },
      '-S with variables',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env --split-string=-u A --unset=B -v -C /srv -- ./tool\n', ...ENV, '/srv/tool': elf() },
      {},
      { outcome: 'pass', how: 'script', interpreter: '/srv/tool' },
      '--split-string with other options',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env -S -i python\n', ...ENV, '/usr/local/bin/python': elf() },
      {},
      { outcome: 'unknown', why: "where env looks for 'python' without PATH depends on its C library" },
      '-S without variables, so none of PATH',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env -iS PATH=/opt python\n', ...ENV, '/opt/python': elf() },
      {},
      { outcome: 'pass', how: 'script', interpreter: '/opt/python' },
      '-iS with PATH',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env -S -u PATH python\n', ...ENV, '/usr/bin/python': elf() },
      { env: { PATH: '/opt' } },
      { outcome: 'pass', how: 'script', interpreter: '/usr/bin/python' },
      '-S that takes PATH away',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env -S "python" -u\n', ...ENV, '/bin/python': elf() },
      {},
      {
        outcome: 'unknown',
        why: "the first line of '/app' is '#!/usr/bin/env -S \"python\" -u': what env makes of '\"python\" -u' is not known here",
      },
      '-S with quotes',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env -S --argv0=x python\n', ...ENV, '/bin/python': elf() },
      {},
      {
        outcome: 'unknown',
        why: "the first line of '/app' is '#!/usr/bin/env -S --argv0=x python': what env makes of '--argv0=x python' is not known here",
      },
      '-S with an option that is not known',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env -S python\n', ...BUSYBOX, '/bin/python': elf() },
      {},
      {
        outcome: 'unknown',
        why: "the first line of '/app' is '#!/usr/bin/env -S python': whether the env of BusyBox knows -S depends on how it is built",
      },
      '-S for BusyBox',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env -S python -u\r\n', ...ENV, '/bin/python': elf() },
      {},
      { outcome: 'pass', how: 'script', interpreter: '/bin/python' },
      '-S and a line end of Windows, which it takes for a blank',
    ],
    [
      '/app.py',
      { '/app.py': '#!/usr/bin/env python\r\n', ...ENV, '/bin/python': elf() },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_SCRIPT_LINE_END',
        what: 'cannot start: its first line ends with a carriage return, as on Windows',
        why: 'env looks for \'python\\r\', and says "No such file or directory" about it',
        fix: "convert it (sed -i 's/\\r$//' app.py) and keep it so: '*.py text eol=lf' in .gitattributes",
      },
      'a line end of Windows',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env\n', ...ENV },
      {},
      {
        outcome: 'unknown',
        why: "the first line of '/app' is '#!/usr/bin/env': it names no program, so env starts the script again",
      },
      'none',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env -x\n', ...ENV },
      {},
      {
        outcome: 'unknown',
        why: "the first line of '/app' is '#!/usr/bin/env -x': what env makes of '-x' is not known here",
      },
      'an option alone',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env A=1\n', ...ENV },
      {},
      {
        outcome: 'unknown',
        why: "the first line of '/app' is '#!/usr/bin/env A=1': what env makes of 'A=1' is not known here",
      },
      'a variable alone',
    ],
  ];
  test.each(WORDS)('%s: $#, by the words behind env', async (path, files, circumstances, answer, _reason) => {
    expect(await askStart(path, files, circumstances)).toEqual(answer);
  });

  const PROGRAMS: readonly Row[] = [
    [
      '/app',
      { '/app': '#!/usr/bin/env python\n', ...ENV, '/bin/python': glibcProgram() },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: '/bin/python', which env starts for it, cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' is not in the image",
        why: 'it is linked dynamically, and that is the loader of glibc; the kernel says "no such file or directory" about \'/bin/python\' itself',
        fix: 'link it statically (-static; Rust: --target x86_64-unknown-linux-musl), or use a base image with glibc: gcr.io/distroless/base',
      },
      'a program that cannot start',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env tool\n', ...ENV, '/bin/tool': '#!/bin/sh\n', '/bin/sh': elf() },
      {},
      { outcome: 'pass', how: 'script', interpreter: '/bin/tool' },
      'a script that can',
    ],
    [
      '/bin/app',
      { '/bin/app': '#!/usr/bin/env app\n', ...ENV },
      {},
      {
        outcome: 'unknown',
        why: "the first line of '/bin/app' is '#!/usr/bin/env app': env starts one script after the other",
      },
      'a script that env starts again and again',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/env tool\n', ...ENV, '/bin/tool': 'echo' },
      {},
      { outcome: 'unknown', why: "'/bin/tool' has no '#!' line, and env may let /bin/sh read it" },
      'a text, which env lets a shell read',
    ],
    [
      '/app',
      {
        '/app': '#!/usr/bin/env -S LD_LIBRARY_PATH=/opt tool\n',
        ...ENV,
        ...DEBIAN,
        '/bin/tool': glibcProgram({ needed: ['libx.so'] }),
        '/opt/libx.so': library(),
      },
      {},
      { outcome: 'pass', how: 'script', interpreter: '/bin/tool' },
      'a program with its libraries in the PATH that env sets',
    ],
  ];
  test.each(PROGRAMS)('%s: $#, by what is found', async (path, files, circumstances, answer, _reason) => {
    expect(await askStart(path, files, circumstances)).toEqual(answer);
  });
});
