import type { StartAnswer } from '../../../../src/image/start/start-question';
import { askStart, type Circumstances } from '../ask-start';
import { elf, type FakeFile, FOLDER, link, volume } from '../fake-files';

const ENV = { '/usr/bin/env': elf() };
const BUSYBOX = { '/usr/bin/env': link('/bin/busybox'), '/bin/busybox': elf() };

interface Row {
  readonly files: Readonly<Record<string, FakeFile>>;
  readonly circumstances?: Circumstances;
  readonly answer: StartAnswer;
  readonly reason: string;
}

describe('whether what env starts for a script is there', () => {
  const PATHS: readonly Row[] = [
    {
      files: { '/app': '#!/usr/bin/env python3\n', ...ENV, '/usr/local/bin/python3': elf() },
      answer: { outcome: 'pass', how: 'script', interpreter: '/usr/local/bin/python3' },
      reason: 'no PATH, so that of the runtime',
    },
    {
      files: { '/app': '#!/usr/bin/env python3\n', ...ENV, '/opt/bin/python3': elf() },
      circumstances: { env: { PATH: '/bin:/opt/bin' } },
      answer: { outcome: 'pass', how: 'script', interpreter: '/opt/bin/python3' },
      reason: 'PATH of the container',
    },
    {
      files: { '/app': '#!/usr/bin/env python\n', ...ENV, '/usr/local/bin/python3': elf() },
      circumstances: { env: { PATH: '/usr/local/bin:/bin' } },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: '/usr/bin/env' starts 'python' for it, which is not in PATH (/usr/local/bin:/bin)",
        why: 'its first line is \'#!/usr/bin/env python\', and env says "python: No such file or directory"',
        fix: "install python in the image, or write '#!/usr/bin/env python3': the image has it",
      },
      reason: 'not there, and another name is',
    },
    {
      files: { '/app': '#!/usr/bin/env python\n', ...ENV },
      circumstances: { env: { PATH: '/usr/local/bin:/bin' } },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: '/usr/bin/env' starts 'python' for it, which is not in PATH (/usr/local/bin:/bin)",
        why: 'its first line is \'#!/usr/bin/env python\', and env says "python: No such file or directory"',
        fix: 'install python in the image, or set PATH to the folder that has it',
      },
      reason: 'not there, and nothing else',
    },
    {
      files: { '/app': '#!/usr/bin/env bash\n', ...BUSYBOX, '/bin/sh': link('busybox') },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: '/usr/bin/env' starts 'bash' for it, which is not in PATH (/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)",
        why: 'its first line is \'#!/usr/bin/env bash\', and env says "bash: No such file or directory"',
        fix: "install bash in the image, or write '#!/usr/bin/env sh': the image has it",
      },
      reason: 'not there by env of BusyBox',
    },
    {
      files: { '/app': '#!/usr/bin/env python\n', '/bin/python': elf() },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/usr/bin/env' is not in the image",
        why: "'/app' is a script with the first line '#!/usr/bin/env python'; the kernel says \"no such file or directory\" about the script itself",
        fix: 'install env in the image, or let the first line name an interpreter that the image has',
      },
      reason: 'env itself is not there',
    },
    {
      files: { '/app': '#!/usr/bin/env python\n', ...ENV },
      circumstances: { env: { PATH: undefined } },
      answer: { outcome: 'unknown', why: "PATH, in which env looks for 'python', is only known when it runs" },
      reason: 'PATH that is not known',
    },
    {
      files: { '/app': '#!/usr/bin/env python\n', ...ENV, '/opt/bin': volume('tools'), '/bin/python': elf() },
      circumstances: { env: { PATH: '/opt/bin:/bin' } },
      answer: {
        outcome: 'unknown',
        why: "env looks for 'python': '/opt/bin/python' would be in the volume 'tools', which is mounted at '/opt/bin'",
      },
      reason: 'a volume in PATH',
    },
    {
      files: { '/app': '#!/usr/bin/env tool\n', ...ENV, '/a/tool': FOLDER, '/bin/tool': elf() },
      circumstances: { env: { PATH: '/a:/bin' } },
      answer: { outcome: 'pass', how: 'script', interpreter: '/bin/tool' },
      reason: 'a folder of that name first',
    },
    {
      files: { '/app': '#!/usr/bin/env tool\n', ...ENV, '/a/tool': elf(), '/bin/tool': elf() },
      circumstances: { env: { PATH: '/a:/bin' }, mayExecute: ({ path }) => (path === '/a/tool' ? 'no' : undefined) },
      answer: { outcome: 'pass', how: 'script', interpreter: '/bin/tool' },
      reason: 'not to be executed first',
    },
    {
      files: { '/app': '#!/usr/bin/env tool\n', ...ENV, '/bin/tool': elf() },
      circumstances: {
        mayExecute: ({ path }) =>
          path === '/bin/tool' ? `'/bin/tool' has mode 0644: nobody may execute it` : undefined,
      },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_NOT_EXECUTABLE',
        what: "cannot start: '/usr/bin/env' starts 'tool' for it, which may not be executed",
        why: "'/bin/tool' has mode 0644: nobody may execute it",
        fix: 'set its permissions where the image is built: RUN chmod a+x /bin/tool',
      },
      reason: 'not to be executed anywhere',
    },
    {
      files: { '/app': '#!/usr/bin/env tool\n', ...ENV, '/srv/bin/tool': elf() },
      circumstances: { env: { PATH: '/bin:bin' }, workingDirectory: '/srv' },
      answer: { outcome: 'pass', how: 'script', interpreter: '/srv/bin/tool' },
      reason: 'the working directory in PATH',
    },
    {
      files: { '/app': '#!/usr/bin/env tool\n', ...ENV },
      circumstances: { env: { PATH: '/bin:' }, workingDirectory: undefined },
      answer: {
        outcome: 'unknown',
        why: "env looks for 'tool', and the working directory, which is in PATH (/bin:), is only known when it runs",
      },
      reason: 'the working directory in PATH, and it is not known',
    },
    {
      files: { '/app': '#!/usr/bin/env /opt/tool\n', ...ENV, '/opt/tool': elf() },
      answer: { outcome: 'pass', how: 'script', interpreter: '/opt/tool' },
      reason: 'a path',
    },
    {
      files: { '/app': '#!/usr/bin/env /opt/tool\n', ...ENV },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: '/usr/bin/env' starts '/opt/tool' for it, which is not in the image",
        why: 'its first line is \'#!/usr/bin/env /opt/tool\', and env says "/opt/tool: No such file or directory"',
        fix: "put '/opt/tool' into the image, or name a program that it has in the first line",
      },
      reason: 'a path, and not there',
    },
  ];
  test.each(PATHS)('in PATH: $reason', async ({ files, circumstances, answer }) => {
    expect(await askStart('/app', files, circumstances)).toEqual(answer);
  });
});
