import fc from 'fast-check';
import { askStart } from './ask-start';
import { elf, type FakeFile, link } from './fake-files';
import { ALPINE, DEBIAN, GLIBC_LOADER, library, MUSL_LOADER } from './systems';

const NAMES = [
  'a',
  'b',
  'lib/c',
  '__proto__',
  '$ORIGIN',
  '',
  '.',
  '..',
  'libc.so.6',
  'naïve\r',
  '/a',
  '/bin/b',
] as const;
const name = fc.constantFrom(...NAMES);
const names = fc.array(name, { maxLength: 4 });
const folders = fc.option(
  names.map((list) => list.join(':')),
  { nil: undefined },
);
const versions = fc.dictionary(name, fc.array(name, { minLength: 1, maxLength: 2 }), { maxKeys: 2 });
const interpreter = fc.constantFrom(GLIBC_LOADER, MUSL_LOADER, '/a', 'b', '/bin');
const options = fc.record(
  { needed: names, rpath: folders, runpath: folders, soname: name, versionsNeeded: versions, interpreter },
  { requiredKeys: ['needed'] },
);
const file: fc.Arbitrary<FakeFile> = fc.oneof(
  options.map((each) => elf(each)),
  options.map((each) => library(each)),
  fc.tuple(name, names).map(([first, rest]) => `#!${[first, ...rest].join(' ')}\n`),
  names.map((words) => `#!/a/env ${words.join(' ')}\n`),
  name.map((target) => link(target)),
  fc.constant('text'),
);

describe('images of any kind', () => {
  test('give an answer, twice the same', async () => {
    const paths = fc.constantFrom('/a', '/b', '/lib/c', '/bin/b', '/a/env', '/usr/lib/libc.so.6', '/lib/a');
    const images = fc.dictionary(paths, file, { maxKeys: 6 });
    const env = fc.dictionary(fc.constantFrom('PATH', 'LD_LIBRARY_PATH'), fc.option(name, { nil: undefined }));
    await fc.assert(
      fc.asyncProperty(images, file, env, fc.constantFrom(ALPINE, DEBIAN, {}), async (some, app, each, system) => {
        const files = { ...system, ...some, '/app': app };
        const isLost = typeof app === 'object' && 'kind' in app && app.kind === 'link';
        fc.pre(!isLost);
        const answer = await askStart('/app', files, { env: each, workingDirectory: '/' });
        expect(['pass', 'fail', 'unknown']).toContain(answer.outcome);
        expect(await askStart('/app', files, { env: each, workingDirectory: '/' })).toEqual(answer);
      }),
      { numRuns: 400 },
    );
  });
});
