import { findSelectorProblems } from '../../src/checks/selector';
import type { Fields } from '../../src/manifest/manifest';
import { deployment, placed, print, said } from './placed';

const DIGEST = `sha256:${'ab12'.repeat(16)}`;
const IMAGE = { repository: 'app', tag: '1.4.2' };

/** A Deployment whose pods have these labels and which selects by that. */
const selecting = (selector: unknown, labels: Fields = { app: 'web' }) =>
  deployment({}, { spec: { selector }, pod: { labels } });
const old = (apiVersion: string, selector?: object) => {
  const spec = { template: { metadata: { labels: { app: 'web' } } }, ...(selector && { selector }) };
  return placed({ apiVersion, kind: 'Deployment', metadata: { name: 'web' }, spec });
};

describe('a selector that does not match its own pods', () => {
  test.each([
    [selecting({ matchLabels: { app: 'api' } }), 'app=api', 'app=web', 'another value'],
    [selecting({ matchLabels: { app: 'web', tier: 'front' } }), 'app=web, tier=front', 'app=web', 'a label too many'],
    [selecting({ matchLabels: { app: 'web' } }, {}), 'app=web', 'no labels', 'pods without labels'],
    [selecting(undefined), 'no labels', 'app=web', 'no selector'],
    [selecting({}), 'no labels', 'app=web', 'an empty one'],
    [
      selecting({ matchLabels: { app: 'web' }, matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }),
      'app=web and its matchExpressions',
      'app=web',
      'an expression that contradicts',
    ],
    [old('apps/v1'), 'no labels', 'app=web', 'no selector, and apps/v1 has no default'],
    [old('apps/v1beta1', { matchLabels: { app: 'api' } }), 'app=api', 'app=web', 'an old version, which does not help'],
  ])('is refused (%#): it asks for %s', (_manifest, asked, had, _reason) => {
    expect(print(findSelectorProblems(_manifest, IMAGE))).toBe(
      said(
        "SELECTOR_MISMATCH: app/web: the selector of deployment 'web' does not match its own pods",
        `it asks for ${asked}, and the pods have ${had}`,
        'give podLabels the labels that the selector asks for',
      ),
    );
  });

  test.each(['StatefulSet', 'DaemonSet', 'ReplicaSet'])('is refused in a %s too', (kind) => {
    const { manifest, place } = selecting({ matchLabels: { app: 'api' } });
    expect(findSelectorProblems({ manifest: { ...manifest, kind }, place }, IMAGE)).toHaveLength(1);
  });
});

describe('a selector is let be where', () => {
  test.each([
    ['it matches', selecting({ matchLabels: { app: 'web' } })],
    ['the pods have more labels than it asks for', selecting({ matchLabels: { app: 'web' } }, { app: 'web', a: 'b' })],
    ['it has expressions only', selecting({ matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] })],
    ['it is left out and extensions/v1beta1 takes the labels of the pods', old('extensions/v1beta1')],
    ['it is left out and apps/v1beta1 takes the labels of the pods', old('apps/v1beta1')],
    ['it is empty and apps/v1beta1 takes the labels of the pods', old('apps/v1beta1', { matchLabels: {} })],
    [
      'a Job has none',
      placed({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'web' }, spec: { template: {} } }),
    ],
    [
      'a ReplicationController has a plain map of labels',
      placed({
        apiVersion: 'v1',
        kind: 'ReplicationController',
        metadata: { name: 'web' },
        spec: { selector: { app: 'web' }, template: { metadata: { labels: { app: 'web' } } } },
      }),
    ],
    [
      'a Rollout refers to another workload',
      placed({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Rollout',
        metadata: { name: 'web' },
        spec: { workloadRef: {} },
      }),
    ],
  ])('%s', (_reason, manifest) => {
    expect(print(findSelectorProblems(manifest, IMAGE))).toBe('');
  });
});

describe('a selector that holds the version', () => {
  const held = (key: string, value: string) => selecting({ matchLabels: { [key]: value } }, { [key]: value });

  test.each([
    [IMAGE, 'app.kubernetes.io/version', '1.4.2', 'the label that Kubernetes recommends for it'],
    [IMAGE, 'app', '1.4.2', 'any label whose value looks like a version'],
    [{ repository: 'app', tag: 'v7' }, 'imageTag', 'v7', 'a label that is named so, in camel case'],
    [{ repository: 'app', tag: 'v7' }, 'app-version', 'v7', 'a label that is named so, with a dash'],
    [{ repository: 'app', tag: 'v7' }, 'imagetag', 'v7', 'a label that is named so, in one word'],
    [{ repository: 'app', tag: '__TAG__' }, 'version', 'TAG-0b56dbd7', 'the version as a label value'],
    [{ repository: 'app', digest: DIGEST }, 'image', 'sha256-ab12ab12ab12', 'the digest as a label value'],
  ])('is refused for %j: %s: %s, %s', (image, key, value, _reason) => {
    expect(print(findSelectorProblems(held(key, value), image))).toBe(
      said(
        `SELECTOR_HOLDS_VERSION: app/web: the selector of deployment 'web' holds the version: ${key}: ${value}`,
        'Kubernetes does not let a selector change, so the next bump could not be applied',
        `take ${key} out of the selector; the object has the version as a label already`,
      ),
    );
  });

  test.each([
    [IMAGE, 'version', '1.4', 'another version'],
    [{ repository: 'app', tag: 'production' }, 'env', 'production', 'a tag that is called like an environment'],
    [{ repository: 'app', tag: 'production' }, 'stage', 'production', 'there is a tag in stage'],
    [{ repository: 'app', tag: 'production' }, 'release', 'production', "Helm's name of a release"],
    [{ repository: 'app', tag: 'web' }, 'app', 'web', 'a tag that is called like the workload'],
  ])('is not, for %j, %s: %s: %s', (image, key, value, _reason) => {
    expect(print(findSelectorProblems(held(key, value), image))).toBe('');
  });
});
