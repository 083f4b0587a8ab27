import type { DockerfileConfig } from '../../../src/image/dockerfile/dockerfile-image';
import { dockerfile } from './ask-dockerfile';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const BASE = "it comes from the base image 'alpine:3'";

describe('what an image says of its containers', () => {
  test('is known and empty from scratch', () => {
    expect(dockerfile(['FROM scratch']).config).toEqual({
      entrypoint: { value: [] },
      cmd: { value: [] },
      env: { values: new Map([['PATH', { value: PATH }]]), others: undefined },
      user: { value: '' },
      workingDir: { value: '/' },
      exposedPorts: { values: [], others: undefined },
      volumes: { values: [], others: undefined },
    });
    expect(dockerfile(['FROM scratch']).baseImage).toBeUndefined();
  });

  test('is unknown where only the base image sets it', () => {
    const image = dockerfile(['FROM alpine:3', 'ENV A=1', 'EXPOSE 80', 'VOLUME /data']);
    expect(image.config).toEqual({
      entrypoint: { unknown: BASE },
      cmd: { unknown: BASE },
      env: {
        values: new Map([
          ['PATH', { unknown: BASE }],
          ['A', { value: '1' }],
        ]),
        others: BASE,
      },
      user: { unknown: BASE },
      workingDir: { unknown: BASE },
      exposedPorts: { values: ['80/tcp'], others: BASE },
      volumes: { values: ['/data'], others: BASE },
    });
    expect(image.baseImage).toBe('alpine:3');
  });

  const cases: readonly (readonly [string, readonly string[], Partial<DockerfileConfig>])[] = [
    ['exec form', ['CMD ["sh", "-c", "a  b"]'], { cmd: { value: ['sh', '-c', 'a  b'] } }],
    ['exec form over lines', ['CMD [ \\', ' "a", \\', '# why', ' "b" ]'], { cmd: { value: ['a', 'b'] } }],
    ['shell form', ['CMD exec  web $PORT # x'], { cmd: { value: ['/bin/sh', '-c', 'exec  web $PORT # x'] } }],
    ['single quotes are no JSON', ["CMD ['web']"], { cmd: { value: ['/bin/sh', '-c', "['web']"] } }],
    ['another shell', ['SHELL ["/bin/bash", "-euc"]', 'CMD web'], { cmd: { value: ['/bin/bash', '-euc', 'web'] } }],
    ['variables stay in commands', ['ENV A=1', 'ENTRYPOINT ["$A"]'], { entrypoint: { value: ['$A'] } }],
    ['the last one counts', ['CMD ["a"]', 'CMD ["b"]'], { cmd: { value: ['b'] } }],
    ['an empty one', ['ENTRYPOINT ["a"]', 'ENTRYPOINT []'], { entrypoint: { value: [] } }],
    ['WORKDIR on WORKDIR', ['WORKDIR /a/b', 'WORKDIR ../c/./d/'], { workingDir: { value: '/a/c/d' } }],
    ['WORKDIR with spaces', ['WORKDIR "/my app"'], { workingDir: { value: '/my app' } }],
    ['USER', ['ARG UID=1000', 'USER ${UID}:0'], { user: { value: '1000:0' } }],
    [
      'ports',
      ['ENV P=53', 'EXPOSE 8080 $P/udp 9000-9002 80:81'],
      {
        exposedPorts: {
          values: ['53/udp', '8080/tcp', '81/tcp', '9000/tcp', '9001/tcp', '9002/tcp'],
          others: undefined,
        },
      },
    ],
    [
      'volumes',
      ['VOLUME ["/a b", "/c"]', 'VOLUME /d /e'],
      { volumes: { values: ['/a b', '/c', '/d', '/e'], others: undefined } },
    ],
    [
      'a port of unknown number',
      ['ARG P', 'EXPOSE $P'],
      { exposedPorts: { values: [], others: 'line 3 exposes a port that is not known: ARG P has no value' } },
    ],
  ];
  test.each(cases)('%s', (_name, lines, expected) => {
    expect(dockerfile(['FROM scratch', ...lines]).config).toMatchObject(expected);
  });

  test.each([
    ['FROM alpine:3', ['ENTRYPOINT ["/web"]'], [], 'a CMD of the base goes'],
    ['FROM alpine:3', ['CMD ["-v"]', 'ENTRYPOINT ["/web"]'], ['-v'], 'its own stays'],
    ['FROM scratch', ['CMD ["-v"]', 'FROM 0', 'ENTRYPOINT ["/web"]'], undefined, 'a number is an image here'],
  ])('%s with %j has the CMD %j', (from, lines, cmd, _reason) => {
    expect(dockerfile([from, ...lines]).config.cmd).toEqual(cmd === undefined ? { value: [] } : { value: cmd });
  });

  test('is inherited from a stage, and its CMD goes with a new ENTRYPOINT', () => {
    const lines = ['FROM scratch AS a', 'CMD ["-v"]', 'USER 1', 'WORKDIR /w', 'ENV A=1', 'EXPOSE 80', 'FROM a AS b'];
    expect(dockerfile(lines).config).toMatchObject({
      cmd: { value: ['-v'] },
      user: { value: '1' },
      workingDir: { value: '/w' },
    });
    expect(dockerfile([...lines, 'ENTRYPOINT ["/web"]']).config.cmd).toEqual({ value: [] });
    expect(dockerfile(lines).config.exposedPorts.values).toEqual(['80/tcp']);
  });
});

