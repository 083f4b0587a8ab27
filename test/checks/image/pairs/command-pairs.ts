import { fails, type ImagePlan, imageOf, type Pair, starts } from './pair';
import { program, script } from './programs';

/** Three programs in one image without anything else. */
const GIFINATOR: ImagePlan = { layers: [[program('frontend')], [program('gifcreator')], [program('render')]] };
const WEB = imageOf([program('web'), program('opt/app/bin/server')]);

/** How the program is named: by its path, from a folder on, or by a name in PATH. */
export const COMMAND_PAIRS: readonly Pair[] = [
  {
    name: 'gifinator renders',
    image: GIFINATOR,
    container: { command: ['/render'] },
    says: [starts("'/render': static")],
    really: 'starts',
  },
  {
    name: 'gifinator creates',
    image: GIFINATOR,
    container: { command: ['/gifcreator'] },
    says: [starts("'/gifcreator': static")],
    really: 'starts',
  },
  {
    name: 'gifinator works, by a flag',
    image: GIFINATOR,
    container: { command: ['/gifcreator', '-worker'] },
    says: [starts("'/gifcreator': static")],
    really: 'starts',
  },
  {
    name: 'gifinator serves',
    image: GIFINATOR,
    container: { command: ['/frontend'] },
    says: [starts("'/frontend': static")],
    really: 'starts',
  },
  {
    name: 'a slip of one letter',
    image: GIFINATOR,
    container: { command: ['/gifcreater', '-worker'] },
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/gifcreater', which is not in app:1.0",
        "'/' holds frontend, gifcreator, render",
        "did you mean '/gifcreator'?",
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'command and flag as one text',
    image: GIFINATOR,
    container: { command: ['/gifcreator -worker'] },
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/gifcreator -worker', which is not in app:1.0",
        "'/' holds frontend, gifcreator, render",
        "write each word as an item of its own: ['/gifcreator', '-worker']",
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'a name that is like none',
    image: GIFINATOR,
    container: { command: ['/usr/bin/server'] },
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/usr/bin/server', which is not in app:1.0",
        "there is no folder '/usr'; '/' holds frontend, gifcreator, render",
        'put it into the image, or name one that is there: /frontend, /gifcreator, /render',
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: './ in an image that has it in another folder',
    image: imageOf([program('app/frontend')]),
    container: { command: ['./frontend'] },
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs './frontend', which is not in app:1.0",
        "it starts in '/', which holds app",
        "did you mean '/app/frontend'?",
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: './ in the WORKDIR',
    image: imageOf([program('app/frontend')], { WorkingDir: '/app' }),
    container: { command: ['./frontend'] },
    says: [starts("'./frontend': static")],
    really: 'starts',
  },
  {
    name: './ with a workingDir of the container that is not the WORKDIR',
    image: imageOf([program('app/frontend'), script('srv/index.html', 'hello', 0o644)], { WorkingDir: '/app' }),
    container: { command: ['./frontend'], workingDir: '/srv' },
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs './frontend', which is not in app:1.0",
        "it starts in '/srv', which holds index.html",
        "did you mean '/app/frontend'?",
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'a bare name that lies in the workingDir, and not in PATH',
    image: WEB,
    container: { command: ['server'], workingDir: '/opt/app/bin' },
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs 'server', which is in no folder of PATH",
        'PATH is /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        "did you mean '/opt/app/bin/server'?",
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'a bare name with the PATH of the image',
    image: imageOf([program('opt/bin/server')], { Env: ['PATH=/opt/bin:/bin'] }),
    container: { command: ['server'] },
    says: [starts("'server': static")],
    really: 'starts',
  },
  {
    name: "a bare name with the container's PATH, which hides the image's",
    image: imageOf([program('opt/bin/server')], { Env: ['PATH=/opt/bin'] }),
    container: { command: ['server'], env: [{ name: 'PATH', value: '/usr/bin:/bin' }] },
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs 'server', which is in no folder of PATH",
        'PATH is /usr/bin:/bin',
        "did you mean '/opt/bin/server'?",
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'a bare name without any PATH: the runtime has one',
    image: imageOf([program('usr/local/sbin/server')]),
    container: { command: ['server'] },
    says: [starts("'server': static")],
    really: 'starts',
  },
  {
    name: 'a slip in a bare name',
    image: imageOf([program('usr/bin/server')]),
    container: { command: ['sever'] },
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs 'sever', which is in no folder of PATH",
        'PATH is /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        "did you mean 'server'?",
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'a file that may not be executed comes before one that may, in PATH',
    image: imageOf([program('usr/local/bin/server', { mode: 0o644 }), program('usr/bin/server')]),
    container: { command: ['server'] },
    says: [starts("'server': static")],
    really: 'starts',
  },
  {
    name: 'only a file that may not be executed in PATH',
    image: imageOf([program('usr/bin/server', { mode: 0o644 })]),
    container: { command: ['server'] },
    says: [
      fails(
        'IMAGE_BINARY_NOT_EXECUTABLE',
        "runs 'server', which the container may not execute",
        "'/usr/bin/server' has mode 0644: nobody may execute it",
        'set its permissions where the image is built: COPY --chmod=755, or RUN chmod a+x /usr/bin/server',
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'only a folder of that name in PATH',
    image: imageOf([program('usr/bin/server/main')]),
    container: { command: ['server'] },
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs 'server', which is in no folder of PATH",
        "PATH is /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin; '/usr/bin/server' is a folder",
        'put it into the image, or name one that is there: /usr/bin/server/main',
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'a folder as the command',
    image: WEB,
    container: { command: ['/opt/app'] },
    says: [
      fails(
        'IMAGE_BINARY_NOT_A_FILE',
        "runs '/opt/app', which is a folder in app:1.0",
        '\'/opt/app\' is a folder, and only files can be executed: the kernel says "permission denied"',
        'name the program in it',
      ),
    ],
    really: 'EACCES',
  },
  {
    name: 'a file where a folder is meant',
    image: WEB,
    container: { command: ['/web/server'] },
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/web/server', which is not in app:1.0",
        "'/web' is a file, and nothing can be in it",
        "did you mean '/opt/app/bin/server'?",
      ),
    ],
    really: 'ENOTDIR',
  },
  {
    name: 'a program with a slash behind it',
    image: WEB,
    container: { command: ['/web/'] },
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/web/', which is not in app:1.0",
        "'/web' is a file, and nothing can be in it",
        "did you mean '/web'?",
      ),
    ],
    really: 'ENOTDIR',
  },
];
