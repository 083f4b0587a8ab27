import fc from 'fast-check';
import { toSarif } from '../../src/operations/to-sarif';
import { finding, report, SLIP } from './finding';

interface Sarif {
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number };
        };
      }[];
    }[];
  }[];
}

/** Where code hosts show a finding of that place: the path in the repository and the line. */
function placeOf(place: string): [string, number] | undefined {
  const { runs } = toSarif(report({ findings: [{ ...SLIP, place }] }), '0.1.0') as Sarif;
  const location = runs[0]?.results[0]?.locations[0]?.physicalLocation;
  return location && [location.artifactLocation.uri, location.region.startLine];
}

test('a report as SARIF', () => {
  const note = finding({ code: 'IMAGE_PORT_NOT_EXPOSED', what: 'a port', why: 'not exposed', fix: 'see' });
  const skipped = finding({
    outcome: 'skipped',
    code: 'IMAGE_SKIPPED',
    what: 'redis:7',
    why: 'not yours',
    place: undefined,
  });
  const images = [
    { findings: [finding(), { ...SLIP, platforms: ['linux/arm64', 'linux/arm'] }, note] },
    { findings: [skipped, { ...SLIP, outcome: 'unknown' as const }] },
  ];
  const location = (uri: string, startLine: number) => ({
    physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region: { startLine } },
  });
  expect(toSarif(report(...images), '0.1.0')).toEqual({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'lockstep',
            version: '0.1.0',
            rules: [
              { id: 'IMAGE_BINARY_MISSING', shortDescription: { text: 'image binary missing' } },
              { id: 'IMAGE_PORT_NOT_EXPOSED', shortDescription: { text: 'image port not exposed' } },
              { id: 'IMAGE_SKIPPED', shortDescription: { text: 'image skipped' } },
            ],
          },
        },
        results: [
          {
            ruleId: 'IMAGE_BINARY_MISSING',
            ruleIndex: 0,
            level: 'error',
            message: {
              text: "deployment 'api' runs '/apj', which is not in app:1 [linux/arm64, linux/arm]\nwhy: '/' holds api, web\nfix: did you mean '/api'?",
            },
            locations: [location('k8s/api.yaml', 14)],
          },
          {
            ruleId: 'IMAGE_PORT_NOT_EXPOSED',
            ruleIndex: 1,
            level: 'note',
            message: { text: 'a port\nwhy: not exposed\nfix: see' },
            locations: [location('k8s/web.yaml', 3)],
          },
          {
            ruleId: 'IMAGE_SKIPPED',
            ruleIndex: 2,
            level: 'note',
            message: { text: 'redis:7\nwhy: not yours' },
            locations: [],
          },
          {
            ruleId: 'IMAGE_BINARY_MISSING',
            ruleIndex: 0,
            level: 'warning',
            message: {
              text: "deployment 'api' runs '/apj', which is not in app:1\nwhy: '/' holds api, web\nfix: did you mean '/api'?",
            },
            locations: [location('k8s/api.yaml', 14)],
          },
        ],
      },
    ],
  });
});

test('nothing to say is a run without results', () => {
  expect(toSarif(report({ findings: [finding()] }), '0.1.0')).toMatchObject({ runs: [{ results: [] }] });
});

describe('the place of a result', () => {
  test.each<[string, [string, number], string]>([
    ['k8s/web.yaml:14', ['k8s/web.yaml', 14], 'file and line'],
    ['web.yaml', ['web.yaml', 1], 'a file without a line'],
    ['web.yaml:0', ['web.yaml', 1], 'lines begin at 1'],
    ['my app/wéb.yaml:3', ['my%20app/w%C3%A9b.yaml', 3], 'spaces and letters of other languages'],
    ['a#b?c%d.yaml:3', ['a%23b%3Fc%25d.yaml', 3], 'what would end a path or begin a code'],
    ['c:d.yaml:3', ['c%3Ad.yaml', 3], 'a colon in a name, which would be a scheme'],
    ['a\\b.yaml:3', ['a%5Cb.yaml', 3], 'a backslash in a name, which is no slash here'],
    ['../web.yaml:3', ['../web.yaml', 3], 'beside the folder'],
    ['standard input:3', ['standard%20input', 3], 'no file at all'],
    ['\ud800.yaml:3', ['%EF%BF%BD.yaml', 3], 'half a character'],
  ])('%j is %j', (place, expected, _reason) => {
    expect(placeOf(place)).toEqual(expected);
  });

  test('is a relative URI and a line from 1, whatever the file is called', () => {
    const name = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !text.startsWith('/'));
    fc.assert(
      fc.property(name, fc.nat(), (file, line) => {
        const [uri = '', startLine] = placeOf(`${file}:${line}`) ?? [];
        expect(uri).toMatch(/^(?:[\w.!~*'()-]|%[0-9A-F]{2})(?:[\w.!~*'()/-]|%[0-9A-F]{2})*$/);
        expect(decodeURIComponent(uri)).toBe(file.replace(/\p{Cs}/gu, '\ufffd'));
        expect(startLine).toBe(Math.max(1, line));
      }),
    );
  });
});
