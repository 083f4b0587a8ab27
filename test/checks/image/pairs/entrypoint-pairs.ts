import { fails, imageOf, type Pair, starts, unknown } from './pair';
import { program, SHELL, script, USERS, wrapper } from './programs';

const ENTRY = starts("'/entry.sh': script, run by /bin/sh");
const PATH = 'PATH is /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const PUT = 'put it into the image, or name one that is there: /bin/sh, /entry.sh, /usr/bin/env, /web';

function entry(lines: string, ...others: Parameters<typeof imageOf>[0]) {
  return imageOf([...SHELL, script('entry.sh', `#!/bin/sh\n${lines}\n`), program('web'), ...others], {
    Entrypoint: ['/entry.sh'],
  });
}

/** Scripts that are the entrypoint of an image, and start what they are told to. */
export const ENTRYPOINT_PAIRS: readonly Pair[] = [
  {
    name: 'an entrypoint that becomes what it is told, which is there',
    image: entry('set -e\nexec "$@"'),
    container: { args: ['/web', '--port'] },
    says: [ENTRY, starts("'/web' (through entry.sh): static")],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'an entrypoint that becomes what it is told, which is not there',
    image: entry('set -e\necho starting\nexec "$@"'),
    container: { args: ['nosuch'] },
    says: [
      ENTRY,
      fails('IMAGE_BINARY_MISSING', "runs 'nosuch' (through entry.sh), which is in no folder of PATH", PATH, PUT),
    ],
    really: 'exit 127',
    needsGlibc: true,
  },
  {
    name: 'an entrypoint that becomes a wrapper of what it is told, which is not there',
    image: entry('exec gosu web "$@"', wrapper('usr/bin/gosu', 2), ...USERS),
    container: { args: ['/wbe'] },
    says: [
      ENTRY,
      starts("'gosu' (through entry.sh): static"),
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/wbe' (through gosu), which is not in app:1.0",
        "'/' holds bin, entry.sh, etc, lib, lib64, usr, web",
        "did you mean '/web'?",
      ),
    ],
    really: 'exit 127',
    needsGlibc: true,
  },
  {
    name: 'an entrypoint that may put a program before its words',
    image: entry('if [ "${1#-}" != "$1" ]; then\n  set -- /web "$@"\nfi\nexec "$@"'),
    container: { args: ['nosuch'] },
    says: [
      ENTRY,
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs 'nosuch' (through entry.sh), which is in no folder of PATH",
        `${PATH}; 'entry.sh' need not start it: it may change its words: 'set -- /web "$@"'`,
        PUT,
      ),
    ],
    really: 'exit 127',
    needsGlibc: true,
  },
  {
    name: 'an entrypoint that puts a program before options',
    image: entry('if [ "${1#-}" != "$1" ]; then\n  set -- /web "$@"\nfi\nexec "$@"'),
    container: { args: ['--port', '80'] },
    says: [ENTRY],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'an entrypoint that puts a program before its words for certain',
    image: entry('set -- /wbe "$@"\nexec "$@"'),
    container: { args: ['--port', '80'] },
    says: [
      ENTRY,
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/wbe' (through entry.sh), which is not in app:1.0",
        "'/' holds bin, entry.sh, lib, lib64, usr, web",
        "did you mean '/web'?",
      ),
    ],
    really: 'exit 127',
    needsGlibc: true,
  },
  {
    name: 'an entrypoint that knows a word by itself',
    image: entry('case "$1" in\n  serve) shift; exec /web "$@" ;;\n  *) exec "$@" ;;\nesac'),
    container: { args: ['serve'] },
    says: [ENTRY],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'an entrypoint that has a function for it all',
    image: entry('main() {\n  if [ "$1" = web ]; then exec /web; fi\n  exec "$@"\n}\nmain "$@"'),
    container: { args: ['nosuch'] },
    says: [
      ENTRY,
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs 'nosuch' (through entry.sh), which is in no folder of PATH",
        `${PATH}; 'entry.sh' need not start it: it may become another program: 'exec /web'`,
        PUT,
      ),
    ],
    really: 'exit 127',
    needsGlibc: true,
  },
  {
    name: 'an entrypoint that may have put the program there',
    image: entry('exists() { command -v "$1"; }\nexists nosuch || apk add tools\nexec "$@"'),
    container: { args: ['/opt/tools'] },
    says: [
      ENTRY,
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs '/opt/tools' (through entry.sh), which is not in app:1.0",
        "there is no folder '/opt'; '/' holds bin, entry.sh, lib, lib64, usr, web; 'entry.sh' need not start it: it may put it there before: 'apk add tools'",
        PUT,
      ),
    ],
    really: { untried: 'it takes a package manager' },
    needsGlibc: true,
  },
  {
    name: 'an entrypoint that becomes a program which is not there',
    image: entry('cat <<END\nexec /web\nEND\nexec /wbe "$@"'),
    says: [
      ENTRY,
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/wbe' (through entry.sh), which is not in app:1.0",
        "'/' holds bin, entry.sh, lib, lib64, usr, web",
        "did you mean '/web'?",
      ),
    ],
    really: 'exit 127',
    needsGlibc: true,
  },
  {
    name: 'an entrypoint that gives its words to a program',
    image: entry('exec /web "$@"'),
    container: { args: ['nosuch'] },
    says: [ENTRY, starts("'/web' (through entry.sh): static")],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'an entrypoint without words',
    image: entry('exec "$@"'),
    says: [ENTRY],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'an entrypoint that is given to sh',
    image: entry('exec "$@"'),
    container: { command: ['sh', '/entry.sh', '/wbe'] },
    says: [
      starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2"),
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/wbe' (through entry.sh), which is not in app:1.0",
        "'/' holds bin, entry.sh, lib, lib64, usr, web",
        "did you mean '/web'?",
      ),
    ],
    really: 'exit 127',
    needsGlibc: true,
  },
  {
    name: 'an entrypoint that reads its commands from the terminal',
    image: imageOf(SHELL),
    container: { command: ['sh', '/dev/stdin'] },
    says: [starts("'sh': dynamic, loaded by /lib64/ld-linux-x86-64.so.2")],
    really: { untried: 'there is no /dev here' },
    needsGlibc: true,
  },
  {
    name: 'a program that stands for whoever starts it',
    image: imageOf([program('web')]),
    container: { command: ['/proc/self/exe'] },
    says: [
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs '/proc/self/exe', which cannot be checked",
        "'/proc' is filled by the container runtime",
        'look at it by hand, or start the image once where it may fail',
      ),
    ],
    really: { untried: 'it is the runtime itself' },
  },
  {
    name: 'an entrypoint of a ConfigMap',
    image: imageOf([...SHELL, program('web')]),
    container: { command: ['/run/entry.sh'], args: ['/wbe'], volumeMounts: [{ name: 'run', mountPath: '/run' }] },
    pod: { volumes: [{ name: 'run', configMap: { name: 'run', defaultMode: 0o755 } }] },
    beside: [
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'run' },
        data: { 'entry.sh': '#!/bin/sh\nexec "$@"\n' },
      },
    ],
    says: [
      starts("'/run/entry.sh': script, run by /bin/sh"),
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/wbe' (through entry.sh), which is not in app:1.0",
        "'/' holds bin, lib, lib64, run, usr, web",
        "did you mean '/web'?",
      ),
    ],
    really: 'exit 127',
    needsGlibc: true,
  },
];
