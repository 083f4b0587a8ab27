import { ask, dockerfile } from './ask-dockerfile';

type Row = readonly [name: string, lines: readonly string[], answers: readonly (readonly [string, string, string])[]];

describe('what stages pass on', () => {
  const rows: readonly Row[] = [
    [
      'Go to scratch',
      [
        '# syntax=docker/dockerfile:1',
        'FROM --platform=$BUILDPLATFORM golang:1.22-alpine AS build',
        'ARG TARGETOS TARGETARCH',
        'WORKDIR /src',
        'COPY go.mod go.sum ./',
        'RUN go mod download',
        'COPY . .',
        'RUN --mount=type=cache,target=/root/.cache/go-build \\',
        '    CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -ldflags="-s -w" -o /out/web ./cmd/web',
        'FROM scratch',
        'COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/',
        'COPY --from=build /out/web /web',
        'ENTRYPOINT ["/web"]',
      ],
      [
        ['/web', 'file', 'what is copied'],
        ['/app/web', 'missing', 'a scratch image holds nothing else'],
        ['/bin/sh', 'missing', 'not even a shell'],
        ['/etc/ssl/certs/ca-certificates.crt', 'file', 'a file by its ending'],
        ['/out/web', 'missing', 'the path of another stage'],
      ],
    ],
    [
      'Go to distroless, built by make',
      [
        'FROM golang:1.22 AS build',
        'WORKDIR /src',
        'COPY . .',
        'RUN make build',
        'FROM gcr.io/distroless/static-debian12:nonroot',
        'COPY --from=build /src/dist/server /server',
        'USER 65532:65532',
        'ENTRYPOINT ["/server"]',
      ],
      [
        ['/server', 'file', 'a build ends where a source is missing'],
        ['/app/server', 'missing', 'the Dockerfile installs it as /server, and no base image has an /app/server'],
        [
          '/usr/bin/server',
          "unknown: the base image 'gcr.io/distroless/static-debian12:nonroot' may hold it, and line 6 installs 'server' as /server",
          'a folder where systems keep programs',
        ],
        ['/other', "unknown: the base image 'gcr.io/distroless/static-debian12:nonroot' may hold it", 'not read'],
      ],
    ],
    [
      'a folder of programs',
      [
        'FROM golang:1.22 AS build',
        'WORKDIR /src',
        'COPY . .',
        'RUN go build -o /out/ ./cmd/web ./cmd/worker',
        'FROM scratch',
        'COPY --from=build /out/ /',
      ],
      [
        ['/web', 'file', 'named by its package'],
        ['/worker', 'file', 'likewise'],
        [
          '/cron',
          "unknown: line 6 (COPY --from=build /out/ /) copies '/out' there, and the base image 'golang:1.22' may hold it",
          'the folder may have held more',
        ],
      ],
    ],
    [
      'programs built in a loop',
      [
        'FROM golang:1.22 AS build',
        'WORKDIR /src',
        'COPY . .',
        'RUN set -eux; \\',
        '    # one for each service',
        '    for name in web worker cron; do \\',
        '      go build -trimpath -o "/out/$name" "./cmd/${name}"; \\',
        '    done',
        'FROM scratch',
        'COPY --from=build /out/* /usr/local/bin/',
      ],
      [
        ['/usr/local/bin/worker', 'file', 'the second round'],
        ['/worker', 'missing', 'from scratch, and never copied there'],
      ],
    ],
    [
      'Rust',
      [
        'FROM rust:1.79 AS build',
        'WORKDIR /app',
        'COPY . .',
        'RUN cargo build --release --locked',
        'FROM debian:12-slim',
        'RUN apt-get update && apt-get install -y libssl3 && rm -rf /var/lib/apt/lists/*',
        'COPY --from=build /app/target/release/api /usr/local/bin/',
        'CMD ["api"]',
      ],
      [
        ['/usr/local/bin/api', 'file', 'a folder that every system has'],
        ['/app/api', 'missing', 'the package manager writes nothing there'],
        [
          '/usr/bin/api',
          "unknown: line 6 (RUN apt-get install) may have put it there, and line 7 installs 'api' as /usr/local/bin/api",
          'a package may bring it',
        ],
      ],
    ],
    [
      'Python with a virtual environment',
      [
        'FROM python:3.12 AS build',
        'RUN python -m venv /opt/venv',
        'COPY requirements.txt .',
        'RUN /opt/venv/bin/pip install --no-cache-dir -r requirements.txt',
        'FROM python:3.12-slim',
        'COPY --from=build /opt/venv /opt/venv',
        'ENV PATH="/opt/venv/bin:$PATH"',
        'CMD ["gunicorn", "app:app"]',
      ],
      [
        ['/opt/venv', 'directory', 'made by venv'],
        [
          '/opt/venv/bin/gunicorn',
          "unknown: line 6 (COPY --from=build /opt/venv /opt/venv) copies '/opt/venv' there, and line 4 (RUN /opt/venv/bin/pip install) may have put it there",
          'what a package installs is not in the Dockerfile',
        ],
      ],
    ],
    [
      'C',
      [
        'FROM gcc:14 AS build',
        'COPY main.c .',
        'RUN gcc -static -O2 -o /hello main.c',
        'FROM scratch',
        'COPY --from=build /hello /',
      ],
      [
        ['/hello', 'file', 'the output of the compiler'],
        ['/a.out', 'missing', 'it has another name'],
      ],
    ],
    [
      'a chain of stages',
      [
        'FROM scratch AS files',
        'COPY --chmod=644 motd.txt /etc/motd',
        'FROM files AS more',
        'COPY --chmod=0755 run.sh /run.sh',
        'FROM more',
        'ENTRYPOINT ["/run.sh"]',
      ],
      [
        ['/etc/motd', 'file 0644', 'two stages below'],
        ['/run.sh', 'file', 'one stage below'],
        ['/other', 'missing', 'all of them start from scratch'],
      ],
    ],
    [
      'stages by number',
      [
        'FROM golang:1.22',
        'RUN go install example.com/tools/cmd/lint@v1.2.0',
        'FROM scratch',
        'COPY --from=0 /go/bin/lint /lint',
      ],
      [['/lint', 'file', 'the first stage is number 0']],
    ],
    [
      'a stage copied as a whole',
      ['FROM alpine:3 AS build', 'RUN apk add --no-cache tini', 'FROM scratch', 'COPY --from=build / /'],
      [
        [
          '/sbin/tini',
          "unknown: line 4 (COPY --from=build / /) copies '/' there, and line 2 (RUN apk add) may have put it there",
          'what a package brings',
        ],
      ],
    ],
    [
      'another image',
      [
        'FROM scratch',
        'COPY --from=ghcr.io/team/tools:1 /bin/tool /tool',
        'COPY --from=ghcr.io/team/tools:1 /share/ /share/',
      ],
      [
        ['/tool', 'file', 'named'],
        [
          '/share/x',
          "unknown: line 3 (COPY --from=ghcr.io/team/tools:1 /share/ /share/) copies '/share/' there",
          'not read',
        ],
        ['/share', 'directory', 'made by the copy'],
      ],
    ],
    [
      'a stage that nothing is copied from',
      ['FROM golang:1.22 AS test', 'RUN make test', 'FROM scratch', 'COPY web.sh /web.sh'],
      [['/test', 'missing', 'its RUN changes another image']],
    ],
  ];
  test.each(rows)('%s', async (_name, lines, answers) => {
    const image = dockerfile(lines);
    const said = await Promise.all(answers.map(async ([path]) => [path, await ask(image, path)]));
    expect(said).toEqual(answers.map(([path, answer]) => [path, answer]));
  });
});

describe('the stage that is built', () => {
  const lines = ['FROM scratch AS web', 'COPY web.sh /web.sh', 'FROM scratch AS Worker', 'COPY worker.sh /worker.sh'];

  test.each([
    [undefined, 'missing', 'file', 'the last one'],
    ['web', 'file', 'missing', 'by name'],
    ['WORKER', 'missing', 'file', 'names have no case'],
    ['0', 'file', 'missing', 'by number'],
  ])('is %s', async (target, web, worker, _reason) => {
    const image = dockerfile(lines, { ...(target !== undefined && { target }) });
    expect([await ask(image, '/web.sh'), await ask(image, '/worker.sh')]).toEqual([web, worker]);
  });

  test('refuses one that is not there', () => {
    expect(() => dockerfile(lines, { target: 'wep' })).toThrow(
      expect.objectContaining({
        code: 'DOCKERFILE_TARGET_MISSING',
        what: "Dockerfile has no stage 'wep'",
        why: 'its stages are: web, worker',
        fix: 'name one of them, or add the stage: FROM image AS name',
      }),
    );
  });
});
