import fc from 'fast-check';
import { UserError } from '../../../src/errors';
import { ask, dockerfile } from './ask-dockerfile';

const PIECES = [
  'FROM scratch\n',
  'FROM golang AS b\n',
  'FROM b\n',
  'FROM $A\n',
  'COPY ',
  'ADD ',
  'RUN ',
  'ENV ',
  'ARG ',
  'WORKDIR ',
  'CMD ',
  'ENTRYPOINT ',
  'EXPOSE ',
  'VOLUME ',
  'USER ',
  'SHELL ',
  'ONBUILD ',
  '--from=b ',
  '--from=0 ',
  '--mount=type=bind,target=x ',
  '. ',
  '/ ',
  '/a ',
  '../.. ',
  './... ',
  '*',
  '[',
  ']',
  '"',
  "'",
  '`',
  '\\',
  '\n',
  '\\\n',
  '$',
  '${',
  '}',
  '$(',
  ')',
  '(',
  '<<EOF',
  '\nEOF\n',
  '&& ',
  '|| ',
  '; ',
  '| ',
  '> ',
  'if ',
  'then ',
  'fi ',
  'for x in a b; do ',
  'done ',
  'case x in ',
  'esac ',
  'cd ',
  'cp -r ',
  'mv ',
  'ln -s ',
  'rm -rf ',
  'go build -o ',
  'go install ',
  'mkdir ',
  'sh -c ',
  'chmod +x ',
  '__proto__ ',
  'constructor',
  '=',
  ':',
  '-',
  '~',
  '\0',
  '\u{1f600}',
  '\r',
  '\t',
  '#',
  '# escape=`\n',
] as const;
const PATHS = ['/', '', '/a', 'a', '/a/b/c', '../..', '/__proto__', '/\0', '//', '/a/'];

async function answers(text: string): Promise<void> {
  try {
    const image = dockerfile([text]);
    for (const path of PATHS) {
      expect(await ask(image, path)).toMatch(/^(?:file|directory|symlink|missing|not-a-folder|loop|unknown: .+)/s);
      await image.files.list(path);
    }
    expect(image.knownPrograms().every((path) => path.startsWith('/'))).toBe(true);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.problems.every(({ what, why, fix }) => what !== '' && why !== '' && fix !== '')).toBe(true);
  }
}

describe('any text at all', () => {
  test('is answered or refused', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary' }), answers), { numRuns: 300 });
  });

  test('is answered or refused, made of what Dockerfiles are made of', async () => {
    const text = fc
      .array(fc.constantFrom(...PIECES), { maxLength: 40 })
      .map((pieces) => `FROM scratch\n${pieces.join('')}`);
    await fc.assert(fc.asyncProperty(text, answers), { numRuns: 1500 });
  });

  test('is answered the same twice', async () => {
    const lines = ['FROM golang:1.22', 'COPY . /src', 'RUN make', 'RUN go install ./x'];
    expect([await ask(dockerfile(lines), '/src/x'), dockerfile(lines).knownPrograms()]).toEqual([
      await ask(dockerfile(lines), '/src/x'),
      dockerfile(lines).knownPrograms(),
    ]);
  });

  test.each([
    ['brackets', `RUN ${'('.repeat(20_000)}`],
    ['variables in variables', `ENV A=${'${A:-'.repeat(10_000)}`],
    ['commands in commands', `RUN ${'$('.repeat(20_000)}`],
    ['loops in loops', `RUN ${'for i in 1 2 3 4 5 6 7 8 9; do '.repeat(40)} touch /$i ${'; done'.repeat(40)}`],
    ['stars', `COPY ${'*a'.repeat(5000)} /x/`],
    ['a wide range of ports', Array.from({ length: 300 }, () => 'EXPOSE 1-65535').join('\n')],
    ['links in a circle', `RUN ln -s /b /a; ln -s /a /b; cp /a/x /b/y; touch /a`],
    ['many copies', Array.from({ length: 3000 }, (_, index) => `COPY a${index}.sh /d/`).join('\n')],
    ['a long path', `WORKDIR ${'/a'.repeat(20_000)}`],
    ['a deep shell', `RUN ${'sh -c "'.repeat(200)}`],
  ])('is answered or refused with too many %s', async (_name, text) => {
    await answers(`FROM alpine\n${text}\n`);
  });

  test('is answered where stages copy each other without end', async () => {
    const stages = Array.from({ length: 60 }, (_, index) => [
      `FROM alpine AS s${index + 1}`,
      ...(index === 0
        ? ['RUN make']
        : Array.from({ length: 20 }, (_, at) => `COPY --from=s${index} /d${at}/ /d${at % 3}/`)),
    ]);
    const image = dockerfile(stages.flat());
    expect(await ask(image, '/d1/x')).toMatch(/^unknown: /);
    expect(image.knownPrograms()).toEqual([]);
  });
});
