import { fails, imageOf, type Pair, starts } from './pair';
import { GLIBC, glibcProgram, library } from './programs';

const ARM64 = 183;

/** What a dynamic program needs beside its loader. */
export const LIBRARY_PAIRS: readonly Pair[] = [
  {
    name: 'a library that is not there',
    image: imageOf([...GLIBC, glibcProgram('web', { needed: ['libssl.so.3', 'libc.so.6'] })], { Entrypoint: ['/web'] }),
    says: [
      fails(
        'IMAGE_LIBRARY_MISSING',
        "runs '/web', which cannot start: its loader does not find 'libssl.so.3'",
        "'/web' needs 'libssl.so.3'; '/lib64/ld-linux-x86-64.so.2' looks in /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      ),
    ],
    really: 'exit 127',
    needsGlibc: true,
  },
  {
    name: 'a library of a library that is not there',
    image: imageOf(
      [
        ...GLIBC,
        library('usr/lib/libssl.so.3', { needed: ['libcrypto.so.3', 'libc.so.6'] }),
        glibcProgram('web', { needed: ['libssl.so.3', 'libc.so.6'] }),
      ],
      { Entrypoint: ['/web'] },
    ),
    says: [
      fails(
        'IMAGE_LIBRARY_MISSING',
        "runs '/web', which cannot start: its loader does not find 'libcrypto.so.3'",
        "'/usr/lib/libssl.so.3' needs 'libcrypto.so.3'; '/lib64/ld-linux-x86-64.so.2' looks in /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      ),
    ],
    really: 'exit 127',
    needsGlibc: true,
  },
  {
    name: 'a library beside the program, by $ORIGIN',
    image: imageOf(
      [
        ...GLIBC,
        library('opt/web/lib/libweb.so.1'),
        glibcProgram('opt/web/bin/web', { needed: ['libweb.so.1', 'libc.so.6'], runpath: '$ORIGIN/../lib' }),
      ],
      { Entrypoint: ['/opt/web/bin/web'] },
    ),
    says: [starts("'/opt/web/bin/web': dynamic, loaded by /lib64/ld-linux-x86-64.so.2")],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'a library beside the program, where nobody looks',
    image: imageOf(
      [
        ...GLIBC,
        library('opt/web/bin/libweb.so.1'),
        glibcProgram('opt/web/bin/web', { needed: ['libweb.so.1', 'libc.so.6'], runpath: '$ORIGIN/../lib' }),
      ],
      { Entrypoint: ['/opt/web/bin/web'] },
    ),
    says: [
      fails(
        'IMAGE_LIBRARY_MISSING',
        "runs '/opt/web/bin/web', which cannot start: its loader does not find 'libweb.so.1'",
        "'/opt/web/bin/web' needs 'libweb.so.1'; '/lib64/ld-linux-x86-64.so.2' looks in /opt/web/lib, /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache; the image has '/opt/web/bin/libweb.so.1', where it does not look",
        "let the loader look there: RUN printf '%s\\n' /opt/web/bin > /etc/ld.so.conf.d/app.conf && ldconfig, or ENV LD_LIBRARY_PATH=/opt/web/bin",
      ),
    ],
    really: 'exit 127',
    needsGlibc: true,
  },
  {
    name: 'a library in LD_LIBRARY_PATH of the container',
    image: imageOf(
      [...GLIBC, library('opt/web/libweb.so.1'), glibcProgram('web', { needed: ['libweb.so.1', 'libc.so.6'] })],
      { Entrypoint: ['/web'] },
    ),
    container: { env: [{ name: 'LD_LIBRARY_PATH', value: '/opt/web' }] },
    says: [starts("'/web': dynamic, loaded by /lib64/ld-linux-x86-64.so.2")],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'a library that is older than the program wants',
    image: imageOf(
      [
        ...GLIBC,
        library('usr/lib/libweb.so.1', { versionsDefined: ['WEB_1.0', 'WEB_1.1'] }),
        glibcProgram('web', {
          needed: ['libweb.so.1', 'libc.so.6'],
          versionsNeeded: { 'libweb.so.1': ['WEB_1.0', 'WEB_1.2'] },
        }),
      ],
      { Entrypoint: ['/web'] },
    ),
    says: [
      fails(
        'IMAGE_LIBRARY_VERSION',
        "runs '/web', which cannot start: it needs WEB_1.2 of 'libweb.so.1', which '/usr/lib/libweb.so.1' does not have",
        "'/usr/lib/libweb.so.1' goes up to WEB_1.1; it was built against another one: the loader says \"version 'WEB_1.2' not found\"",
        'build it on the base image that it runs in or on an older one, or use a base image with WEB_1.2',
      ),
    ],
    really: 'exit 1',
    needsGlibc: true,
  },
  {
    name: 'a library that has what the program wants',
    image: imageOf(
      [
        ...GLIBC,
        library('usr/lib/libweb.so.1', { versionsDefined: ['WEB_1.0', 'WEB_1.1'] }),
        glibcProgram('web', {
          needed: ['libweb.so.1', 'libc.so.6'],
          versionsNeeded: { 'libweb.so.1': ['WEB_1.1'] },
        }),
      ],
      { Entrypoint: ['/web'] },
    ),
    says: [starts("'/web': dynamic, loaded by /lib64/ld-linux-x86-64.so.2")],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'a library for another architecture',
    image: imageOf(
      [
        ...GLIBC,
        library('usr/lib/libweb.so.1', { machine: ARM64 }),
        glibcProgram('web', { needed: ['libweb.so.1', 'libc.so.6'] }),
      ],
      { Entrypoint: ['/web'] },
    ),
    says: [
      fails(
        'IMAGE_LIBRARY_MISSING',
        "runs '/web', which cannot start: its loader does not find 'libweb.so.1'",
        "'/web' needs 'libweb.so.1'; '/lib64/ld-linux-x86-64.so.2' looks in /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache; '/usr/lib/libweb.so.1' is built for arm64",
        "put a library for amd64 there that the container's user may read",
      ),
    ],
    really: 'exit 127',
    needsGlibc: true,
  },
];
