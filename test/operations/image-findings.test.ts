import type { Finding } from '../../src/checks/finding';
import { UserError } from '../../src/errors';
import { ImageFault } from '../../src/image/image-fault';
import type { ImageSource, PlatformImage } from '../../src/image/image-source';
import { parsePlatform } from '../../src/image/platform';
import {
  imageFault,
  imageFound,
  notAReference,
  notFound,
  notNamed,
  platformMissing,
  skipImage,
  unplaced,
} from '../../src/operations/image-findings';
import { EMPTY_CONFIG, webSubject } from '../checks/image/fake-view';

const named = (name: string): ImageSource => ({
  name,
  findImage: () => Promise.reject(new Error('nothing is looked for')),
  close: () => Promise.resolve(),
});
const SOURCE = named('registry');
const WEB = webSubject({});
const of = (...workloads: readonly string[]) => workloads.map((workload) => ({ ...WEB, workload }));
const FOUR = of("deployment 'a'", "deployment 'b'", "job 'c'", "job 'd'");
const PINNED = `app:1@sha256:${'a'.repeat(64)}`;
const LINUX = ['linux/amd64', 'linux/arm64'].flatMap((text) => parsePlatform(text) ?? []);

function image(...layerBytes: readonly number[]): PlatformImage {
  const layers = layerBytes.map((bytes) => ({
    digest: `sha256:${'a'.repeat(64)}`,
    diffId: undefined,
    bytes,
    mediaType: '',
    isForeign: false,
    requireThere: () => Promise.resolve(),
    open: () => {
      throw new Error('nothing is read');
    },
  }));
  return { config: EMPTY_CONFIG, configBytes: 100, layers };
}

describe('what is said of an image', () => {
  const say = (outcome: Finding['outcome'], code: string, what: string, why = '', fix = ''): Finding => ({
    outcome,
    code,
    what,
    why,
    fix,
    image: 'app:1',
  });
  const fault = (kind: 'missing' | 'broken' | 'unknown') => new ImageFault(kind, 'it says so');

  test.each<[string, Finding, Finding]>([
    [
      'it is there, as big on all platforms',
      imageFound('app:1', SOURCE, [image(900, 1000), image(1000, 900)]),
      say('pass', 'IMAGE_FOUND', 'app:1 is in its registry: 2 layers, 2.0 kB'),
    ],
    [
      'it is there, not as big on all',
      imageFound('app:1', SOURCE, [image(900), image()]),
      say('pass', 'IMAGE_FOUND', 'app:1 is in its registry: 1 layer, 1.0 kB; 0 layers, 100 B'),
    ],
    [
      'it is not there',
      notFound('app:1', SOURCE, fault('missing'), [WEB, WEB]),
      say(
        'fail',
        'IMAGE_MISSING',
        "app:1, which deployment 'web' runs, is not in its registry",
        'it says so',
        'push it before you apply, or mend the tag',
      ),
    ],
    [
      'it is there, and has no tag',
      imageFound('app', SOURCE, [image(900)]),
      {
        ...say(
          'pass',
          'IMAGE_FOUND',
          'app, which has no tag and so is app:latest, is in its registry: 1 layer, 1.0 kB',
        ),
        image: 'app',
      },
    ],
    [
      'it is there by its digest',
      imageFound(PINNED, SOURCE, [image(900)]),
      { ...say('pass', 'IMAGE_FOUND', `${PINNED} is in its registry: 1 layer, 1.0 kB`), image: PINNED },
    ],
    [
      'it is not there, and has no tag',
      notFound('app', SOURCE, fault('missing'), [WEB]),
      {
        ...say(
          'fail',
          'IMAGE_MISSING',
          "app, which deployment 'web' runs, is not in its registry",
          'it says so',
          'push it before you apply, or name its tag: without one, it is latest',
        ),
        image: 'app',
      },
    ],
    [
      'it is not there by its digest',
      notFound(PINNED, named('app.tar'), fault('missing'), [WEB]),
      {
        ...say(
          'fail',
          'IMAGE_MISSING',
          `${PINNED}, which deployment 'web' runs, is not in app.tar`,
          'it says so',
          'name the place that holds this one, or mend the digest',
        ),
        image: PINNED,
      },
    ],
    [
      'the registry says what helps',
      notFound('app:1', SOURCE, new ImageFault('unknown', 'it asks to wait', 'wait and log in'), [WEB]),
      say(
        'unknown',
        'IMAGE_UNREADABLE',
        'app:1 could not be read from its registry',
        'it asks to wait',
        'wait and log in',
      ),
    ],
    [
      'it is not in an archive',
      notFound('app:1', named('build/app.tar'), fault('missing'), [WEB]),
      say(
        'fail',
        'IMAGE_MISSING',
        "app:1, which deployment 'web' runs, is not in build/app.tar",
        'it says so',
        'name the place that holds this one, or mend the tag',
      ),
    ],
    [
      'it is not there, and many run it',
      notFound('app:1', SOURCE, fault('missing'), FOUR),
      say(
        'fail',
        'IMAGE_MISSING',
        "app:1, which deployment 'a', deployment 'b', job 'c' and 1 more run, is not in its registry",
        'it says so',
        'push it before you apply, or mend the tag',
      ),
    ],
    [
      'the registry does not answer',
      notFound('app:1', SOURCE, fault('unknown'), [WEB]),
      say(
        'unknown',
        'IMAGE_UNREADABLE',
        'app:1 could not be read from its registry',
        'it says so',
        'mend what stands in the way, and check again',
      ),
    ],
    [
      'its manifest is damaged',
      notFound('app:1', SOURCE, fault('broken'), [WEB]),
      say(
        'fail',
        'IMAGE_BROKEN',
        'app:1 is damaged in its registry',
        'it says so',
        'build and push the image again: nodes cannot unpack it as it is',
      ),
    ],
    [
      'a layer is missing on one platform',
      imageFault('app:1', SOURCE, fault('missing'), 'linux/arm64'),
      say(
        'fail',
        'IMAGE_INCOMPLETE',
        'app:1 for linux/arm64 is in its registry only in part',
        'it says so',
        'push the image again: nodes cannot pull it as it is',
      ),
    ],
    [
      'it is passed over',
      skipImage('app:1', 'app.tar stands for another one', of("deployment 'a'", "deployment 'b'")),
      say(
        'skipped',
        'IMAGE_SKIPPED',
        "app:1, which deployment 'a' and deployment 'b' run, was not looked at",
        'app.tar stands for another one',
      ),
    ],
    [
      'it is not for a platform that is asked for',
      platformMissing('app:1', { os: 'linux', architecture: 'arm', variant: 'v6' }, [
        ...LINUX.map((platform) => ({ platform })),
        { platform: undefined },
      ]),
      say(
        'fail',
        'IMAGE_PLATFORM_MISSING',
        'app:1 is not for linux/arm/v6',
        'it is for linux/amd64, linux/arm64, one without a name only',
        'build it for that platform too: docker buildx build --platform linux/arm/v6',
      ),
    ],
  ])('%s', (_reason, finding, expected) => {
    expect(finding).toEqual(expected);
  });
});

