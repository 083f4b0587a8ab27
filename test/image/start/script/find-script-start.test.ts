import type { StartAnswer } from '../../../../src/image/start/start-question';
import type { Circumstances } from '../ask-start';
import { askStart } from '../ask-start';
import { elf, type FakeFile, link, mode, OPAQUE, volume } from '../fake-files';
import { DEBIAN, glibcProgram } from '../systems';

const SH = { '/bin/sh': elf() };

type Row = readonly [
  path: string,
  files: Readonly<Record<string, FakeFile>>,
  circumstances: Circumstances,
  answer: StartAnswer,
  reason: string,
];

describe('whether a script can start', () => {
  const INTERPRETERS: readonly Row[] = [
    ['/app', { '/app': '#!/bin/sh\n', ...SH }, {}, { outcome: 'pass', how: 'script', interpreter: '/bin/sh' }, 'there'],
    [
      '/app',
      { '/app': '#! /bin/sh\t-e \n', ...SH },
      {},
      { outcome: 'pass', how: 'script', interpreter: '/bin/sh' },
      'there, with an argument',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/bash\n', '/usr/bin/bash': glibcProgram(), ...DEBIAN },
      {},
      { outcome: 'pass', how: 'script', interpreter: '/usr/bin/bash' },
      'there, dynamic',
    ],
    [
      '/app',
      { '/app': '#!/bin/bash\n', ...SH },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/bin/bash' is not in the image",
        why: "'/app' is a script with the first line '#!/bin/bash'; the kernel says \"no such file or directory\" about the script itself",
        fix: "install bash in the image, or let the first line name '/bin/sh', which the image has",
      },
      'not there, and another shell is',
    ],
    [
      '/app',
      { '/app': '#!/usr/local/bin/bash\n', '/bin/bash': elf() },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/usr/local/bin/bash' is not in the image",
        why: "'/app' is a script with the first line '#!/usr/local/bin/bash'; the kernel says \"no such file or directory\" about the script itself",
        fix: "install bash in the image, or let the first line name '/bin/bash', which the image has",
      },
      'not there, and it is elsewhere',
    ],
    [
      '/app',
      { '/app': '#!/opt/tool\n' },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/opt/tool' is not in the image",
        why: "'/app' is a script with the first line '#!/opt/tool'; the kernel says \"no such file or directory\" about the script itself",
        fix: 'install tool in the image, or let the first line name an interpreter that the image has',
      },
      'not there, and nothing else',
    ],
    [
      '/app',
      { '/app': '#!/app.venv/bin/python\n', '/app.venv/bin/python': link('/usr/local/bin/python3') },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/app.venv/bin/python' is a link to '/usr/local/bin/python3', which is not in the image",
        why: "'/app' is a script with the first line '#!/app.venv/bin/python'; the kernel says \"no such file or directory\" about the script itself",
        fix: "copy what '/app.venv/bin/python' leads to into the image too, or build the link in an image that has it",
      },
      'a link of a virtual environment without its target',
    ],
    [
      '/app',
      {
        '/app': '#!/venv/bin/python\n',
        '/venv/bin/python': link('python3'),
        '/venv/bin/python3': link('/usr/local/bin/python3'),
      },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/venv/bin/python' is a link to '/venv/bin/python3', a link to '/usr/local/bin/python3', which is not in the image",
        why: "'/app' is a script with the first line '#!/venv/bin/python'; the kernel says \"no such file or directory\" about the script itself",
        fix: "copy what '/venv/bin/python' leads to into the image too, or build the link in an image that has it",
      },
      'two such links',
    ],
    [
      '/app',
      { '/app': '#!/bin/sh\n', '/bin/sh': link('sh') },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/bin/sh' is a link that leads back to itself",
        why: "'/app' is a script with the first line '#!/bin/sh'; the kernel says \"no such file or directory\" about the script itself",
        fix: "copy what '/bin/sh' leads to into the image too, or build the link in an image that has it",
      },
      'a link to itself',
    ],
    [
      '/app',
      { '/app': '#!/tools/sh\n', '/tools': volume('tools') },
      {},
      { outcome: 'unknown', why: "'/tools/sh' would be in the volume 'tools', which is mounted at '/tools'" },
      'in a volume',
    ],
    [
      '/app',
      { '/app': '#!bin/sh\n', '/srv/bin/sh': elf() },
      { workingDirectory: '/srv' },
      { outcome: 'pass', how: 'script', interpreter: 'bin/sh' },
      'from the working directory on',
    ],
    [
      '/app',
      { '/app': '#!bin/sh\n', ...SH },
      { workingDirectory: '/srv' },
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter 'bin/sh' is not in the image",
        why: "'/app' is a script with the first line '#!bin/sh'; the kernel says \"no such file or directory\" about the script itself",
        fix: "install sh in the image, or let the first line name 'bin/sh', which the image has",
      },
      'from the working directory on, and not there',
    ],
    [
      '/app',
      { '/app': '#!bin/sh\n', ...SH },
      { workingDirectory: undefined },
      { outcome: 'unknown', why: "'bin/sh' starts in the working directory, which is only known when it runs" },
      'from a working directory on that is not known',
    ],
    [
      '/app',
      { '/app': '#!/bin\n', ...SH },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_NOT_EXECUTABLE',
        what: "cannot start: its interpreter '/bin' may not be executed",
        why: "'/bin' is a folder",
        fix: 'let a program stand there, or name one',
      },
      'a folder',
    ],
    [
      '/app',
      { '/app': '#!/bin/sh\n', ...SH },
      { mayExecute: ({ path }) => (path === '/bin/sh' ? `'/bin/sh' has mode 0644: nobody may execute it` : undefined) },
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_NOT_EXECUTABLE',
        what: "cannot start: its interpreter '/bin/sh' may not be executed",
        why: "'/bin/sh' has mode 0644: nobody may execute it",
        fix: 'set its permissions where the image is built: RUN chmod a+x /bin/sh',
      },
      'not to be executed',
    ],
    [
      '/app',
      { '/app': '#!/bin/sh\n', '/bin/sh': 'text' },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_FORMAT',
        what: "cannot start: its interpreter '/bin/sh' cannot start: it is neither a program nor a script with a '#!' line",
        why: 'the kernel refuses it with "exec format error"; only a shell would try to read it as a script',
        fix: "if it is a shell script, let '#!/bin/sh' be its first line; if not, build it for linux/amd64",
      },
      'no program',
    ],
    [
      '/app',
      { '/app': '#!/bin/sh\n', '/bin/sh': elf({ machine: 183 }) },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_ARCHITECTURE',
        what: "cannot start: its interpreter '/bin/sh' cannot start: it is built for arm64, and the image is for amd64",
        why: 'without emulation, the kernel of a node for amd64 refuses it with "exec format error"',
        fix: 'build it for linux/amd64; a stage with FROM --platform=$BUILDPLATFORM has to cross-compile',
      },
      'of another architecture',
    ],
    [
      '/app',
      {
        '/app': '#!/usr/bin/bash\n',
        '/usr/bin/bash': glibcProgram({ needed: ['libtinfo.so.6', 'libc.so.6'] }),
        ...DEBIAN,
      },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its interpreter '/usr/bin/bash' cannot start: its loader does not find 'libtinfo.so.6'",
        why: "'/usr/bin/bash' needs 'libtinfo.so.6'; '/lib64/ld-linux-x86-64.so.2' looks in /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      'without a library',
    ],
    [
      '/app',
      { '/app': '#!/bin/sh\n', '/bin/sh': OPAQUE },
      {},
      { outcome: 'unknown', why: "'/bin/sh' is there, but the source does not say what it holds" },
      'a file that nothing is known of',
    ],
  ];
  test.each(INTERPRETERS)('%s: $#, by its interpreter', async (path, files, circumstances, answer, _reason) => {
    expect(await askStart(path, files, circumstances)).toEqual(answer);
  });

  const LINES: readonly Row[] = [
    [
      '/app',
      { '/app': '#!\n' },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_FORMAT',
        what: "cannot start: its first line is '#!' and names no interpreter",
        why: 'the kernel reads the first 256 bytes to find the interpreter of a script, and refuses it without one',
        fix: "let its first line name a program by its absolute path: '#!/bin/sh'",
      },
      'nothing in it',
    ],
    [
      '/app',
      { '/app': '#! \t \n' },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_FORMAT',
        what: "cannot start: its first line is '#!' and names no interpreter",
        why: 'the kernel reads the first 256 bytes to find the interpreter of a script, and refuses it without one',
        fix: "let its first line name a program by its absolute path: '#!/bin/sh'",
      },
      'blanks in it',
    ],
    [
      '/app',
      { '/app': `#!/${'x'.repeat(300)}\n` },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_FORMAT',
        what: 'cannot start: the interpreter in its first line is too long a path',
        why: 'the kernel reads the first 256 bytes to find the interpreter of a script, and refuses it without one',
        fix: "let its first line name a program by its absolute path: '#!/bin/sh'",
      },
      'too long a path',
    ],
    [
      '/app',
      { '/app': `#!/bin/sh ${'x'.repeat(300)}\n`, ...SH },
      {},
      { outcome: 'pass', how: 'script', interpreter: '/bin/sh' },
      'too long an argument',
    ],
    [
      '/app/run.sh',
      { '/app/run.sh': '#!/bin/sh\r\n', ...SH },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_SCRIPT_LINE_END',
        what: 'cannot start: its first line ends with a carriage return, as on Windows',
        why: "the kernel looks for '/bin/sh\\r', and says \"no such file or directory\" about '/app/run.sh' itself",
        fix: "convert it (sed -i 's/\\r$//' run.sh) and keep it so: '*.sh text eol=lf' in .gitattributes",
      },
      'a line end of Windows',
    ],
    [
      '/app',
      { '/app': '#!/bin/sh\r\n', ...SH },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_SCRIPT_LINE_END',
        what: 'cannot start: its first line ends with a carriage return, as on Windows',
        why: "the kernel looks for '/bin/sh\\r', and says \"no such file or directory\" about '/app' itself",
        fix: "convert it (sed -i 's/\\r$//' app) and keep it so: 'app text eol=lf' in .gitattributes",
      },
      'a line end of Windows in a file without an ending',
    ],
    [
      '/app',
      { '/app': '#!/bin/sh\r\n', '/bin/sh\r': elf() },
      {},
      { outcome: 'pass', how: 'script', interpreter: '/bin/sh\r' },
      'a line end of Windows, and an interpreter of that very name',
    ],
    [
      '/app',
      { '/app': '#!/bin/sh -e\r\n', ...SH },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_SCRIPT_LINE_END',
        what: 'cannot start: its first line ends with a carriage return, as on Windows',
        why: "the kernel hands '-e\\r' to '/bin/sh', which knows no such option or file",
        fix: "convert it (sed -i 's/\\r$//' app) and keep it so: 'app text eol=lf' in .gitattributes",
      },
      'a line end of Windows behind an option of a shell',
    ],
    [
      '/app',
      { '/app': '#!/bin/sh \r\n', ...SH },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_SCRIPT_LINE_END',
        what: 'cannot start: its first line ends with a carriage return, as on Windows',
        why: "the kernel hands '\\r' to '/bin/sh', which knows no such option or file",
        fix: "convert it (sed -i 's/\\r$//' app) and keep it so: 'app text eol=lf' in .gitattributes",
      },
      'a line end of Windows behind a blank',
    ],
    [
      '/app',
      { '/app': '#!/usr/bin/perl -w\r\n', '/usr/bin/perl': elf() },
      {},
      {
        outcome: 'unknown',
        why: "the kernel hands '-w\\r' to '/usr/bin/perl', with the carriage return of a Windows line end",
      },
      'a line end of Windows behind an option of something else',
    ],
    [
      '/app',
      { '/app': '#!/bin/sh\recho\r', ...SH },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_SCRIPT_LINE_END',
        what: 'cannot start: its first line ends with a carriage return, as on Windows',
        why: "the kernel looks for '/bin/sh\\recho\\r', and says \"no such file or directory\" about '/app' itself",
        fix: "convert it (sed -i 's/\\r$//' app) and keep it so: 'app text eol=lf' in .gitattributes",
      },
      'line ends of old Macs',
    ],
  ];
  test.each(LINES)('%s: $#, by its first line', async (path, files, circumstances, answer, _reason) => {
    expect(await askStart(path, files, circumstances)).toEqual(answer);
  });

  const CHAINS: readonly Row[] = [
    [
      '/app',
      { '/app': '#!/2', '/2': '#!/3', '/3': '#!/4', '/4': '#!/5', '/5': '#!/bin/sh', ...SH },
      {},
      { outcome: 'pass', how: 'script', interpreter: '/2' },
      'five, which is as many as the kernel follows',
    ],
    [
      '/app',
      { '/app': '#!/2', '/2': '#!/3', '/3': '#!/4', '/4': '#!/5', '/5': '#!/6', '/6': '#!/bin/sh', ...SH },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_FORMAT',
        what: "cannot start: its interpreter '/2' cannot start: its interpreter '/3' cannot start: its interpreter '/4' cannot start: its interpreter '/5' cannot start: its interpreter '/6' cannot start: its interpreter '/bin/sh' is a script, and so on, more often than the kernel follows",
        why: 'the kernel gives up with "too many levels of symbolic links"',
        fix: "let its first line name a program: '#!/bin/sh'",
      },
      'six',
    ],
    [
      '/app',
      { '/app': '#!/app\n' },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_FORMAT',
        what: "cannot start: its interpreter '/app' leads back to it",
        why: 'the kernel gives up with "too many levels of symbolic links"',
        fix: "let its first line name a program: '#!/bin/sh'",
      },
      'itself',
    ],
    [
      '/app',
      { '/app': '#!/2\n', '/2': '#!/app\n' },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_FORMAT',
        what: "cannot start: its interpreter '/2' cannot start: its interpreter '/app' leads back to it",
        why: 'the kernel gives up with "too many levels of symbolic links"',
        fix: "let its first line name a program: '#!/bin/sh'",
      },
      'each other',
    ],
  ];
  test.each(CHAINS)('%s: $#, by a chain of scripts', async (path, files, circumstances, answer, _reason) => {
    expect(await askStart(path, files, circumstances)).toEqual(answer);
  });

  const PERMISSIONS: readonly Row[] = [
    [
      '/app',
      { '/app': mode(0o711, '#!/bin/sh\n'), ...SH },
      { user: { uid: 1000, gids: [1000] } },
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_NOT_EXECUTABLE',
        what: "cannot start: the container's user may execute it, but not read it",
        why: "a script is read by its interpreter; '/app' has mode 0711 and belongs to 0:0, and the container runs as uid 1000",
        fix: 'set its permissions where the image is built: RUN chmod a+rx /app',
      },
      'not by the user',
    ],
    [
      '/app',
      { '/app': mode(0o750, '#!/bin/sh\n'), ...SH },
      { user: { uid: 1000, gids: [1000, 0] } },
      { outcome: 'pass', how: 'script', interpreter: '/bin/sh' },
      'by the group',
    ],
    [
      '/app',
      { '/app': mode(0o111, '#!/bin/sh\n'), ...SH },
      {},
      { outcome: 'pass', how: 'script', interpreter: '/bin/sh' },
      'by root',
    ],
    [
      '/app',
      { '/app': mode(0o711, '#!/bin/sh\n'), ...SH },
      { user: undefined },
      { outcome: 'pass', how: 'script', interpreter: '/bin/sh' },
      'by a user that is not known',
    ],
  ];
  test.each(PERMISSIONS)('%s: $#, by whether it can be read', async (path, files, circumstances, answer, _reason) => {
    expect(await askStart(path, files, circumstances)).toEqual(answer);
  });
});
