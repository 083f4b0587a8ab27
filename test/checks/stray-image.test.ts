import { findStrayImages } from '../../src/checks/stray-image';
import { ImageReference } from '../../src/release/image-reference';
import { deployment, placed, print, said, web } from './placed';

const SHA = `sha256:${'ab12'.repeat(16)}`;
const OTHER_SHA = `sha256:${'cd34'.repeat(16)}`;

const find = (manifest: ReturnType<typeof web>, release: string, allowed: readonly string[] = []) =>
  print(findStrayImages(manifest, ImageReference.parse(release), (text) => allowed.includes(text)));
const farm = (containers: object[]) =>
  placed({ apiVersion: 'x.io/v1', kind: 'Farm', metadata: { name: 'farm' }, spec: { pods: [{ containers }] } });

describe("another version of the release's repository", () => {
  test.each([
    ['team/app:1', 'team/app:2', 'another tag'],
    ['team/app:1', 'team/app', 'no tag, which is latest'],
    ['team/app:1', `team/app:1@${SHA}`, 'a digest that the release does not have'],
    [`team/app:1@${SHA}`, 'team/app:1', 'a tag that may have moved away from the digest'],
    [`team/app:1@${SHA}`, `team/app:1@${OTHER_SHA}`, 'another digest'],
    [`team/app:1@${SHA}`, `team/app:2@${SHA}`, 'a tag that belies the digest'],
    ['team/app:1', 'docker.io/team/app:2', 'the repository with its host'],
    ['redis:1', 'index.docker.io/library/redis:2', 'the repository with every part of it'],
  ])('is refused beside %s: %s, %s', (release, image, _reason) => {
    expect(find(web({ image }), release)).toBe(
      said(
        `STRAY_IMAGE: app/web: container 'web' runs ${image}`,
        `this release is ${release}, and a container of its repository that names another version would stay behind when it is bumped or rolled back`,
        'leave the image to the release (release.image, release.container({…})), or declare the exception with pinnedTag on a workload',
      ),
    );
  });

  test('is refused in every container, in any kind', () => {
    const containers = [{ name: 'a', image: 'app:2' }];
    const pod = deployment({ containers, initContainers: containers, ephemeralContainers: containers });
    expect(find(pod, 'app:1').match(/(?:\w+ )?container 'a' runs app:2/g)).toEqual([
      "init container 'a' runs app:2",
      "container 'a' runs app:2",
      "ephemeral container 'a' runs app:2",
    ]);
    expect(find(farm(containers), 'app:1')).toContain("STRAY_IMAGE: app/farm: container 'a' runs app:2");
  });

  test.each([
    ['team/app:1', 'team/app:1', 'it is the same'],
    ['team/app:1', 'docker.io/team/app:1', 'it is the same, with its host'],
    ['team/app', 'team/app:latest', 'no tag is latest'],
    ['team/app:latest', 'team/app', 'no tag is latest'],
    [`team/app:1@${SHA}`, `team/app@${SHA}`, 'the digest tells the version'],
    ['team/app:1', 'team/app-tools:2', 'the repository is another one'],
    ['team/app:1', 'ghcr.io/team/app:2', 'the registry is another one'],
    ['team/app:1', ' ', 'OpenShift puts the image of a trigger there'],
    ['team/app:1', undefined, 'an admission webhook puts it there'],
  ])('is not, beside %s, %s: %s', (release, image, _reason) => {
    expect(find(web({ image }), release)).toBe('');
  });

  test('is let be where it was declared as an exception', () => {
    expect(find(web({ image: 'app:2' }), 'app:1', ['app:2'])).toBe('');
  });
});

describe('an image that is no reference', () => {
  test.each([
    [
      'app:{{ tag }}',
      "the tag '{{ tag }}' may only have letters, digits, _ . and -, and begins with a letter, a digit or _",
    ],
    [
      '$(IMAGE)',
      "the repository '$(IMAGE)' has '$(IMAGE)'; a part is lower case letters and digits, joined by one of . _ __ or dashes",
    ],
    ['', "the repository '' is empty"],
  ])('is refused in a pod: %j', (image, why) => {
    expect(find(web({ image }), 'app:1')).toBe(
      said(
        `CONTAINER_IMAGE_INVALID: app/web: container 'web' runs '${image}', which is not an image reference`,
        why,
        "write repository:tag, for example 'registry.example.com:5000/team/app:1.4.2', and quote numbers",
      ),
    );
  });

  test.each([
    ['*/app:*', 'a pattern of a policy'],
    ['{{inputs.parameters.image}}', 'a placeholder of a workflow'],
    ['$(params.image)', 'a placeholder of a pipeline'],
  ])('is let be in a custom resource: %s is %s', (image, _reason) => {
    expect(find(farm([{ image }]), 'app:1')).toBe('');
  });
});
