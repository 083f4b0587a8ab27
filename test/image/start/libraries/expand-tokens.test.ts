import type { StartAnswer } from '../../../../src/image/start/start-question';
import { askStart } from '../ask-start';
import { type FakeFile, link } from '../fake-files';
import { DEBIAN, GLIBC_STARTS, glibcProgram, library } from '../systems';

const NEEDS = { needed: ['libx.so.1', 'libc.so.6'] };

interface Row {
  /** `/app` when not given. */
  readonly path?: string;
  readonly files: Readonly<Record<string, FakeFile>>;
  readonly answer: StartAnswer;
  readonly reason: string;
}

describe('what glibc makes of tokens', () => {
  const TOKENS: readonly Row[] = [
    {
      path: '/opt/bin/app',
      files: {
        ...DEBIAN,
        '/opt/bin/app': glibcProgram({ ...NEEDS, runpath: '$ORIGIN/../lib' }),
        '/opt/lib/libx.so.1': library(),
      },
      answer: GLIBC_STARTS,
      reason: '$ORIGIN',
    },
    {
      path: '/opt/bin/app',
      files: {
        ...DEBIAN,
        '/opt/bin/app': glibcProgram({ ...NEEDS, rpath: '${ORIGIN}/../lib' }),
        '/opt/lib/libx.so.1': library(),
      },
      answer: GLIBC_STARTS,
      reason: '${ORIGIN}',
    },
    {
      path: '/usr/bin/app',
      files: {
        ...DEBIAN,
        '/usr/bin/app': link('/opt/bin/app'),
        '/opt/bin/app': glibcProgram({ ...NEEDS, runpath: '$ORIGIN' }),
        '/opt/bin/libx.so.1': library(),
      },
      answer: GLIBC_STARTS,
      reason: '$ORIGIN is where the program is, whatever link led there',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({ ...NEEDS, runpath: '/opt/lib' }),
        '/opt/lib/libx.so.1': link('/store/x'),
        '/store/x': library({ needed: ['liby.so'], runpath: '$ORIGIN' }),
        '/opt/lib/liby.so': library({ soname: 'y' }),
      },
      answer: GLIBC_STARTS,
      reason: '$ORIGIN of a library is where it was found, though that be a link',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ needed: ['$ORIGIN/opt/x.so'] }), '/opt/x.so': library() },
      answer: GLIBC_STARTS,
      reason: '$ORIGIN in a name',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '$ORIGINAL' }), '/$ORIGINAL/libx.so.1': library() },
      answer: GLIBC_STARTS,
      reason: 'a word that begins like a token',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/opt/$LIB' }) },
      answer: {
        outcome: 'unknown',
        why: "'/app' needs 'libx.so.1': what $LIB means in '/opt/$LIB' is only known to the loader",
      },
      reason: '$LIB, which only the loader knows',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ runpath: '/opt/${LIB}/$PLATFORM' }) },
      answer: GLIBC_STARTS,
      reason: '$LIB, which does not matter',
    },
  ];
  test.each(TOKENS)('by tokens: $reason', async ({ path = '/app', files, answer }) => {
    expect(await askStart(path, files)).toEqual(answer);
  });
});
