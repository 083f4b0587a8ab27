import { stripVTControlCharacters } from 'node:util';
import type { ImageReport } from '../../src/operations/check-images';
import { markOf, printCheck } from '../../src/operations/print-check';
import { finding, report, SLIP } from './finding';

const PLAIN = { color: false, strict: false };
const UNKNOWN = finding({
  outcome: 'unknown',
  code: 'IMAGE_BINARY_UNKNOWN',
  what: 'a cannot be told',
  why: 'it is so',
  fix: 'look',
});
const SKIPPED = finding({
  outcome: 'skipped',
  code: 'IMAGE_SKIPPED',
  what: 'redis:7 was not looked at',
  why: 'it is not yours',
});
const NOTE = finding({
  code: 'IMAGE_PORT_NOT_EXPOSED',
  what: 'a port',
  why: 'not exposed',
  fix: 'see',
  place: undefined,
});

describe('a report for people', () => {
  test('has each image with its findings, and what came out', () => {
    const text = printCheck(
      report(
        {
          platforms: ['linux/amd64', 'linux/arm64'],
          findings: [finding(), { ...SLIP, platforms: ['linux/arm64'] }, NOTE, UNKNOWN],
        },
        { image: 'redis:7', platforms: [], findings: [SKIPPED] },
      ),
      PLAIN,
    );
    expect(text).toBe(`app:1 (linux/amd64, linux/arm64)
  pass     deployment 'web' runs '/web': static, 8.1 MB
  fail     IMAGE_BINARY_MISSING: deployment 'api' runs '/apj', which is not in app:1 [linux/arm64]
           why: '/' holds api, web
           fix: did you mean '/api'? (k8s/api.yaml:14)
  note     IMAGE_PORT_NOT_EXPOSED: a port
           why: not exposed
           fix: see
  unknown  IMAGE_BINARY_UNKNOWN: a cannot be told
           why: it is so
           fix: look (k8s/web.yaml:3)

redis:7
  skipped  IMAGE_SKIPPED: redis:7 was not looked at
           why: it is not yours

5 containers, 2 images: 1 fails, 1 unknown, 1 skipped, 1 to note, 1 passes`);
  });

  test.each<[Partial<ImageReport>[], boolean, string, string]>([
    [[{ findings: [finding()] }], false, '1 container, 1 image: 1 passes', 'one of each'],
    [
      [{ findings: [SLIP, SLIP, finding(), finding()] }],
      false,
      '4 containers, 1 image: 2 fail, 2 pass',
      'several of each',
    ],
    [
      [{ findings: [UNKNOWN] }],
      true,
      '1 container, 1 image: 1 unknown (--strict: failed)',
      'what decides with --strict',
    ],
  ])('ends with what came out: %#', (images, strict, expected, _reason) => {
    expect(
      printCheck(report(...images), { color: false, strict })
        .split('\n')
        .at(-1),
    ).toBe(expected);
  });

  test.each<[string | undefined, string[], string, string]>([
    ['app:1', ['linux/amd64'], 'app:1 (linux/amd64)', 'with its platform'],
    ['app:1', [], 'app:1', 'nothing was looked at'],
    ['app:1', [''], 'app:1', 'a platform without a name'],
    ['app:1', ['', 'linux/arm64'], 'app:1 (linux/arm64)', 'one of them without a name'],
    [undefined, [], 'no image', 'containers that name none'],
  ])('calls %j for %j %s', (image, platforms, expected, _reason) => {
    expect(printCheck(report({ image, platforms, findings: [finding()] }), PLAIN).split('\n')[0]).toBe(expected);
  });

  test('names no platforms where a finding is about all of them', () => {
    const all = finding({ what: 'a', platforms: ['linux/amd64', 'linux/arm64'] });
    expect(printCheck(report({ platforms: ['linux/amd64', 'linux/arm64'], findings: [all] }), PLAIN)).toContain(
      '\n  pass     a\n',
    );
  });

  test('gives the terminal no commands, wherever they come from', () => {
    const evil = '\u001b[2J';
    const text = printCheck(
      report({
        image: `app${evil}`,
        platforms: [`linux/${evil}`, 'b'],
        findings: [
          finding({ what: evil, platforms: [evil] }),
          { ...SLIP, what: evil, why: evil, fix: evil, place: `${evil}.yaml:1`, platforms: [evil] },
        ],
      }),
      PLAIN,
    );
    expect(text).not.toContain('\u001b');
  });

  test('says the same with colors', () => {
    const all = report({ findings: [finding(), SLIP, NOTE, UNKNOWN, SKIPPED] });
    const colored = printCheck(all, { color: true, strict: false });
    expect(colored).toContain('\u001b[31mfail     \u001b[39m');
    expect(stripVTControlCharacters(colored)).toBe(printCheck(all, PLAIN));
  });
});

test.each([
  [finding(), 'pass'],
  [NOTE, 'note'],
  [SLIP, 'fail'],
  [UNKNOWN, 'unknown'],
  [SKIPPED, 'skipped'],
])('%j is marked %s', (each, expected) => {
  expect(markOf(each)).toBe(expected);
});
