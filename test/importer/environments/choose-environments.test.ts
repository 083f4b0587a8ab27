import { UserError } from '../../../src/errors';
import { chooseEnvironments } from '../../../src/importer/environments/choose-environments';

function refusal(paths: readonly string[], flags: readonly string[]): string {
  try {
    chooseEnvironments(paths, flags);
  } catch (error) {
    if (error instanceof UserError) return error.problems.map(({ what }) => what).join('\n');
    throw error;
  }
  throw new Error('nothing was refused');
}

test.each([
  [['k8s/'], undefined, 'one folder'],
  [['staging.yaml'], undefined, 'one file, whatever its name'],
  [['web.yaml', 'worker.yaml'], undefined, 'names of no environments'],
  [['staging.yaml', 'web.yaml'], undefined, 'only one of them is an environment'],
  [['a/staging', 'b/staging'], undefined, 'one environment twice'],
  [['k8s/staging/', 'k8s/prod'], ['staging', 'prod'], 'folders'],
  [['staging.yaml', 'production.yml'], ['staging', 'production'], 'files'],
])('of %j are the environments %j (%s)', (paths, names, _reason) => {
  expect(chooseEnvironments(paths)?.map(({ name }) => name)).toEqual(names);
});

test('takes environments of any name, each with several paths', () => {
  expect(chooseEnvironments([], ['eu=a', 'us=b=c', 'eu=d'])).toEqual([
    { name: 'eu', paths: ['a', 'd'] },
    { name: 'us', paths: ['b=c'] },
  ]);
});

test.each([
  [[], ['eu'], '--env eu: it is no <name>=<path>', 'no path'],
  [[], ['eu=a'], '--env eu=a: it is the only one', 'one'],
  [['k8s'], ['eu=a', 'us=b'], 'k8s: with --env, each path belongs to an environment', 'a path beside them'],
])('refuses %j with %j: %s (%s)', (paths, flags, what, _reason) => {
  expect(refusal(paths, flags)).toBe(what);
});

test('refuses a name that Kubernetes does not take', () => {
  expect(refusal([], ['EU=a', 'us=b'])).toContain('--env EU=a: ');
});
