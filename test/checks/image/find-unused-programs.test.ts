import { findUnusedPrograms } from '../../../src/checks/image/find-unused-programs';
import { fakeView } from './fake-view';

const VIEW = fakeView([], { programs: ['/web', '/api', '/app/tool', '/usr/bin/ls', '/usr/bin/sh', '/entry.sh'] });

describe('programs that no container runs', () => {
  test('are remarks', async () => {
    expect(await findUnusedPrograms(VIEW, new Set(['/web', '/api']))).toEqual([
      {
        outcome: 'pass',
        code: 'IMAGE_PROGRAM_UNUSED',
        what: "no container runs '/entry.sh' of app:1",
        why: 'it lies beside programs that containers run',
        fix: 'leave it out of the image if nothing needs it',
        image: 'app:1',
      },
    ]);
  });

  test.each<[string[], string[], string]>([
    [['/web'], ['/api', '/entry.sh'], 'beside one that is run, by the alphabet'],
    [['/web', '/api', '/entry.sh'], [], 'all are run'],
    [['/app/gone'], ['/app/tool'], 'beside one that is in a volume there'],
    [['/usr/bin/sh'], [], 'those of a distribution are not meant to be run one by one'],
    [[], [], 'where nothing is known to run'],
  ])('where %j run: %j', async (used, expected, _reason) => {
    const findings = await findUnusedPrograms(VIEW, new Set(used));
    expect(findings.map(({ what }) => /'(.*)'/.exec(what)?.[1])).toEqual(expected);
  });
});
