import type { PullDifference } from '../../src/operations/compare-images';
import type { PlatformSize } from '../../src/operations/inspect-image';
import { printDifferences, printRollout, printSizes, rolloutSeconds } from '../../src/operations/print-image-size';

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const SIZE: PlatformSize = {
  platform: 'linux/amd64',
  bytes: 23_100_000,
  unpackedBytes: 60_000_000,
  layers: [
    { digest: digest('a'), bytes: 3_000_000, unpackedBytes: 8_000_000, files: 1200 },
    { digest: digest('b'), bytes: 512, unpackedBytes: 1024, files: 1 },
  ],
  biggest: [
    { path: '/usr/lib/libx.so', bytes: 9_000_000 },
    { path: '/web\u001b[2J', bytes: 800 },
  ],
  programs: [
    { workload: "deployment 'web'", container: "container 'web'", path: '/web', bytes: 8_100_000, linkage: 'static' },
  ],
};

describe('the size of an image', () => {
  test('is printed as tables, without what steers a terminal', () => {
    expect(printSizes('app:1', [SIZE])).toBe(`app:1 (linux/amd64): 23.1 MB to pull, 60.0 MB unpacked
  layers, lowest first
    sha256:aaaaaaaaaaaa  3.0 MB  8.0 MB unpacked  1200 files
    sha256:bbbbbbbbbbbb  512 B   1.0 kB unpacked  1 file
  programs of the services
    /web  8.1 MB  static  deployment 'web'
  biggest files
    /usr/lib/libx.so  9.0 MB
    /web[2J           800 B`);
  });

  test('is one line where there is nothing in it, and one block for each platform', () => {
    const empty = { ...SIZE, bytes: 0, unpackedBytes: 0, layers: [], biggest: [], programs: [] };
    expect(
      printSizes('app:1', [
        { ...empty, platform: '' },
        { ...empty, platform: 'linux/arm64' },
      ]),
    ).toBe('app:1: 0 B to pull, 0 B unpacked\n\napp:1 (linux/arm64): 0 B to pull, 0 B unpacked');
  });
});

describe('what is pulled for another version', () => {
  const layers = [{ digest: digest('c'), bytes: 8_200_000 }];
  test.each<[readonly PullDifference[], string, string]>([
    [
      [{ platform: 'linux/amd64', bytes: 8_201_000, layers, sharedBytes: 15_000_000 }],
      'app:1 → app:2 (linux/amd64): 8.2 MB to pull, 15.0 MB shared\n  layers that are not shared\n    sha256:cccccccccccc  8.2 MB',
      'a layer is new',
    ],
    [
      [
        { platform: '', bytes: 900, layers: [], sharedBytes: 15_000_000 },
        { platform: 'linux/arm64', bytes: 900, layers: [], sharedBytes: 0 },
      ],
      'app:1 → app:2: 900 B to pull, 15.0 MB shared\n\napp:1 → app:2 (linux/arm64): 900 B to pull, 0 B shared',
      'none is, on several platforms',
    ],
    [[], '', 'no platforms'],
  ])('%#', (differences, expected, _reason) => {
    expect(printDifferences('app:1', 'app:2', differences)).toBe(expected);
  });
});

describe('a rollout', () => {
  const rollout = (nodes: number) => ({ nodes, bitsPerSecond: 1e9, bandwidth: '1Gbit' });

  test.each<[number, number, string, string]>([
    [
      12_300_000,
      20,
      '20 nodes pull 12.3 MB each from one registry: 246.0 MB, 2.0 s at 1Gbit',
      'the registry sends it to each',
    ],
    [12_300_000, 1, '1 node pulls 12.3 MB from one registry: 12.3 MB, 0.1 s at 1Gbit', 'one node'],
    [7_490_000_000, 1, '1 node pulls 7.5 GB from one registry: 7.5 GB, 59.9 s at 1Gbit', 'nearly a minute'],
    [7_499_000_000, 1, '1 node pulls 7.5 GB from one registry: 7.5 GB, 1 min 0 s at 1Gbit', 'never 60.0 s'],
    [14_960_000_000, 1, '1 node pulls 15.0 GB from one registry: 15.0 GB, 2 min 0 s at 1Gbit', 'never 1 min 60 s'],
    [449_990_000_000, 1, '1 node pulls 450.0 GB from one registry: 450.0 GB, 1.0 h at 1Gbit', 'never 59 min 60 s'],
    [90_000_000_000, 10, '10 nodes pull 90.0 GB each from one registry: 900.0 GB, 2.0 h at 1Gbit', 'hours'],
    [0, 3, '3 nodes pull 0 B each from one registry: 0 B, less than 0.1 s at 1Gbit', 'nothing'],
  ])('of %d bytes to %d nodes: %s', (bytes, nodes, expected, _reason) => {
    expect(printRollout(bytes, rollout(nodes))).toBe(expected);
  });

  test('takes as long as all bits take on the line of the registry', () => {
    expect(rolloutSeconds(1000, { nodes: 3, bitsPerSecond: 8000 })).toBe(3);
  });
});
