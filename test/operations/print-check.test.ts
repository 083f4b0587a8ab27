import { stripVTControlCharacters } from 'node:util';
import type { CheckReport, ImageReport } from '../../src/operations/check-images';
import { markOf, printImage, printNothingChecked, printSummary } from '../../src/operations/print-check';
import { finding, report, SLIP } from './finding';

const PLAIN = { color: false, strict: false };

/** As the command prints it, image by image. */
function printCheck(report: CheckReport, options: typeof PLAIN): string {
  return [...report.images.map((image) => printImage(image, options)), printSummary(report, options)].join('\n\n');
}
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

  test('says once what is the same for several containers', () => {
    const slip = (name: string, line: number) =>
      finding({
        ...SLIP,
        what: SLIP.what.replace('api', name),
        workload: `deployment '${name}'`,
        place: `k8s.yaml:${line}`,
      });
    const sidecar = {
      ...slip('web', 9),
      what: SLIP.what.replace("'api'", "'web', container 'log'"),
      container: "container 'log'",
    };
    const passes = ['a', 'b', 'c'].map((name) =>
      finding({ what: `job '${name}' runs '/web': static`, workload: `job '${name}'`, container: "container 'main'" }),
    );
    const other = { ...slip('x', 1), why: 'it has another reason' };
    const twice = slip('api', 1);
    const findings = [twice, twice, slip('web', 5), other, sidecar, ...passes];
    expect(printCheck(report({ findings }), PLAIN)).toBe(`app:1 (linux/amd64)
  fail     IMAGE_BINARY_MISSING: deployment 'api' runs '/apj', which is not in app:1
           why: '/' holds api, web
           fix: did you mean '/api'? (k8s.yaml:1)
           also: deployment 'web' (k8s.yaml:5), deployment 'web', container 'log' (k8s.yaml:9)
  fail     IMAGE_BINARY_MISSING: deployment 'x' runs '/apj', which is not in app:1
           why: it has another reason
           fix: did you mean '/api'? (k8s.yaml:1)
  pass     job 'a' runs '/web': static
           also: job 'b', job 'c'

8 containers, 1 image: 5 fail, 3 pass`);
  });

  test('names eight containers that the same is said of, and counts the others', () => {
    const findings = Array.from({ length: 12 }, (_, at) =>
      finding({ what: `job '${at}' runs '/web': static`, workload: `job '${at}'`, container: "container 'main'" }),
    );
    expect(printImage(report({ findings }).images[0] as ImageReport, PLAIN)).toContain(
      "also: job '1', job '2', job '3', job '4', job '5', job '6', job '7', job '8' and 3 more",
    );
  });

  test.each<[readonly Partial<ImageReport>[], string | undefined, string]>([
    [
      [
        { isRead: false, findings: [UNKNOWN] },
        { isRead: false, image: 'redis', findings: [SKIPPED] },
      ],
      'nothing was checked: none of the 2 images could be looked at',
      'several images',
    ],
    [
      [{ isRead: false, findings: [UNKNOWN] }],
      'nothing was checked: the only image could not be looked at',
      'a single image',
    ],
    [
      [{ isRead: false, image: undefined, findings: [SKIPPED] }],
      'nothing was checked: no container names an image',
      'no image',
    ],
    [[{ isRead: false, findings: [UNKNOWN] }, { findings: [UNKNOWN] }], undefined, 'one of them could be read'],
    [[{ isRead: false, findings: [SLIP] }], undefined, 'one of them fails'],
  ])('has a last line where nothing was checked: %#', (images, expected, _reason) => {
    const [counts, ...last] = printSummary(report(...images), PLAIN).split('\n');
    expect(counts).toMatch(/^\d containers?, \d images?: /);
    expect(last).toEqual(expected === undefined ? [] : [expected]);
    if (expected !== undefined) expect(printNothingChecked(report(...images))).toBe(expected);
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
