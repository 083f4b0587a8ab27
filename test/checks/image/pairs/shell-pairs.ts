import { fails, imageOf, type Pair, starts, unknown } from './pair';
import { program, SHELL } from './programs';

const TWO = [...SHELL, program('first'), program('second')];
const sh = (text: string, ...words: string[]) => ({ command: ['sh', '-c', text, ...words] });

/** What `sh -c` starts. */
export const SHELL_PAIRS: readonly Pair[] = [
  {
    name: 'sh -c with one program',
    image: imageOf(TWO),
    container: sh('/first'),
    says: [starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"), starts("'/first' (through sh -c): static")],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'sh -c with &&',
    image: imageOf(TWO),
    container: sh('/first --init && /second'),
    says: [
      starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"),
      starts("'/first' (through sh -c): static"),
      starts("'/second' (through sh -c): static"),
    ],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'sh -c with &&, the second missing',
    image: imageOf(TWO),
    container: sh('/first && /secnd'),
    says: [
      starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"),
      starts("'/first' (through sh -c): static"),
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/secnd' (through sh -c), which is not in app:1.0",
        "'/' holds bin, first, lib, lib64, second, usr",
        "did you mean '/second'?",
      ),
    ],
    really: 'exit 127',
    needsGlibc: true,
  },
  {
    name: 'sh -c with ;, the first missing: the shell goes on',
    image: imageOf(TWO),
    container: sh('/frst; /second'),
    says: [
      starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"),
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs '/frst' (through sh -c), which is not in app:1.0",
        "'/' holds bin, first, lib, lib64, second, usr; whether that matters depends on the commands around it",
        "did you mean '/first'?",
      ),
      starts("'/second' (through sh -c): static"),
    ],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'sh -c with set -e, the first missing',
    image: imageOf(TWO),
    container: sh('set -e; /frst; /second'),
    says: [
      starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"),
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/frst' (through sh -c), which is not in app:1.0",
        "'/' holds bin, first, lib, lib64, second, usr",
        "did you mean '/first'?",
      ),
      starts("'/second' (through sh -c): static"),
    ],
    really: 'exit 127',
    needsGlibc: true,
  },
  {
    name: 'sh -c with ||, the first missing',
    image: imageOf(TWO),
    container: sh('/frst || /second'),
    says: [
      starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"),
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs '/frst' (through sh -c), which is not in app:1.0",
        "'/' holds bin, first, lib, lib64, second, usr; whether that matters depends on the commands around it",
        "did you mean '/first'?",
      ),
      starts("'/second' (through sh -c): static"),
    ],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'sh -c with exec',
    image: imageOf(TWO),
    container: sh('export PORT=80; exec /second --port $PORT'),
    says: [starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"), starts("'/second' (through sh -c): static")],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'sh -c with exec of what is not there',
    image: imageOf(TWO),
    container: sh('exec /third'),
    says: [
      starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"),
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/third' (through sh -c), which is not in app:1.0",
        "'/' holds bin, first, lib, lib64, second, usr",
        'put it into the image, or name one that is there: /bin/sh, /first, /second, /usr/bin/env',
      ),
    ],
    really: 'exit 127',
    needsGlibc: true,
  },
  {
    name: 'sh -c with a variable of the container',
    image: imageOf(TWO),
    container: { ...sh('exec "$PROGRAM"'), env: [{ name: 'PROGRAM', value: '/second' }] },
    says: [starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"), starts("'/second' (through sh -c): static")],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'sh -c with a variable that nobody sets',
    image: imageOf(TWO),
    container: sh('exec $PROGRAM --port 80'),
    says: [
      starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"),
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs 'sh', and what that starts is not known in full",
        "which program 'sh -c' becomes with 'exec $PROGRAM --port 80' is only known when it runs",
        'name the program itself as the command, where that is possible',
      ),
    ],
    really: { untried: 'what is not known is not tried' },
    needsGlibc: true,
  },
  {
    name: 'sh -c with the words behind it',
    image: imageOf(TWO),
    container: sh('exec "$@"', 'sh', '/second', '--port'),
    says: [starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"), starts("'/second' (through sh -c): static")],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'sh -c with a file that it writes and then reads',
    image: imageOf(TWO),
    container: sh('echo true > /settings; . /settings && /first'),
    says: [starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"), starts("'/first' (through sh -c): static")],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'sh -c with a script that it writes and then runs',
    image: imageOf(TWO),
    container: sh('echo "exit 0" > /tmp-run; sh /tmp-run'),
    says: [
      starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"),
      starts("'sh' (through sh -c): dynamic, loaded by /lib64/ld-linux-x86-64.so.2"),
      unknown(
        'IMAGE_SCRIPT_MISSING',
        "runs 'sh' (through sh -c) with '/tmp-run', which is not in app:1.0",
        "there is no '/tmp-run'; '> /tmp-run' before it may put it there",
        'put it into the image, or name a file that is there',
      ),
    ],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'sh -c with a program that it writes before',
    image: imageOf(TWO),
    container: sh('printf x > /run; chmod +x /run; /run'),
    says: [
      starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"),
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs 'chmod' (through sh -c), which is in no folder of PATH",
        'PATH is /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin; whether that matters depends on the commands around it',
        'put it into the image, or name one that is there: /bin/sh, /first, /second, /usr/bin/env',
      ),
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs '/run' (through sh -c), which is not in app:1.0",
        "'/' holds bin, first, lib, lib64, second, usr; '> /run' before it may put it there",
        'put it into the image, or name one that is there: /bin/sh, /first, /second, /usr/bin/env',
      ),
    ],
    really: { untried: 'it takes chmod' },
    needsGlibc: true,
  },
  {
    name: 'sh -c with a file of commands that is not there',
    image: imageOf(TWO),
    container: sh('. /settings.sh; /first'),
    says: [
      starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"),
      fails(
        'IMAGE_SCRIPT_MISSING',
        "runs 'sh' with '/settings.sh', which is not in app:1.0",
        "there is no '/settings.sh'",
        'put it into the image, or name a file that is there',
      ),
      starts("'/first' (through sh -c): static"),
    ],
    really: 'exit 2',
    needsGlibc: true,
  },
  {
    name: 'sh -c with a file of commands that is only read when it is there',
    image: imageOf(TWO),
    container: sh('[ -f /settings.sh ] && . /settings.sh; /first'),
    says: [starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"), starts("'/first' (through sh -c): static")],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'sh -c with cd before a relative program',
    image: imageOf([...SHELL, program('srv/bin/second')]),
    container: sh('cd /srv && exec bin/second'),
    says: [
      starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"),
      starts("'bin/second' (through sh -c): static"),
    ],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'sh -c with a program in a pipe that is missing',
    image: imageOf(TWO),
    container: sh('/first | /secnd'),
    says: [
      starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"),
      starts("'/first' (through sh -c): static"),
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/secnd' (through sh -c), which is not in app:1.0",
        "'/' holds bin, first, lib, lib64, second, usr",
        "did you mean '/second'?",
      ),
    ],
    really: 'exit 127',
    needsGlibc: true,
  },
];
