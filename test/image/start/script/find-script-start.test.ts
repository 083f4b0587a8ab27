import type { StartAnswer } from '../../../../src/image/start/start-question';
import { askStart, type Circumstances } from '../ask-start';
import { elf, type FakeFile, link, OPAQUE, volume } from '../fake-files';
import { DEBIAN, glibcProgram } from '../systems';

const SH = { '/bin/sh': elf() };

interface Row {
  readonly files: Readonly<Record<string, FakeFile>>;
  readonly circumstances?: Circumstances;
  readonly answer: StartAnswer;
  readonly reason: string;
}

describe('whether a script can start', () => {
  const INTERPRETERS: readonly Row[] = [
    {
      files: { '/app': '#!/bin/sh\n', ...SH },
      answer: { outcome: 'pass', how: 'script', interpreter: '/bin/sh' },
      reason: 'there',
    },
    {
      files: { '/app': '#! /bin/sh\t-e \n', ...SH },
      answer: { outcome: 'pass', how: 'script', interpreter: '/bin/sh' },
      reason: 'there, with an argument',
    },
    {
      files: { '/app': '#!/usr/bin/bash\n', '/usr/bin/bash': glibcProgram(), ...DEBIAN },
      answer: { outcome: 'pass', how: 'script', interpreter: '/usr/bin/bash' },
      reason: 'there, dynamic',
    },
    {
      files: { '/app': '#!/bin/bash\n', ...SH },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/bin/bash' is not in the image",
        why: "'/app' is a script with the first line '#!/bin/bash'; the kernel says \"no such file or directory\" about the script itself",
        fix: "install bash in the image, or let the first line name '/bin/sh', which the image has",
      },
      reason: 'not there, and another shell is',
    },
    {
      files: { '/app': '#!/usr/local/bin/bash\n', '/bin/bash': elf() },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/usr/local/bin/bash' is not in the image",
        why: "'/app' is a script with the first line '#!/usr/local/bin/bash'; the kernel says \"no such file or directory\" about the script itself",
        fix: "install bash in the image, or let the first line name '/bin/bash', which the image has",
      },
      reason: 'not there, and it is elsewhere',
    },
    {
      files: { '/app': '#!/opt/tool\n' },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/opt/tool' is not in the image",
        why: "'/app' is a script with the first line '#!/opt/tool'; the kernel says \"no such file or directory\" about the script itself",
        fix: 'install tool in the image, or let the first line name an interpreter that the image has',
      },
      reason: 'not there, and nothing else',
    },
    {
      files: { '/app': '#!/app.venv/bin/python\n', '/app.venv/bin/python': link('/usr/local/bin/python3') },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/app.venv/bin/python' is a link to '/usr/local/bin/python3', which is not in the image",
        why: "'/app' is a script with the first line '#!/app.venv/bin/python'; the kernel says \"no such file or directory\" about the script itself",
        fix: "copy what '/app.venv/bin/python' leads to into the image too, or build the link in an image that has it",
      },
      reason: 'a link of a virtual environment without its target',
    },
    {
      files: {
        '/app': '#!/venv/bin/python\n',
        '/venv/bin/python': link('python3'),
        '/venv/bin/python3': link('/usr/local/bin/python3'),
      },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/venv/bin/python' is a link to '/venv/bin/python3', a link to '/usr/local/bin/python3', which is not in the image",
        why: "'/app' is a script with the first line '#!/venv/bin/python'; the kernel says \"no such file or directory\" about the script itself",
        fix: "copy what '/venv/bin/python' leads to into the image too, or build the link in an image that has it",
      },
      reason: 'two such links',
    },
    {
      files: { '/app': '#!/bin/sh\n', '/bin/sh': link('sh') },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/bin/sh' is a link that leads back to itself",
        why: "'/app' is a script with the first line '#!/bin/sh'; the kernel says \"no such file or directory\" about the script itself",
        fix: "copy what '/bin/sh' leads to into the image too, or build the link in an image that has it",
      },
      reason: 'a link to itself',
    },
    {
      files: { '/app': '#!/tools/sh\n', '/tools': volume('tools') },
      answer: { outcome: 'unknown', why: "'/tools/sh' would be in the volume 'tools', which is mounted at '/tools'" },
      reason: 'in a volume',
    },
    {
      files: { '/app': '#!bin/sh\n', '/srv/bin/sh': elf() },
      circumstances: { workingDirectory: '/srv' },
      answer: { outcome: 'pass', how: 'script', interpreter: 'bin/sh' },
      reason: 'from the working directory on',
    },
    {
      files: { '/app': '#!bin/sh\n', ...SH },
      circumstances: { workingDirectory: '/srv' },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter 'bin/sh' is not in the image",
        why: "'/app' is a script with the first line '#!bin/sh'; the kernel says \"no such file or directory\" about the script itself",
        fix: "install sh in the image, or let the first line name '/bin/sh', which the image has",
      },
      reason: 'from the working directory on, and not there',
    },
    {
      files: { '/app': '#!bin/sh\n', ...SH },
      circumstances: { workingDirectory: undefined },
      answer: { outcome: 'unknown', why: "'bin/sh' starts in the working directory, which is only known when it runs" },
      reason: 'from a working directory on that is not known',
    },
    {
      files: { '/app': '#!/bin\n', ...SH },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_NOT_EXECUTABLE',
        what: "cannot start: its interpreter '/bin' may not be executed",
        why: "'/bin' is a folder",
        fix: 'let a program stand there, or name one',
      },
      reason: 'a folder',
    },
    {
      files: { '/app': '#!/bin/sh\n', ...SH },
      circumstances: {
        mayExecute: ({ path }) => (path === '/bin/sh' ? `'/bin/sh' has mode 0644: nobody may execute it` : undefined),
      },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_NOT_EXECUTABLE',
        what: "cannot start: its interpreter '/bin/sh' may not be executed",
        why: "'/bin/sh' has mode 0644: nobody may execute it",
        fix: 'set its permissions where the image is built: RUN chmod a+x /bin/sh',
      },
      reason: 'not to be executed',
    },
    {
      files: { '/app': '#!/bin/sh\n', '/bin/sh': 'text' },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_FORMAT',
        what: "cannot start: its interpreter '/bin/sh' cannot start: it is neither a program nor a script with a '#!' line",
        why: 'the kernel refuses it with "exec format error"; only a shell would try to read it as a script',
        fix: "if it is a shell script, let '#!/bin/sh' be its first line; if not, build it for linux/amd64",
      },
      reason: 'no program',
    },
    {
      files: { '/app': '#!/bin/sh\n', '/bin/sh': elf({ machine: 183 }) },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_ARCHITECTURE',
        what: "cannot start: its interpreter '/bin/sh' cannot start: it is built for arm64, and the image is for amd64",
        why: 'without emulation, the kernel of a node for amd64 refuses it with "exec format error"',
        fix: 'build it for linux/amd64; a stage with FROM --platform=$BUILDPLATFORM has to cross-compile',
      },
      reason: 'of another architecture',
    },
    {
      files: {
        '/app': '#!/usr/bin/bash\n',
        '/usr/bin/bash': glibcProgram({ needed: ['libtinfo.so.6', 'libc.so.6'] }),
        ...DEBIAN,
      },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its interpreter '/usr/bin/bash' cannot start: its loader does not find 'libtinfo.so.6'",
        why: "'/usr/bin/bash' needs 'libtinfo.so.6'; '/lib64/ld-linux-x86-64.so.2' looks in /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      reason: 'without a library',
    },
    {
      files: { '/app': '#!/bin/sh\n', '/bin/sh': OPAQUE },
      answer: { outcome: 'unknown', why: "'/bin/sh' is there, but the source does not say what it holds" },
      reason: 'a file that nothing is known of',
    },
  ];
  test.each(INTERPRETERS)('by its interpreter: $reason', async ({ files, circumstances, answer }) => {
    expect(await askStart('/app', files, circumstances)).toEqual(answer);
  });
});
