import { ask, dockerfile } from './ask-dockerfile';

type Row = readonly [name: string, lines: readonly string[], answers: readonly (readonly [string, string, string])[]];

describe('what one stage holds', () => {
  const rows: readonly Row[] = [
    [
      'the classic Go image, and manifests that name ./frontend',
      ['FROM golang:1.22', 'WORKDIR /go/src/app', 'COPY . .', 'RUN go install ./...', 'CMD ["frontend"]'],
      [
        [
          './frontend',
          "unknown: line 3 copies the build context there, and line 4 installs the programs of './...' in /go/bin",
          'the source may hold one',
        ],
        ['/go/bin/frontend', "unknown: line 4 (RUN go install) installs the programs of './...' there", 'no names'],
      ],
    ],
    [
      'programs that are named one by one',
      [
        'FROM golang:1.22',
        'WORKDIR /src',
        'COPY . .',
        'RUN go install example.com/shop/frontend example.com/shop/render',
      ],
      [
        ['/go/bin/frontend', 'file', 'GOPATH of the official image'],
        ['/go/bin/render', 'file', 'likewise'],
        [
          '/src/frontend',
          "unknown: line 3 copies the build context there, and line 4 installs 'frontend' as /go/bin/frontend",
          'both facts',
        ],
        ['/frontend', 'missing', 'installed elsewhere, and nothing else writes there'],
      ],
    ],
    [
      'a package is a folder',
      ['FROM golang:1.22', 'WORKDIR /src', 'COPY . .', 'RUN go install ./frontend'],
      [
        ['./frontend', 'directory', 'Go would not take it for a package otherwise'],
        ['/go/bin/frontend', 'file', 'what it is installed as'],
      ],
    ],
    [
      'GOBIN',
      [
        'FROM golang:1.22',
        'ENV GOBIN=/usr/local/bin',
        'RUN go install example.com/x/v2@latest && GOBIN=/tools go install example.com/y@v1',
      ],
      [
        ['/usr/local/bin/x', 'file', 'by ENV, and without its major version'],
        ['/tools/y', 'file', 'for one command alone'],
        ['/go/bin/x', 'missing', 'GOPATH does not count then'],
      ],
    ],
    [
      'Go for another machine',
      ['FROM golang:1.22', 'RUN GOARCH=arm64 go install example.com/x@latest'],
      [
        [
          '/go/bin/x',
          "unknown: line 2 (RUN go install) installs the programs of 'example.com/x@latest' there",
          'maybe in a folder below',
        ],
      ],
    ],
    [
      'go build in a folder',
      [
        'FROM golang:1.22',
        'WORKDIR /app',
        'COPY . .',
        'RUN go build -o . ./cmd/web && go build -o bin/ ./cmd/a ./cmd/b && go build -o /app tool.go && go build main.go',
      ],
      [
        ['/app/web', 'file', 'into the folder that is there'],
        ['/app/bin/b', 'file', 'into a folder that is made'],
        ['/app/tool', 'file', 'an existing folder is not replaced'],
        ['/app/main', 'file', 'named by the first file'],
      ],
    ],
    [
      'go build of what is here',
      ['FROM golang:1.22', 'WORKDIR /app', 'COPY go.mod main.go ./', 'RUN go build'],
      [
        ['/app/app', 'unknown: line 4 (RUN go build) may have put it there', 'go.mod says the name'],
        ['/app/main.go', 'file', 'copied'],
        ['/app/sub/app', 'unknown: line 4 (RUN go build) may have put it there', 'not told apart'],
      ],
    ],
    [
      'Node',
      ['FROM node:22', 'WORKDIR /app', 'COPY package*.json ./', 'RUN npm ci', 'COPY . .', 'RUN npm run build'],
      [
        [
          '/app/dist/server.js',
          'unknown: line 5 copies the build context there, line 4 (RUN npm ci) may have put it there, and 1 more line may have put it there',
          'a build may do anything',
        ],
        ['/usr/local/bin/node', 'unknown: line 6 (RUN npm run build) may have put it there', 'likewise'],
      ],
    ],
    [
      'nginx',
      ['FROM nginx:1.27', 'COPY nginx.conf /etc/nginx/nginx.conf', 'COPY --chmod=755 start.sh /docker-entrypoint.d/'],
      [
        ['/etc/nginx/nginx.conf', 'file', 'its mode is not known'],
        ['/docker-entrypoint.d/start.sh', 'file', 'into a folder'],
        ['/usr/sbin/nginx', "unknown: the base image 'nginx:1.27' may hold it", 'of the base'],
      ],
    ],
    [
      'a heredoc that is copied',
      [
        'FROM scratch',
        'COPY <<EOF /etc/app.conf',
        'FROM nothing',
        'EOF',
        'COPY <<-"A" <<B /etc/',
        '\tx',
        '\tA',
        'y',
        'B',
      ],
      [
        ['/etc/app.conf', 'file 0644', 'its text is no instruction'],
        ['/etc/A', 'file 0644', 'named by its mark'],
        ['/etc/B', 'file 0644', 'likewise'],
        ['/etc/C', 'missing', 'no other'],
      ],
    ],
    [
      'a heredoc that is run',
      [
        'FROM alpine:3',
        'RUN <<EOF',
        'set -e',
        'mkdir -p /srv/app',
        'ln -s /srv/app/run.sh /run-it',
        'EOF',
        'COPY run.sh /srv/app/',
      ],
      [
        ['/srv/app', 'directory', 'made by the script'],
        ['/run-it', 'file → /srv/app/run.sh', 'a link that is filled later'],
      ],
    ],
    [
      'a heredoc for another program',
      ['FROM python:3.12', 'RUN <<EOF', '#!/usr/bin/env python3', 'open("/x", "w")', 'EOF'],
      [['/x', 'unknown: line 2 (RUN) may have put it there', 'not read']],
    ],
    [
      'a file that a heredoc makes',
      ['FROM alpine:3', 'RUN cat <<EOF > /start.sh && chmod +x /start.sh', '#!/bin/sh', 'exec "$@"', 'EOF'],
      [['/start.sh', 'file', 'written, and made executable']],
    ],
    [
      'what is not executable',
      [
        'FROM scratch',
        'COPY --chmod=644 run.sh /run.sh',
        'COPY --chmod=+x go.sh /go.sh',
        'ADD https://example.com/get/tool /tool',
      ],
      [
        ['/run.sh', 'file 0644', 'as --chmod says'],
        ['/go.sh', 'file', 'likewise'],
        ['/tool', 'file 0600', 'downloads are for their owner alone'],
      ],
    ],
    [
      'ADD',
      [
        'FROM scratch',
        'ADD rootfs.tar.xz /',
        'ADD https://user:secret@example.com/dl/tool.tgz?token=secret /opt/',
        'ADD https://github.com/team/app.git#main /src',
      ],
      [
        ['/bin/sh', 'unknown: line 2 (ADD rootfs.tar.xz /) unpacks an archive there', 'archives are unpacked'],
        ['/opt/tool.tgz', 'file 0600', 'downloaded ones are not'],
        [
          '/src/run',
          'unknown: line 4 (ADD https://github.com/team/app.git /src) copies a repository there, and line 2 (ADD rootfs.tar.xz /) unpacks an archive there',
          'a repository',
        ],
      ],
    ],
    [
      'ADD --unpack',
      ['FROM scratch', 'ADD --unpack=false a.tar /a.tar', 'ADD --unpack=true https://example.com/b.tgz /b/'],
      [
        ['/a.tar', 'file', 'not unpacked'],
        ['/b/x', 'unknown: line 3 (ADD https://example.com/b.tgz /b/) unpacks an archive there', 'unpacked'],
        ['/c', 'missing', 'nothing writes there'],
      ],
    ],
    [
      'wildcards',
      ['FROM scratch', 'COPY *.sh /bin/', 'COPY conf* /etc/'],
      [
        ['/bin/run.sh', 'unknown: line 2 copies the build context there', 'it may match'],
        ['/bin/run', 'missing', 'it cannot match'],
        ['/etc/x', 'unknown: line 3 copies the build context there', 'of a folder the content is copied'],
      ],
    ],
    [
      'several sources',
      ['FROM scratch', 'WORKDIR /app', 'COPY run.sh data.json web ./'],
      [
        ['./run.sh', 'file', 'by its name'],
        ['./data.json', 'file', 'likewise'],
        [
          './web',
          "unknown: line 3 (COPY run.sh data.json web ./) copies 'web' there, which may be a file or a folder",
          'a folder would leave its content there',
        ],
      ],
    ],
    [
      'a file or a folder',
      ['FROM scratch', 'COPY web /web', 'COPY tool /tools/', 'ENTRYPOINT ["/tools/tool"]'],
      [
        ['/web', 'file', 'it is there, and asked for as a program'],
        ['/web/x', 'unknown: line 2 (COPY web /web) puts a file or a folder of that name there', 'it may be a folder'],
        ['/tools/tool', 'file', 'the image starts it'],
        [
          '/tools/other',
          "unknown: line 3 (COPY tool /tools/) copies 'tool' there, which may be a file or a folder",
          'not that',
        ],
      ],
    ],
    [
      'COPY --parents and --exclude',
      ['FROM scratch', 'COPY --parents a/b.sh /x/', 'COPY --exclude=*.md docs/ /docs/'],
      [
        ['/x/a/b.sh', 'unknown: line 2 (COPY a/b.sh /x/) copies with parent folders there', 'not read'],
        ['/docs/a', "unknown: line 3 (COPY docs/ /docs/) copies 'docs/' there", 'not read'],
        ['/y', 'missing', 'nothing writes there'],
      ],
    ],
    [
      'COPY --link, --chown and JSON with spaces',
      ['FROM scratch', 'COPY --link --chown=1000:1000 ["my tool.sh", "/my tool.sh"]'],
      [
        ['/my tool.sh', 'file', 'one path with a space'],
        ['/my', 'missing', 'not two'],
      ],
    ],
    [
      'the destination is a folder that is there',
      ['FROM debian:12', 'COPY server /usr/local/bin', 'RUN mkdir -p /opt/app', 'COPY start.sh /opt/app'],
      [
        ['/usr/local/bin', 'directory', 'every system has it'],
        ['/opt/app/start.sh', 'file', 'made before'],
      ],
    ],
    [
      'variables in paths',
      [
        'FROM alpine:3',
        'ARG NAME=web',
        'ENV HOME_DIR=/srv/${NAME}',
        'WORKDIR $HOME_DIR',
        'COPY ${NAME}.sh ./${NAME:+run}.sh',
        'COPY a.sh ${UNSET}/a.sh',
      ],
      [
        ['/srv/web/run.sh', 'file', 'all are known'],
        ['/a.sh', 'unknown: line 6 (COPY a.sh ${UNSET}/a.sh) may have put it there', 'the base image may set it'],
        ['/b.sh', "unknown: the base image 'alpine:3' may hold it", 'another name cannot come from there'],
      ],
    ],
    [
      'a source of which a part is not known',
      [
        'FROM scratch',
        'ARG TARGETARCH',
        'COPY bin/web-${TARGETARCH} /web',
        'COPY dist/app-${TARGETARCH}.jar /srv/',
        'COPY ${TARGETARCH}/ /all/',
      ],
      [
        ['/web', 'file', 'where it comes to lie is known'],
        ['/srv/app-arm64.jar', 'unknown: line 4 copies the build context there', 'its name may be that'],
        ['/srv/run', 'missing', 'its name cannot be that'],
        ['/all/run', 'unknown: line 5 copies the build context there', 'a folder'],
      ],
    ],
    [
      'a folder of data with the name of a program',
      ['FROM nginx:1', 'COPY nginx /etc/nginx', 'COPY web /srv/web'],
      [
        ['/nginx', "unknown: the base image 'nginx:1' may hold it", 'no program of that name is installed elsewhere'],
        ['/web', "unknown: the base image 'nginx:1' may hold it", 'likewise'],
      ],
    ],
    [
      'what is copied and moved on',
      [
        'FROM alpine:3',
        'COPY tool.sh /tmp/tool.sh',
        'RUN install -D -m 0755 /tmp/tool.sh /opt/bin/tool && cp /opt/bin/tool /opt/copy && mv /opt/copy /opt/moved \\',
        '  && rm -rf /tmp/* && cd /opt && ln -s bin/tool short',
      ],
      [
        ['/opt/bin/tool', 'file', 'installed'],
        ['/opt/moved', 'file', 'copied and moved'],
        ['/opt/copy', 'missing', 'moved away'],
        ['/opt/short', 'file → /opt/bin/tool', 'linked from where it is'],
        ['/tmp/tool.sh', 'unknown: line 3 (RUN rm) may have removed it', 'a pattern'],
      ],
    ],
    [
      'what only may happen',
      [
        'FROM alpine:3',
        'COPY a.sh /a.sh',
        'RUN if [ -n "$CI" ]; then rm /a.sh; else touch /b.sh; fi',
        'RUN cp /c.sh /d.sh || true',
        'RUN case "$X" in a|b) touch /e.sh;; esac; while read -r f; do touch "/f/$f"; done < list',
      ],
      [
        ['/a.sh', 'unknown: line 3 (RUN rm) may have removed it', 'in a branch'],
        ['/b.sh', 'unknown: line 3 (RUN touch) may have put it there', 'in the other'],
        ['/d.sh', 'unknown: line 4 (RUN cp) may have put it there', 'it may have failed'],
        ['/e.sh', 'unknown: line 5 (RUN touch) may have put it there', 'a case'],
        ['/f/x', 'unknown: line 5 (RUN touch) may have put it there', 'an unknown name'],
      ],
    ],
    [
      'downloads',
      [
        'FROM alpine:3',
        'RUN curl -fsSLo /usr/local/bin/k https://dl.example.com/k && chmod +x /usr/local/bin/k \\',
        ' && wget -qO- https://example.com/t.tgz | tar -xz -C /opt/t && wget -q https://example.com/x/tool.bin',
        'WORKDIR /w',
        'RUN curl -OsSL https://example.com/files/a.sh?x=1 && git clone --depth 1 https://example.com/team/app.git',
      ],
      [
        ['/usr/local/bin/k', 'file', 'downloaded, and made executable'],
        ['/opt/t/x', 'unknown: line 2 (RUN tar) may have put it there', 'an archive'],
        ['/w/a.sh', 'file', 'named by its address'],
        ['/w/app/run', 'unknown: line 5 (RUN git clone) may have put it there', 'a repository'],
        ['/opt/other', "unknown: the base image 'alpine:3' may hold it", 'nothing else'],
      ],
    ],
    [
      'mounts are gone afterwards',
      [
        'FROM golang:1.22',
        'WORKDIR /src',
        'RUN --mount=type=bind,target=. --mount=type=cache,target=/cache go build -o /cache/web ./cmd/web && cp /cache/web /web',
      ],
      [
        ['/web', 'file', 'copied out of the cache'],
        ['/cache/web', 'missing', 'not kept'],
      ],
    ],
    [
      'exec form and inner shells',
      [
        'FROM alpine:3',
        'RUN ["cp", "/a b", "/c"]',
        'RUN ["/bin/sh", "-ec", "touch /x && touch /y"]',
        'RUN bash -o pipefail -c "touch /z"',
      ],
      [
        ['/c', 'file', 'a space in a name'],
        ['/y', 'file', 'a script in an array'],
        ['/z', 'file', 'a script in a script'],
      ],
    ],
    [
      'a shell that is none of ours',
      [
        '# escape=`',
        'FROM mcr.microsoft.com/windows/nanoserver',
        'SHELL ["powershell", "-Command"]',
        'RUN New-Item `',
        '  /x',
      ],
      [['/x', 'unknown: line 4 (RUN) may have put it there', 'not read']],
    ],
    [
      'ONBUILD',
      ['FROM scratch AS base', 'ONBUILD COPY run.sh /run.sh', 'FROM base', 'COPY other.sh /other.sh'],
      [
        ['/run.sh', 'file', 'kept for this stage'],
        ['/other.sh', 'file', 'its own'],
      ],
    ],
    [
      'ONBUILD in the last stage',
      ['FROM scratch', 'ONBUILD COPY run.sh /run.sh'],
      [['/run.sh', 'missing', 'only for images that start from this one']],
    ],
    [
      'what HEALTHCHECK, LABEL and others say',
      [
        'FROM scratch',
        'LABEL a=b',
        'HEALTHCHECK CMD /check.sh',
        'STOPSIGNAL SIGINT',
        'MAINTAINER me',
        'COPY a.sh /a.sh',
      ],
      [
        ['/a.sh', 'file', 'read on'],
        ['/check.sh', 'missing', 'a check is no file'],
      ],
    ],
    [
      'links that lead nowhere',
      ['FROM alpine:3', 'RUN ln -s /b /a && ln -s /a /b && ln -s ../x/run.sh /bin/run', 'COPY run.sh /x/run.sh'],
      [
        ['/a', 'loop', 'in a circle'],
        ['/bin/run', 'file → /x/run.sh', 'relative to its folder'],
        ['/x/run.sh/more', 'not-a-folder', 'below a file'],
        ['/x/./../x//run.sh', 'file', 'dots and slashes'],
      ],
    ],
    [
      'copying through a link',
      ['FROM alpine:3', 'RUN mkdir /data && ln -s /data /app', 'COPY run.sh /app/run.sh'],
      [
        ['/data/run.sh', 'file', 'where the link leads'],
        ['/app/run.sh', 'file → /data/run.sh', 'and by the link'],
      ],
    ],
    [
      'a project of Ruby',
      ['FROM ruby:3.3', 'WORKDIR /app', 'COPY Gemfile Gemfile.lock ./', 'RUN bundle install', 'COPY bin/ bin/'],
      [
        ['/app/Gemfile', 'file', 'a well-known name'],
        ['/app/bin', 'directory', 'made by the copy'],
        ['/app/bin/rails', "unknown: line 5 (COPY bin/ bin/) copies 'bin/' there", 'not read'],
        ['/app/exe/x', "unknown: the base image 'ruby:3.3' may hold it", 'gems go elsewhere'],
      ],
    ],
    [
      'ARG in FROM',
      ['ARG BASE=scratch', 'ARG TAG', 'FROM ${BASE}', 'COPY a.sh /a.sh'],
      [['/x', 'missing', 'the default is scratch']],
    ],
    [
      'ARG in FROM without value',
      ['ARG BASE', 'FROM ${BASE}:1', 'COPY a.sh /a.sh'],
      [['/x', "unknown: the base image '${BASE}:1' may hold it", 'not known']],
    ],
  ];
  test.each(rows)('%s', async (_name, lines, answers) => {
    const image = dockerfile(lines);
    const said = await Promise.all(answers.map(async ([path]) => [path, await ask(image, path)]));
    expect(said).toEqual(answers.map(([path, answer]) => [path, answer]));
  });
});
