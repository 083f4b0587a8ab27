import { findMissingAnswers, type GivenAnswers, parseAnswers } from '../../src/project/parse-answers';

const good: GivenAnswers = { folder: 'shop', image: 'team/shop:1.4.2', services: ['web:8080=/web'] };
const problemsOf = (given: Partial<GivenAnswers>) =>
  parseAnswers({ ...good, ...given }).problems.map(({ code, what }) => `${code}: ${what}`);

describe('the answers for a new project', () => {
  test('are understood all together', () => {
    const { answers, problems } = parseAnswers({ ...good, namespace: 'prod', workflow: false });
    expect(problems).toEqual([]);
    expect(answers).toMatchObject({
      name: 'shop',
      services: [{ name: 'web', command: ['/web'], port: 8080 }],
      namespace: 'prod',
      workflow: false,
    });
    expect(String(answers?.image)).toBe('team/shop:1.4.2');
  });

  test.each([
    ['shop', 'shop', 'it is a DNS label already'],
    ['/srv/My Shop_2/', 'my-shop-2', 'what a label cannot have becomes a dash'],
    ['a/../b', 'b', 'it is where the path leads'],
  ])('take the name of the folder %j, as %j: %s', (folder, name) => {
    expect(parseAnswers({ ...good, folder }).answers?.name).toBe(name);
  });

  test('take another name over that of the folder', () => {
    expect(parseAnswers({ ...good, name: 'store' }).answers?.name).toBe('store');
  });

  test.each([
    [{ folder: '/srv/___' }, "INVALID_NAME: the folder '___' gives the project no name", 'nothing is left of it'],
    [{ name: 'Shop' }, "INVALID_NAME: name 'Shop' has upper case", 'a name is never mended in silence'],
    [
      { namespace: 'a.b' },
      "INVALID_NAME: namespace 'a.b' has '.'; only lower case letters, digits and - are allowed",
      'a label has no dots',
    ],
    [{ namespace: '' }, "INVALID_NAME: namespace '' is empty", 'none is no flag, not an empty one'],
    [{ image: 'team/Shop:1' }, "IMAGE_REFERENCE_INVALID: 'team/Shop:1' is not an image reference", 'the OCI grammar'],
    [
      { image: 'team/shop' },
      "RELEASE_NO_VERSION: image 'team/shop': the image team/shop has no tag and no digest",
      'no version',
    ],
    [
      { image: 'team/shop:latest' },
      "RELEASE_MOVING_TAG: image 'team/shop:latest': the tag 'latest' moves",
      'a tag that moves',
    ],
    [
      { services: ['web=/a', 'web=/b'] },
      "INIT_DUPLICATE_SERVICE: service 'web=/b': there is a service 'web' already",
      'two workloads of a name',
    ],
  ])('are refused when they are %j: %3$s', (given, problem, _reason) => {
    expect(problemsOf(given)).toEqual([problem]);
    expect(parseAnswers({ ...good, ...given }).answers).toBeUndefined();
  });

  test('are refused with everything that is wrong at once', () => {
    const given = { name: 'A', image: ':1', services: ['B=/b', 'c:0=/c'], namespace: 'D' };
    expect(problemsOf(given).map((problem) => problem.split(':')[0])).toEqual([
      'INVALID_NAME',
      'IMAGE_REFERENCE_INVALID',
      'INVALID_NAME',
      'INIT_SERVICE_INVALID',
      'INVALID_NAME',
    ]);
  });

  test.each([
    [{}, "--image <repository:tag> and --service '<name>=<command>'"],
    [{ image: 'a:1' }, "--service '<name>=<command>'"],
    [{ services: ['a=/a'] }, '--image <repository:tag>'],
  ])('that are missing beside %j are named by their flags', (given, flags) => {
    expect(findMissingAnswers({ folder: '.', ...given })).toEqual([
      {
        code: 'INIT_NEEDS_ANSWERS',
        what: `a new project needs ${flags}`,
        why: 'there is no terminal in which they could be asked for',
        fix: "give them as flags, for example: --image registry.example.com/team/shop:1.4.2 --service 'web:8080=/web'",
      },
    ]);
    expect(parseAnswers({ folder: '.', ...given })).toEqual({ problems: [] });
  });

  test('that are complete miss nothing', () => {
    expect(findMissingAnswers(good)).toEqual([]);
  });
});
