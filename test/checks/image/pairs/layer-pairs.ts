import { fails, imageOf, type Pair, starts } from './pair';
import { folder, link, program, script } from './programs';

const runs = (path: string) => ({ Entrypoint: [path] });

/** What the layers make of each other, and where links lead. */
export const LAYER_PAIRS: readonly Pair[] = [
  {
    name: 'a program that an upper layer takes away',
    image: {
      layers: [[program('app/web'), program('app/worker')], [{ path: 'app/.wh.web' }]],
      config: runs('/app/web'),
    },
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/app/web', which is not in app:1.0",
        "'/app' holds worker",
        'put it into the image, or name one that is there: /app/worker',
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'a folder that an upper layer empties',
    image: {
      layers: [[program('app/web')], [{ path: 'app/.wh..wh..opq' }, program('app/worker')]],
      config: runs('/app/web'),
    },
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/app/web', which is not in app:1.0",
        "'/app' holds worker",
        'put it into the image, or name one that is there: /app/worker',
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'a folder that an upper layer empties and fills again',
    image: {
      layers: [[program('app/web')], [folder('app'), { path: 'app/.wh..wh..opq' }, program('app/web')]],
      config: runs('/app/web'),
    },
    says: [starts("'/app/web': static")],
    really: 'starts',
  },
  {
    name: 'a program that becomes a folder',
    image: { layers: [[program('web')], [folder('web'), script('web/index.html', '', 0o644)]], config: runs('/web') },
    says: [
      fails(
        'IMAGE_BINARY_NOT_A_FILE',
        "runs '/web', which is a folder in app:1.0",
        '\'/web\' is a folder, and only files can be executed: the kernel says "permission denied"',
        'name the program in it',
      ),
    ],
    really: 'EACCES',
  },
  {
    name: 'a folder that becomes a program',
    image: { layers: [[script('web/index.html', '', 0o644)], [program('web')]], config: runs('/web') },
    says: [starts("'/web': static")],
    really: 'starts',
  },
  {
    name: 'a program that an upper layer makes executable',
    image: { layers: [[program('web', { mode: 0o644 })], [program('web')]], config: runs('/web') },
    says: [starts("'/web': static")],
    really: 'starts',
  },
  {
    name: 'a program that an upper layer makes no longer executable',
    image: { layers: [[program('web')], [program('web', { mode: 0o600 })]], config: runs('/web') },
    says: [
      fails(
        'IMAGE_BINARY_NOT_EXECUTABLE',
        "runs '/web', which the container may not execute",
        "'/web' has mode 0600: nobody may execute it",
        'set its permissions where the image is built: COPY --chmod=755, or RUN chmod a+x /web',
      ),
    ],
    really: 'EACCES',
  },
  {
    name: 'two links that lead to each other',
    image: imageOf([link('a', 'b'), link('b', '/a')], runs('/a')),
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/a', which is not in app:1.0",
        "'/a' is a link that leads back to itself",
        "let '/a' lead to a program",
      ),
    ],
    really: 'ELOOP',
  },
  {
    name: 'a link to a program that is not there',
    image: imageOf([link('usr/bin/web', '../lib/web/web'), program('usr/lib/web/wep')], runs('/usr/bin/web')),
    says: [
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/usr/bin/web', which is not in app:1.0",
        "'/usr/bin/web' is a link that leads to '/usr/lib/web/web', which is not there; '/usr/lib/web' holds wep",
        "copy '/usr/lib/web/web' into the image too, or let the link lead to a program that is there",
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'an absolute link behind a folder that is a link',
    image: {
      layers: [
        [link('bin', 'usr/bin'), program('usr/bin/real')],
        [link('usr/bin/web', '/bin/real'), link('opt/current', '/usr')],
      ],
      config: runs('/opt/current/bin/web'),
    },
    says: [starts("'/opt/current/bin/web': /usr/bin/real, static")],
    really: 'starts',
  },
  {
    name: 'a link that leads above the root',
    image: imageOf([link('app/web', '../../../../usr/bin/web'), program('usr/bin/web')], runs('/app/web')),
    says: [starts("'/app/web': /usr/bin/web, static")],
    really: 'starts',
  },
  {
    name: 'a hard link in the layer of its target',
    image: imageOf([program('app/web'), { path: 'usr/bin/web', type: 'link', link: 'app/web' }], runs('web')),
    says: [starts("'web': static")],
    really: 'starts',
  },
];
