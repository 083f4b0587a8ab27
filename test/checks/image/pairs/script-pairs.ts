import { fails, imageOf, type Pair, starts, unknown } from './pair';
import { program, SHELL, script } from './programs';

/** Scripts, by their first line or by a shell that is given them. */
export const SCRIPT_PAIRS: readonly Pair[] = [
  {
    name: 'a file for python that is not there',
    image: imageOf([program('usr/bin/python3'), script('app/main.py', '', 0o644)], { WorkingDir: '/app' }),
    container: { command: ['python3', 'man.py'] },
    says: [
      starts("'python3': static"),
      fails(
        'IMAGE_SCRIPT_MISSING',
        "runs 'python3' with 'man.py', which is not in app:1.0",
        "it starts in '/app', and there is no '/app/man.py'",
        "did you mean '/app/main.py'?",
      ),
    ],
    really: { untried: 'its python is a stand-in' },
  },
  {
    name: 'a script for sh that is not there',
    image: imageOf([...SHELL, script('entrypoint.sh', 'exit 0\n', 0o644)]),
    container: { command: ['sh', '/app/entrypoint.sh'] },
    says: [
      starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"),
      fails(
        'IMAGE_SCRIPT_MISSING',
        "runs 'sh' with '/app/entrypoint.sh', which is not in app:1.0",
        "there is no '/app'",
        "did you mean '/entrypoint.sh'?",
      ),
    ],
    really: 'exit 2',
    needsGlibc: true,
  },
  {
    name: 'a script for sh that nobody may execute, which sh only reads',
    image: imageOf([...SHELL, script('app/entrypoint.sh', 'exit 0\n', 0o644)]),
    container: { command: ['sh', '/app/entrypoint.sh'] },
    says: [starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2")],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'a script of sh',
    image: imageOf([...SHELL, script('run.sh', '#!/bin/sh\nexit 0\n')], { Entrypoint: ['/run.sh'] }),
    says: [starts("'/run.sh': script, run by /bin/sh")],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'a script of bash, where there is only sh',
    image: imageOf([...SHELL, script('run.sh', '#!/bin/bash\nexit 0\n')], { Entrypoint: ['/run.sh'] }),
    says: [
      fails(
        'IMAGE_INTERPRETER_MISSING',
        "runs '/run.sh', which cannot start: its interpreter '/bin/bash' is not in the image",
        "'/run.sh' is a script with the first line '#!/bin/bash'; the kernel says \"no such file or directory\" about the script itself",
        "install bash in the image, or let the first line name '/bin/sh', which the image has",
      ),
    ],
    really: 'ENOENT',
    needsGlibc: true,
  },
  {
    name: 'a first line that ends as on Windows',
    image: imageOf([...SHELL, script('run.sh', '#!/bin/sh\r\nexit 0\r\n')], { Entrypoint: ['/run.sh'] }),
    says: [
      fails(
        'IMAGE_SCRIPT_LINE_END',
        "runs '/run.sh', which cannot start: its first line ends with a carriage return, as on Windows",
        "the kernel looks for '/bin/sh\\r', and says \"no such file or directory\" about '/run.sh' itself",
        "convert it (sed -i 's/\\r$//' run.sh) and keep it so: '*.sh text eol=lf' in .gitattributes",
      ),
    ],
    really: 'ENOENT',
    needsGlibc: true,
  },
  {
    name: 'an argument in the first line that ends as on Windows',
    image: imageOf([...SHELL, script('run.sh', '#!/bin/sh -e\r\nexit 0\r\n')], { Entrypoint: ['/run.sh'] }),
    says: [
      fails(
        'IMAGE_SCRIPT_LINE_END',
        "runs '/run.sh', which cannot start: its first line ends with a carriage return, as on Windows",
        "the kernel hands '-e\\r' to '/bin/sh', which knows no such option or file",
        "convert it (sed -i 's/\\r$//' run.sh) and keep it so: '*.sh text eol=lf' in .gitattributes",
      ),
    ],
    really: 'exit 2',
    needsGlibc: true,
  },
  {
    name: 'a script without #!',
    image: imageOf([...SHELL, script('run.sh', 'echo hello\n')], { Entrypoint: ['/run.sh'] }),
    says: [
      fails(
        'IMAGE_BINARY_FORMAT',
        "runs '/run.sh', which cannot start: it is neither a program nor a script with a '#!' line",
        'the kernel refuses it with "exec format error"; only a shell would try to read it as a script',
        "if it is a shell script, let '#!/bin/sh' be its first line; if not, build it for linux/amd64",
      ),
    ],
    really: 'ENOEXEC',
    needsGlibc: true,
  },
  {
    name: 'a script without #! that a shell starts',
    image: imageOf([...SHELL, script('run.sh', 'echo hello\n')]),
    container: { command: ['sh', '-c', '/run.sh'] },
    says: [
      starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"),
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs '/run.sh' (through sh -c), which cannot be checked",
        "'/run.sh' has no #! line, and sh -c may run it as a shell script",
        "if it is a shell script, let '#!/bin/sh' be its first line; if not, build it for linux/amd64",
      ),
    ],
    really: { untried: 'shells differ' },
    needsGlibc: true,
  },
  {
    name: 'a script with a byte order mark before its #!',
    image: imageOf([...SHELL, script('run.sh', '\ufeff#!/bin/sh\nexit 0\n')], { Entrypoint: ['/run.sh'] }),
    says: [
      fails(
        'IMAGE_BINARY_FORMAT',
        "runs '/run.sh', which cannot start: it is neither a program nor a script with a '#!' line",
        'the kernel refuses it with "exec format error"; only a shell would try to read it as a script',
        "if it is a shell script, let '#!/bin/sh' be its first line; if not, build it for linux/amd64",
      ),
    ],
    really: 'ENOEXEC',
    needsGlibc: true,
  },
  {
    name: 'a script that runs a script',
    image: imageOf([program('bin/tool'), script('wrap', '#!/bin/tool\n'), script('run', '#!/wrap\n')]),
    container: { command: ['/run'] },
    says: [starts("'/run': script, run by /wrap")],
    really: 'starts',
  },
  {
    name: 'a script that runs itself',
    image: imageOf([script('run', '#!/run\n')], { Entrypoint: ['/run'] }),
    says: [
      fails(
        'IMAGE_BINARY_FORMAT',
        "runs '/run', which cannot start: its interpreter '/run' leads back to it",
        'the kernel gives up with "too many levels of symbolic links"',
        "let its first line name a program: '#!/bin/sh'",
      ),
    ],
    really: 'ELOOP',
  },
];
