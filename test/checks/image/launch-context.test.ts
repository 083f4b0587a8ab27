import { findingOf, type LaunchContext, printLaunch } from '../../../src/checks/image/launch-context';
import { fakeView, subjectNamed, webSubject } from './fake-view';

const view = fakeView([]);
const words = { outcome: 'fail', code: 'IMAGE_BINARY_MISSING', what: 'a', why: 'b', fix: 'c' } as const;

test('a finding says where its container stands', () => {
  expect(findingOf({ subject: webSubject({ image: 'app@sha256:abc' }), view }, words)).toEqual({
    ...words,
    place: 'app/web',
    workload: "deployment 'web'",
    container: "container 'web'",
    image: 'app@sha256:abc',
  });
});

test('a finding names the image that was looked at, where the container names none', () => {
  expect(findingOf({ subject: webSubject({ image: null }), view }, words).image).toBe('app:1');
});

test.each<[string, string | undefined, string | undefined, string]>([
  ['web', undefined, undefined, "deployment 'web' runs '/web'"],
  ['web', 'tini', undefined, "deployment 'web' runs '/web' (through tini)"],
  ['web', undefined, 'its liveness probe', "deployment 'web' runs '/web' as its liveness probe"],
  [
    'migrate',
    'sh -c',
    'its preStop hook',
    "deployment 'web', init container 'migrate' runs '/web' (through sh -c) as its preStop hook",
  ],
])('%s runs a program through %s as %s', (name, via, purpose, expected) => {
  const subject = subjectNamed(name, { initContainers: [{ name: 'migrate' }], containers: [{ name: 'web' }] });
  const context: LaunchContext = {
    subject,
    view,
    files: view.files([]),
    user: undefined,
    objects: () => undefined,
    purpose,
    findCopied: () => Promise.resolve(undefined),
  };
  expect(printLaunch(context, '/web', via)).toBe(expected);
});