describe('variables', () => {
  const valueOfX = (lines: readonly string[], buildArgs: Readonly<Record<string, string>> = {}): unknown => {
    const found = dockerfile(lines, { buildArgs }).config.env.values.get('X');
    return found && 'value' in found ? found.value : `?${found?.unknown}`;
  };

  test.each([
    [['FROM scratch', 'ENV A=a', 'ENV X=$A-${A}_${A}b'], 'a-a_ab', 'both forms'],
    [['FROM scratch', 'ENV A=a', 'ENV X=\'$A\'"$A"\\$A'], '$Aa$A', 'quotes'],
    [['FROM scratch', 'ENV A=a B=$A', 'ENV X="[$B]"'], '[]', 'values of one ENV do not see each other'],
    [['FROM scratch', 'ENV X a  b'], 'a  b', 'the older form'],
    [
      ['FROM scratch', 'ENV A= X=${A:-d}${A-e}${B:+f}${B-g}'],
      'deg',
      'not set, and values of one ENV do not see each other',
    ],
    [
      ['FROM scratch', 'ENV A=a/b/c.tar.gz', 'ENV X=${A#*/}:${A##*/}:${A%.*}:${A%%.*}'],
      'b/c.tar.gz:c.tar.gz:a/b/c.tar:a/b/c',
      'cut',
    ],
    [['FROM scratch', 'ENV A=a.b.c', 'ENV X=${A/./-}${A//./-}'], 'a-b.ca-b-c', 'replaced'],
    [['ARG V=1', 'FROM scratch', 'ENV X=$V'], '', 'a global ARG is not seen in a stage'],
    [['ARG V=1', 'FROM scratch', 'ARG V', 'ENV X=$V'], '1', 'unless the stage asks for it'],
    [['ARG V=1', 'FROM scratch', 'ARG V=2', 'ENV X=$V'], '2', 'its own default counts'],
    [['FROM scratch', 'ARG V=2', 'FROM scratch', 'ENV X=$V'], '', 'not of another stage'],
    [['FROM scratch AS a', 'ARG V=2', 'FROM a', 'ENV X=$V'], '2', 'but of the stage below'],
    [['FROM scratch', 'ARG V', 'ENV X=$V'], '?ARG V has no value', 'no default'],
    [['FROM scratch', 'ENV V=e', 'ARG V=a', 'ENV X=$V'], 'a', 'the later one'],
    [['FROM scratch', 'ARG V=a', 'ENV V=e', 'ENV X=$V'], 'e', 'the later one'],
    [
      ['FROM scratch', 'ARG TARGETARCH', 'ENV X=$TARGETARCH'],
      "?'TARGETARCH' is of the platform that is built for",
      'by the builder',
    ],
    [['FROM alpine:3', 'ENV X=$LANG'], "?'LANG' may be set by the base image 'alpine:3'", 'the base may set it'],
    [['FROM alpine:3', 'ENV X=/bin:$PATH'], "?it comes from the base image 'alpine:3'", 'the base sets it'],
    [['# escape=`', 'FROM scratch', 'ENV A=a', 'ENV X=\\$A`$A'], '\\a$A', 'another escape character'],
    [['FROM scratch', 'ENV __proto__=a', 'ENV X=$__proto__$constructor'], 'a', 'no names of JavaScript'],
  ])('%j: %s', (lines, value, _reason) => {
    expect(valueOfX(lines)).toBe(value);
  });

  test.each([
    [['FROM scratch', 'ARG V', 'ENV X=$V'], 'given', 'no default'],
    [['FROM scratch', 'ARG V=1', 'ENV X=$V'], 'given', 'before the default'],
    [['ARG V=1', 'FROM scratch', 'ARG V', 'ENV X=$V'], 'given', 'global'],
    [['FROM scratch', 'ENV X=$V'], '', 'not asked for'],
  ])('%j with --build-arg V=given: %s', (lines, value, _reason) => {
    expect(valueOfX(lines, { V: 'given' })).toBe(value);
  });
});
