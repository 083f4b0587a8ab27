import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDockerfile } from '../../../../src/image/dockerfile/read-dockerfile';
import { ask } from '../ask-dockerfile';
import { makeContext, removeContext } from './context-folder';

const GO = {
  'go.mod': 'module example.com/shop/v2\n\ngo 1.22\n',
  'main.go': 'package main\n',
  'frontend/main.go': '// the shop\npackage main\n',
  'render/main.go': 'package main\n',
  'render/main_test.go': 'package main_test\n',
  'lib/lib.go': 'package lib\n',
  'lib/gen.go': '//go:build ignore\n\npackage main\n',
  'vendor/x/main.go': 'package main\n',
  'tools/go.mod': 'module example.com/tools\n',
  'tools/main.go': 'package main\n',
  'start.sh*': '#!/bin/sh\n',
  'notes.sh': '#!/bin/sh\n',
  'run->': 'start.sh',
};

describe('a Dockerfile with its build context', () => {
  const made: string[] = [];
  const contextOf = (files: Readonly<Record<string, string>>): string => {
    const folder = makeContext(files);
    made.push(folder);
    return folder;
  };
  afterAll(() => made.forEach(removeContext));

  type Row = readonly [
    name: string,
    files: Readonly<Record<string, string>>,
    lines: readonly string[],
    answers: readonly (readonly [string, string, string])[],
  ];
  const go = GO;
  const rows: readonly Row[] = [
    [
      'the classic Go image',
      go,
      ['FROM golang:1.22', 'WORKDIR /go/src/app', 'COPY . .', 'RUN go install ./...', 'CMD ["frontend"]'],
      [
        ['./frontend', 'directory', 'the source of the program'],
        ['/go/bin/frontend', 'file', 'the program'],
        ['/go/bin/render', 'file', 'another'],
        ['/go/bin/shop', 'file', 'named by go.mod, without its major version'],
        ['/go/bin/lib', "unknown: the base image 'golang:1.22' may hold it", 'no program, and the base is not read'],
        ['/go/bin/x', "unknown: the base image 'golang:1.22' may hold it", 'vendored packages are not meant'],
        ['/go/bin/tools', "unknown: the base image 'golang:1.22' may hold it", 'another module'],
        ['./gifcreator', "unknown: the base image 'golang:1.22' may hold it", 'the context has none'],
      ],
    ],
    [
      'the program of the same name is elsewhere',
      { 'go.mod': GO['go.mod'], 'cmd/web/main.go': 'package main\n' },
      [
        'FROM golang:1.22',
        'WORKDIR /src',
        'COPY . .',
        'RUN go install ./cmd/web',
        'FROM golang:1.22',
        'WORKDIR /app',
        'COPY . .',
        'COPY --from=0 /go/bin/web /usr/local/bin/',
      ],
      [
        ['./web', 'missing', 'the context has none, and it is installed elsewhere'],
        ['./cmd/web', 'directory', 'its source'],
        ['/usr/local/bin/web', 'file', 'where it is'],
      ],
    ],
    [
      'what is built and what is not understood',
      { 'go.mod': GO['go.mod'], 'web/main.go': 'package main\n' },
      ['FROM golang:1.22', 'WORKDIR /src', 'COPY . .', 'RUN go install ./web', 'RUN make assets'],
      [
        [
          './web/web',
          "unknown: line 5 (RUN make assets) may have put it there, and line 4 installs 'web' as /go/bin/web",
          'make may do anything',
        ],
      ],
    ],
    [
      'modes and links',
      go,
      ['FROM scratch', 'COPY . /app/', 'COPY start.sh /', 'COPY run /linked', 'COPY --chmod=755 notes.sh /notes'],
      [
        ['/app/start.sh', 'file', 'executable on disk'],
        ['/app/notes.sh', 'file 0644', 'not executable on disk'],
        ['/app/run', 'file → /app/start.sh', 'a link in a folder stays one'],
        ['/linked', 'file', 'a link that is named is followed'],
        ['/start.sh', 'file', 'one file'],
        ['/notes', 'file', 'made executable'],
        ['/app/none', 'missing', 'not in the context'],
      ],
    ],
    [
      'files and folders',
      { 'bin/a*': '', 'bin/b*': '', 'web/index.html': '', 'tool*': '' },
      ['FROM scratch', 'COPY bin /bin', 'COPY web tool /srv/', 'COPY b* /x/'],
      [
        ['/bin/a', 'file', 'the content of a folder'],
        ['/bin/bin', 'missing', 'not the folder itself'],
        ['/srv/index.html', 'file 0644', 'of several sources too'],
        ['/srv/tool', 'file', 'a file'],
        ['/srv/web', 'missing', 'not the folder itself'],
        ['/x/b', 'file', 'a pattern that means a folder'],
        ['/x/bin', 'missing', 'only its content'],
      ],
    ],
    [
      'wildcards',
      { 'a.sh*': '', 'b.sh*': '', 'c.txt': '' },
      ['FROM scratch', 'COPY *.sh /bin/'],
      [
        ['/bin/b.sh', 'file', 'it matches'],
        ['/bin/c.txt', 'missing', 'it does not'],
        ['/bin/d.sh', 'missing', 'it is not there'],
      ],
    ],
    [
      '.dockerignore',
      { '.dockerignore': '*\n!web\nweb/tmp\n', 'web/run*': '', 'web/tmp/x*': '', 'other*': '' },
      ['FROM scratch', 'COPY . /'],
      [
        ['/web/run', 'file', 'an exception'],
        ['/web/tmp/x', 'missing', 'left out of the exception'],
        ['/other', 'missing', 'left out'],
      ],
    ],
    [
      'a .dockerignore of its own',
      { '.dockerignore': 'a\n', 'Dockerfile.dockerignore': 'b\n', 'a*': '', 'b*': '' },
      ['FROM scratch', 'COPY . /'],
      [
        ['/a', 'file', 'the other one does not count'],
        ['/b', 'missing', 'this one does'],
      ],
    ],
    [
      'what is made before the image is built',
      { 'README.md': '' },
      ['FROM scratch', 'COPY dist/server /server', 'COPY dist/ /dist/'],
      [
        ['/server', 'file', 'not on disk yet, but the build would end without it'],
        ['/dist', 'directory', 'likewise'],
      ],
    ],
    [
      'a way out of the context',
      { 'out->': '/etc', passwd: '' },
      ['FROM scratch', 'COPY out/passwd /a', 'COPY ../../etc/passwd /b', 'COPY . /c'],
      [
        ['/a', 'file', 'taken for a file that is made later; nothing outside is read'],
        ['/b', 'file', 'dots end at the context, which has no etc'],
        ['/c/out/passwd', 'missing', 'the image has no /etc'],
      ],
    ],
    [
      'a mount of the context',
      { 'go.mod': 'module example.com/web\n', 'main.go': 'package main\n' },
      ['FROM golang:1.22', 'WORKDIR /src', 'RUN --mount=type=bind,target=. go build -o /out/ .'],
      [['/out/web', 'file', 'named by go.mod']],
    ],
  ];
  test.each(rows)('%s', async (_name, files, lines, answers) => {
    const contextFolder = contextOf(files);
    const file = join(contextFolder, 'Dockerfile');
    writeFileSync(file, `${lines.join('\n')}\n`);
    const image = await readDockerfile(file, { contextFolder });
    const said = await Promise.all(answers.map(async ([path]) => [path, await ask(image, path)]));
    expect(said).toEqual(answers.map(([path, answer]) => [path, answer]));
  });

  test('lists what it knows of a folder, and the programs that it installs', async () => {
    const contextFolder = contextOf({ 'start.sh*': '', 'data.json': '{}' });
    const file = join(contextFolder, 'Dockerfile');
    writeFileSync(file, 'FROM golang:1.22\nWORKDIR /app\nCOPY start.sh data.json ./\nRUN go build -o web ./cmd/web\n');
    const image = await readDockerfile(file, { contextFolder });
    expect((await image.files.list('/app'))?.toSorted()).toEqual(['cmd', 'data.json', 'start.sh', 'web']);
    expect(await image.files.list('/etc')).toBeUndefined();
    expect(image.knownPrograms()).toEqual(['/app/start.sh', '/app/web']);
    expect(await image.files.files()).toBeUndefined();
  });

  test('refuses a file that is not there', async () => {
    const file = join(contextOf({}), 'Dockerfile');
    await expect(readDockerfile(file)).rejects.toMatchObject({
      code: 'DOCKERFILE_UNREADABLE',
      what: `${file} cannot be read`,
      why: 'there is no such file',
      fix: 'name a Dockerfile that is there',
    });
  });

  test('refuses a folder', async () => {
    await expect(readDockerfile(contextOf({}))).rejects.toMatchObject({ why: 'reading it fails with EISDIR' });
  });
});