describe('what is said of a container', () => {
  test('it names no image', () => {
    expect(notNamed(webSubject({ image: undefined }))).toEqual({
      outcome: 'skipped',
      code: 'IMAGE_NOT_NAMED',
      what: "deployment 'web' names no image",
      why: 'Kubernetes takes no container without one, unless something in the cluster fills it in',
      fix: 'write its image',
      place: 'app/web',
      workload: "deployment 'web'",
      container: "container 'web'",
    });
  });

  test.each<[unknown, string, string, string]>([
    [12, '12, which is no text', 'a number', "put quotes around it: '12'"],
    [true, 'true, which is no text', 'a boolean', "put quotes around it: 'true'"],
    [['app:1'], 'a list, which is no text', 'a list', 'write repository:tag'],
    [{ name: 'app' }, 'a map, which is no text', 'a map', 'write repository:tag'],
  ])('its image is %j', (value, what, kind, fix) => {
    expect(notNamed(webSubject({ image: value }))).toEqual({
      outcome: 'fail',
      code: 'IMAGE_REFERENCE_INVALID',
      what: `deployment 'web' runs ${what}`,
      why: `YAML reads it as ${kind}, and Kubernetes takes nothing but text for an image`,
      fix,
      place: 'app/web',
      workload: "deployment 'web'",
      container: "container 'web'",
    });
  });

  test('it names something else', () => {
    const error = new UserError({
      code: 'IMAGE_REFERENCE_INVALID',
      what: 'a',
      why: 'it has upper case',
      fix: 'write it small',
    });
    expect(notAReference('App:1', error, [WEB])).toEqual({
      outcome: 'fail',
      code: 'IMAGE_REFERENCE_INVALID',
      what: "deployment 'web' runs 'App:1', which is no image reference",
      why: 'it has upper case',
      fix: 'write it small',
      image: 'App:1',
      place: 'app/web',
    });
  });

  test('it asks for nodes that its image is not for', () => {
    const nodeSelector = { 'kubernetes.io/os': 'windows', pool: 7 };
    expect(unplaced('app:1', webSubject({}, { nodeSelector }), LINUX)).toEqual({
      outcome: 'fail',
      code: 'IMAGE_PLATFORM_MISSING',
      what: "deployment 'web' runs on nodes that app:1 is not for",
      why: 'its nodeSelector asks for kubernetes.io/os: windows, pool: 7, and the image is for linux/amd64, linux/arm64 only',
      fix: 'build the image for that platform too, or change the nodeSelector',
      place: 'app/web',
      workload: "deployment 'web'",
      container: "container 'web'",
      image: 'app:1',
    });
  });
});
