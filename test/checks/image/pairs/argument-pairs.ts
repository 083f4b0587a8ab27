import { fails, imageOf, type Pair, starts, unknown } from './pair';
import { program } from './programs';

const WEB = imageOf([program('web'), program('opt/app/bin/server')]);

/** What a container makes of command, args, ENTRYPOINT, CMD and `$(VAR)`, and where it starts. */
export const ARGUMENT_PAIRS: readonly Pair[] = [
  {
    name: 'a PATH with the variable of another one',
    image: imageOf([program('opt/v2/bin/server')]),
    container: {
      command: ['server'],
      env: [
        { name: 'VERSION', value: 'v2' },
        { name: 'PATH', value: '/opt/$(VERSION)/bin' },
      ],
    },
    says: [starts("'server': static")],
    really: 'starts',
  },
  {
    name: '$(VAR) that is known',
    image: WEB,
    container: { command: ['$(APP)/bin/server'], env: [{ name: 'APP', value: '/opt/app' }] },
    says: [starts("'/opt/app/bin/server': static")],
    really: 'starts',
  },
  {
    name: '$(VAR) that nobody sets: it stays as it is',
    image: WEB,
    container: { command: ['$(APP)/server'] },
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '$(APP)/server', which is not in app:1.0",
        'the manifest sets no APP, so $(APP) stays as it is',
        "set APP in its env, or write the path: '/opt/app/bin/server'",
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: '$$(VAR), which means the text',
    image: imageOf([program('$(APP)/server')]),
    container: { command: ['/$$(APP)/server'], env: [{ name: 'APP', value: 'app' }] },
    says: [starts("'/$(APP)/server': static")],
    really: 'starts',
  },
  {
    name: '$(VAR) out of a Secret',
    image: WEB,
    container: {
      command: ['$(APP)/server'],
      env: [{ name: 'APP', valueFrom: { secretKeyRef: { name: 'app', key: 'folder' } } }],
    },
    says: [
      unknown(
        'IMAGE_COMMAND_UNKNOWN',
        'starts a program that cannot be told',
        'its name has $(APP), which is only known in the cluster',
        'write the program itself as its command',
      ),
    ],
    really: { untried: 'the value is not in the manifests' },
  },
  {
    name: 'ENTRYPOINT with CMD, and nothing in the manifest',
    image: imageOf([program('web')], { Entrypoint: ['/web'], Cmd: ['--port', '80'] }),
    says: [starts("'/web': static")],
    really: 'starts',
  },
  {
    name: 'CMD alone',
    image: imageOf([program('web')], { Cmd: ['/web'] }),
    says: [starts("'/web': static")],
    really: 'starts',
  },
  {
    name: 'args alone, in place of CMD',
    image: imageOf([program('web')], { Entrypoint: ['/web'], Cmd: ['/nothing'] }),
    container: { args: ['--port', '80'] },
    says: [starts("'/web': static")],
    really: 'starts',
  },
  {
    name: 'args alone, in an image without ENTRYPOINT: the first is the program',
    image: imageOf([program('web')], { Cmd: ['/web'] }),
    container: { args: ['--port', '80'] },
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '--port', which is in no folder of PATH",
        'it has args and no command, and app:1.0 has no ENTRYPOINT, so the first of args is the program',
        "name the program too: command: ['/web']",
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'args alone, in an image without ENTRYPOINT, and a slip',
    image: WEB,
    container: { args: ['/wed', '--port', '80'] },
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/wed', which is not in app:1.0",
        'it has args and no command, and app:1.0 has no ENTRYPOINT, so the first of args is the program',
        "did you mean '/web'?",
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'args alone, in an image without ENTRYPOINT: a word of the program that CMD names',
    image: imageOf([program('web'), program('worker')], { Cmd: ['/web', 'serve'] }),
    container: { args: ['serve-all'] },
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs 'serve-all', which is in no folder of PATH",
        'it has args and no command, and app:1.0 has no ENTRYPOINT, so the first of args is the program',
        "name the program too: command: ['/web']",
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'command with args, in place of ENTRYPOINT and CMD',
    image: imageOf([program('web')], { Entrypoint: ['/nothing'], Cmd: ['/nothing'] }),
    container: { command: ['/web'], args: ['--port', '80'] },
    says: [starts("'/web': static")],
    really: 'starts',
  },
  {
    name: 'a command that is no list',
    image: WEB,
    container: { command: '/web --port 80' },
    says: [
      fails(
        'IMAGE_COMMAND_INVALID',
        'has a command that Kubernetes does not take',
        'command is not a list of words',
        "write it as a list of texts: ['/program', 'word']",
      ),
    ],
    really: { untried: 'the API server refuses it' },
  },
  {
    name: 'nothing to start',
    image: imageOf([program('web')]),
    says: [
      fails(
        'IMAGE_COMMAND_MISSING',
        'has nothing to start',
        'it has no command, and app:1.0 has neither ENTRYPOINT nor CMD; the runtime says "no command specified"',
        "give it a command: ['/program']",
      ),
    ],
    really: { untried: 'the runtime refuses to create the container' },
  },
  {
    name: 'ENTRYPOINT in the form of a shell, in an image without one',
    image: imageOf([program('web')], { Entrypoint: ['/bin/sh', '-c', '/web'] }),
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/bin/sh', which is not in app:1.0",
        "there is no folder '/bin'; '/' holds web",
        'name the program without a shell, each word as an item of its own, or use a base image that has a shell',
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'an empty word as the command',
    image: WEB,
    container: { command: [''] },
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '', which is in no folder of PATH",
        'the name of the program is empty',
        'name the program in its place',
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'a workingDir that the image lacks',
    image: WEB,
    container: { command: ['/web'], workingDir: '/srv/data' },
    says: [
      starts("'/web': static"),
      unknown(
        'IMAGE_WORKING_DIR_MISSING',
        "starts in '/srv/data', its workingDir, which is not in app:1.0",
        "there is no '/srv'; runc makes an empty folder that belongs to root, and other runtimes may refuse",
        'name a folder that is there',
      ),
    ],
    really: { untried: 'runtimes differ' },
  },
  {
    name: 'a WORKDIR that is a file',
    image: imageOf([program('web')], { Entrypoint: ['/web'], WorkingDir: '/web' }),
    says: [
      starts("'/web': static"),
      fails(
        'IMAGE_WORKING_DIR_MISSING',
        "starts in '/web', the WORKDIR of app:1.0, which is no folder",
        'the runtime changes into it before it starts the program, and fails',
        'name a folder',
      ),
    ],
    really: 'ENOTDIR',
  },
  {
    name: 'a path with a slash in the middle, from the workingDir',
    image: WEB,
    container: { command: ['app/bin/server'], workingDir: '/opt' },
    says: [starts("'app/bin/server': static")],
    really: 'starts',
  },
];
