import type { StartAnswer } from '../../../../src/image/start/start-question';
import { askStart, type Circumstances } from '../ask-start';
import { elf, type FakeFile, mode } from '../fake-files';

const SH = { '/bin/sh': elf() };

interface Row {
  /** `/app` when not given. */
  readonly path?: string;
  readonly files: Readonly<Record<string, FakeFile>>;
  readonly circumstances?: Circumstances;
  readonly answer: StartAnswer;
  readonly reason: string;
}

describe('the first line of a script', () => {
  const LINES: readonly Row[] = [
    {
      files: { '/app': '#!\n' },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_FORMAT',
        what: "cannot start: its first line is '#!' and names no interpreter",
        why: 'the kernel reads the first 256 bytes to find the interpreter of a script, and refuses it without one',
        fix: "let its first line name a program by its absolute path: '#!/bin/sh'",
      },
      reason: 'nothing in it',
    },
    {
      files: { '/app': '#! \t \n' },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_FORMAT',
        what: "cannot start: its first line is '#!' and names no interpreter",
        why: 'the kernel reads the first 256 bytes to find the interpreter of a script, and refuses it without one',
        fix: "let its first line name a program by its absolute path: '#!/bin/sh'",
      },
      reason: 'blanks in it',
    },
    {
      files: { '/app': `#!/${'x'.repeat(300)}\n` },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_FORMAT',
        what: 'cannot start: the interpreter in its first line is too long a path',
        why: 'the kernel reads the first 256 bytes to find the interpreter of a script, and refuses it without one',
        fix: "let its first line name a program by its absolute path: '#!/bin/sh'",
      },
      reason: 'too long a path',
    },
    {
      files: { '/app': `#!/bin/sh ${'x'.repeat(300)}\n`, ...SH },
      answer: { outcome: 'pass', how: 'script', interpreter: '/bin/sh' },
      reason: 'too long an argument',
    },
    {
      path: '/app/run.sh',
      files: { '/app/run.sh': '#!/bin/sh\r\n', ...SH },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_SCRIPT_LINE_END',
        what: 'cannot start: its first line ends with a carriage return, as on Windows',
        why: "the kernel looks for '/bin/sh\\r', and says \"no such file or directory\" about '/app/run.sh' itself",
        fix: "convert it (sed -i 's/\\r$//' run.sh) and keep it so: '*.sh text eol=lf' in .gitattributes",
      },
      reason: 'a line end of Windows',
    },
    {
      files: { '/app': '#!/bin/sh\r\n', ...SH },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_SCRIPT_LINE_END',
        what: 'cannot start: its first line ends with a carriage return, as on Windows',
        why: "the kernel looks for '/bin/sh\\r', and says \"no such file or directory\" about '/app' itself",
        fix: "convert it (sed -i 's/\\r$//' app) and keep it so: 'app text eol=lf' in .gitattributes",
      },
      reason: 'a line end of Windows in a file without an ending',
    },
    {
      files: { '/app': '#!/bin/sh\r\n', '/bin/sh\r': elf() },
      answer: { outcome: 'pass', how: 'script', interpreter: '/bin/sh\r' },
      reason: 'a line end of Windows, and an interpreter of that very name',
    },
    {
      files: { '/app': '#!/bin/sh -e\r\n', ...SH },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_SCRIPT_LINE_END',
        what: 'cannot start: its first line ends with a carriage return, as on Windows',
        why: "the kernel hands '-e\\r' to '/bin/sh', which knows no such option or file",
        fix: "convert it (sed -i 's/\\r$//' app) and keep it so: 'app text eol=lf' in .gitattributes",
      },
      reason: 'a line end of Windows behind an option of a shell',
    },
    {
      files: { '/app': '#!/bin/sh \r\n', ...SH },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_SCRIPT_LINE_END',
        what: 'cannot start: its first line ends with a carriage return, as on Windows',
        why: "the kernel hands '\\r' to '/bin/sh', which knows no such option or file",
        fix: "convert it (sed -i 's/\\r$//' app) and keep it so: 'app text eol=lf' in .gitattributes",
      },
      reason: 'a line end of Windows behind a blank',
    },
    {
      files: { '/app': '#!/usr/bin/perl -w\r\n', '/usr/bin/perl': elf() },
      answer: {
        outcome: 'unknown',
        why: "the kernel hands '-w\\r' to '/usr/bin/perl', with the carriage return of a Windows line end",
      },
      reason: 'a line end of Windows behind an option of something else',
    },
    {
      files: { '/app': '#!/bin/sh\recho\r', ...SH },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_SCRIPT_LINE_END',
        what: 'cannot start: its first line ends with a carriage return, as on Windows',
        why: "the kernel looks for '/bin/sh\\recho\\r', and says \"no such file or directory\" about '/app' itself",
        fix: "convert it (sed -i 's/\\r$//' app) and keep it so: 'app text eol=lf' in .gitattributes",
      },
      reason: 'line ends of old Macs',
    },
  ];
  test.each(LINES)('by its first line: $reason', async ({ path = '/app', files, circumstances, answer }) => {
    expect(await askStart(path, files, circumstances)).toEqual(answer);
  });

  const CHAINS: readonly Row[] = [
    {
      files: { '/app': '#!/2', '/2': '#!/3', '/3': '#!/4', '/4': '#!/5', '/5': '#!/bin/sh', ...SH },
      answer: { outcome: 'pass', how: 'script', interpreter: '/2' },
      reason: 'five, which is as many as the kernel follows',
    },
    {
      files: { '/app': '#!/2', '/2': '#!/3', '/3': '#!/4', '/4': '#!/5', '/5': '#!/6', '/6': '#!/bin/sh', ...SH },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_FORMAT',
        what: "cannot start: its interpreter '/2' cannot start: its interpreter '/3' cannot start: its interpreter '/4' cannot start: its interpreter '/5' cannot start: its interpreter '/6' cannot start: it is script number 6 in a row, and the kernel follows 5",
        why: 'the kernel gives up with "too many levels of symbolic links"',
        fix: "let its first line name a program: '#!/bin/sh'",
      },
      reason: 'six',
    },
    {
      files: { '/app': '#!/app\n' },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_FORMAT',
        what: "cannot start: its interpreter '/app' leads back to it",
        why: 'the kernel gives up with "too many levels of symbolic links"',
        fix: "let its first line name a program: '#!/bin/sh'",
      },
      reason: 'itself',
    },
    {
      files: { '/app': '#!/2\n', '/2': '#!/app\n' },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_FORMAT',
        what: "cannot start: its interpreter '/2' cannot start: its interpreter '/app' leads back to it",
        why: 'the kernel gives up with "too many levels of symbolic links"',
        fix: "let its first line name a program: '#!/bin/sh'",
      },
      reason: 'each other',
    },
  ];
  test.each(CHAINS)('by a chain of scripts: $reason', async ({ path = '/app', files, circumstances, answer }) => {
    expect(await askStart(path, files, circumstances)).toEqual(answer);
  });

  const PERMISSIONS: readonly Row[] = [
    {
      files: { '/app': mode(0o711, '#!/bin/sh\n'), ...SH },
      circumstances: { user: { uid: 1000, gids: [1000] } },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_NOT_EXECUTABLE',
        what: "cannot start: the container's user may execute it, but not read it",
        why: "a script is read by its interpreter; '/app' has mode 0711 and belongs to 0:0, and the container runs as uid 1000",
        fix: 'set its permissions where the image is built: RUN chmod a+rx /app',
      },
      reason: 'not by the user',
    },
    {
      files: { '/app': mode(0o750, '#!/bin/sh\n'), ...SH },
      circumstances: { user: { uid: 1000, gids: [1000, 0] } },
      answer: { outcome: 'pass', how: 'script', interpreter: '/bin/sh' },
      reason: 'by the group',
    },
    {
      files: { '/app': mode(0o111, '#!/bin/sh\n'), ...SH },
      answer: { outcome: 'pass', how: 'script', interpreter: '/bin/sh' },
      reason: 'by root',
    },
    {
      files: { '/app': mode(0o711, '#!/bin/sh\n'), ...SH },
      circumstances: { user: undefined },
      answer: { outcome: 'pass', how: 'script', interpreter: '/bin/sh' },
      reason: 'by a user that is not known',
    },
  ];
  test.each(PERMISSIONS)(
    'by whether it can be read: $reason',
    async ({ path = '/app', files, circumstances, answer }) => {
      expect(await askStart(path, files, circumstances)).toEqual(answer);
    },
  );
});
