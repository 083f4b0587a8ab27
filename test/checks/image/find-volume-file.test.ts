import {
  type ConfigObjects,
  configObjects,
  findVolumeFile,
  type VolumeFile,
} from '../../../src/checks/image/find-volume-file';
import { mountsOf } from '../../../src/checks/image/mounts-of';
import { findSubjects } from '../../../src/checks/image/subject';
import type { Fields } from '../../../src/manifest/manifest';
import { parseManifests } from '../../../src/manifest/parse-manifests';
import { deployment, placed } from '../placed';
import { webSubject } from './fake-view';

function object(kind: string, fields: Fields, metadata: Fields = { name: 'scripts' }) {
  return placed({ apiVersion: 'v1', kind, metadata, ...fields });
}

const OBJECTS = configObjects([
  object('ConfigMap', { data: { 'run.sh': '#!/bin/sh\n', 'b.sh': '' }, binaryData: { web: 'f0VMRg==' } }),
  object('ConfigMap', {}, { name: 'empty' }),
  object('Secret', { data: { token: 'c2VjcmV0' }, stringData: { key: 'secret' } }, { name: 'tokens' }),
]);

/** What the first volume has for the first mount of a container that is alone in its pod. */
function find(volume: Fields, rest = '', mount: Fields = {}, objects: ConfigObjects = OBJECTS): VolumeFile {
  const subject = webSubject(
    { volumeMounts: [{ name: 'v', mountPath: '/v', ...mount }] },
    {
      volumes: [
        { name: 'other', hostPath: {} },
        { name: 'v', ...volume },
      ],
    },
  );
  const [first] = mountsOf(subject);
  if (first === undefined) throw new Error('the test mounts nothing');
  return findVolumeFile(subject, first, rest, objects);
}

const SCRIPTS = { configMap: { name: 'scripts' } };
const items = (...list: readonly Fields[]) => ({ configMap: { name: 'scripts', items: list } });

describe('a file of a ConfigMap or Secret', () => {
  const found = (mode: number, content: string | Buffer | undefined, source = "ConfigMap 'scripts'") => ({
    outcome: 'found',
    mode,
    content: typeof content === 'string' ? Buffer.from(content) : content,
    source,
  });
  const SH = '#!/bin/sh\n';

  test.each<[Fields, string, Fields, unknown, string]>([
    [SCRIPTS, 'run.sh', {}, found(0o644, SH), 'has mode 0644 when nothing is said'],
    [SCRIPTS, '', { subPath: 'run.sh' }, found(0o644, SH), 'by itself'],
    [SCRIPTS, '', { subPath: './run.sh/' }, found(0o644, SH), 'by itself, in another spelling'],
    [SCRIPTS, 'web', {}, found(0o644, Buffer.from('\x7fELF')), 'may be binary'],
    [{ configMap: { name: 'scripts', defaultMode: 0o755 } }, 'run.sh', {}, found(0o755, SH), 'has the default mode'],
    [
      { configMap: { name: 'scripts', defaultMode: 0o755, items: [{ key: 'run.sh', path: 'bin/go', mode: 0o500 }] } },
      'bin/go',
      {},
      found(0o500, SH),
      'has the mode and path of its item',
    ],
    [items({ key: 'run.sh', path: 'go', mode: 0 }), 'go', {}, found(0, SH), 'mode 0 is a mode'],
    [items(), 'run.sh', {}, found(0o644, SH), 'no items are all of them'],
    [{ secret: { secretName: 'tokens' } }, 'token', {}, found(0o644, undefined, "Secret 'tokens'"), 'of a Secret'],
    [{ secret: { secretName: 'tokens' } }, 'key', {}, found(0o644, undefined, "Secret 'tokens'"), 'of its text'],
    [{ emptyDir: null, ...SCRIPTS }, 'run.sh', {}, found(0o644, SH), 'null is no kind of volume'],
  ])('%j %j %j', (volume, rest, mount, expected, _reason) => {
    expect(find(volume, rest, mount)).toEqual(expected);
  });

  test.each<[Fields, string, Fields, string, string[], string]>([
    [SCRIPTS, 'run', {}, "ConfigMap 'scripts' has only run.sh, b.sh, web", ['run.sh', 'b.sh', 'web'], 'no such key'],
    [SCRIPTS, '', { subPath: 'run' }, "ConfigMap 'scripts' has only run.sh, b.sh, web", ['run.sh', 'b.sh', 'web'], ''],
    [
      items({ key: 'run.sh', path: 'go' }),
      'run.sh',
      {},
      "ConfigMap 'scripts' has only go",
      ['go'],
      'items leave the others out',
    ],
    [
      items({ key: 'gone.sh', path: 'go' }, { key: 'b.sh', path: 'b' }),
      'go',
      {},
      "ConfigMap 'scripts' has no key 'gone.sh' to put there",
      ['b'],
      'the key of an item is not there',
    ],
    [{ configMap: { name: 'empty', optional: true } }, 'a', {}, "ConfigMap 'empty' has no keys", [], 'nothing in it'],
  ])('is missing: %j %j %j', (volume, rest, mount, why, names, _reason) => {
    expect(find(volume, rest, mount)).toEqual({ outcome: 'missing', why, names });
  });

  test.each<[Fields, string, Fields, string, string]>([
    [{ configMap: { name: 'gone' } }, 'a', {}, "ConfigMap 'gone' is not in these manifests", 'somebody else made it'],
    [
      { configMap: { name: 'gone', optional: true } },
      'a',
      {},
      "ConfigMap 'gone' is not in these manifests",
      'optional or not, it may be there',
    ],
    [{ secret: { secretName: 'scripts' } }, 'run.sh', {}, "Secret 'scripts' is not in these manifests", 'another kind'],
    [
      { configMap: { name: 'scripts', defaultMode: 755 } },
      'run.sh',
      {},
      "ConfigMap 'scripts' is to be put there with mode 755, and modes go from 0 to 0777, which is 511",
      'octal digits as a decimal number, which the API server refuses',
    ],
    [
      items({ key: 'run.sh', path: 'go', mode: '0755' }),
      'go',
      {},
      "ConfigMap 'scripts' is to be put there with mode 0755, and modes go from 0 to 0777, which is 511",
      'text',
    ],
    [
      SCRIPTS,
      '',
      { subPathExpr: '$(SCRIPT)' },
      "volume 'v' is mounted with subPathExpr $(SCRIPT), which only the cluster knows",
      'a path that is made there',
    ],
  ])('cannot be told: %j %j %j', (volume, rest, mount, why, _reason) => {
    expect(find(volume, rest, mount)).toEqual({ outcome: 'unknown', why });
  });

  test('has the mode that YAML gives it, octal or decimal', () => {
    const volumes = (mode: string) =>
      findSubjects(
        parseManifests(
          `{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {
            containers: [{name: a, volumeMounts: [{name: v, mountPath: /v}]}],
            volumes: [{name: v, configMap: {name: scripts, defaultMode: ${mode}}}]}}`,
          'a.yaml',
        ),
      ).map((subject) => findVolumeFile(subject, { path: '/v', volume: 'v', subPath: '' }, 'b.sh', OBJECTS));
    const executable = [{ outcome: 'found', mode: 0o755, content: Buffer.from(''), source: "ConfigMap 'scripts'" }];
    expect([volumes('0755'), volumes('0o755'), volumes('493')]).toEqual([executable, executable, executable]);
  });
});

describe('what manifests do not tell of', () => {
  test.each<[Fields, string]>([
    [{ hostPath: { path: '/' } }, "volume 'v' is a folder of the node's, whose content the manifests do not tell"],
    [
      { persistentVolumeClaim: { claimName: 'a' } },
      "volume 'v' is a persistent volume, whose content the manifests do not tell",
    ],
    [
      { projected: { sources: [] } },
      "volume 'v' is put together from several sources, whose content the manifests do not tell",
    ],
    [{ image: { reference: 'a' } }, "volume 'v' is an image of its own, whose content the manifests do not tell"],
    [{ csi: { driver: 'a' } }, "volume 'v' is a volume of kind csi, whose content the manifests do not tell"],
    [{ constructor: {} }, "volume 'v' is a volume of kind constructor, whose content the manifests do not tell"],
  ])('%j', (volume, why) => {
    expect(find(volume)).toEqual({ outcome: 'unknown', why });
  });

  test('a volume that the pod does not have', () => {
    expect(findVolumeFile(webSubject({}), { path: '/a', volume: 'a', subPath: '' }, '', OBJECTS)).toEqual({
      outcome: 'unknown',
      why: "the pod has no volume 'a'",
    });
  });

  test('a claim of a StatefulSet, which comes before a volume of its name', () => {
    const [subject] = findSubjects([
      placed({
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'db' },
        spec: {
          volumeClaimTemplates: [{ metadata: { name: 'data' } }],
          template: { spec: { containers: [{ name: 'db' }], volumes: [{ name: 'data', emptyDir: {} }] } },
        },
      }),
    ]);
    if (subject === undefined) throw new Error('the test has no container');
    expect(findVolumeFile(subject, { path: '/data', volume: 'data', subPath: '' }, 'a', OBJECTS)).toEqual({
      outcome: 'unknown',
      why: "volume 'data' is a persistent volume, whose content the manifests do not tell",
    });
  });
});

describe('ConfigMaps and Secrets by name', () => {
  const one = object('ConfigMap', { data: { in: 'prod' } }, { name: 'a', namespace: 'prod' });
  const two = object('ConfigMap', { data: { in: 'any' } }, { name: 'b' });
  const objects = configObjects([one, two, deployment({})]);

  test.each<['ConfigMap' | 'Secret', string, string, unknown, string]>([
    ['ConfigMap', 'prod', 'a', one.manifest, 'in its namespace'],
    ['ConfigMap', 'test', 'a', undefined, 'not in another'],
    ['ConfigMap', '', 'a', undefined, 'nor where kubectl decides'],
    ['ConfigMap', 'prod', 'b', two.manifest, 'without a namespace, it is in that of whoever asks'],
    ['Secret', 'prod', 'a', undefined, 'of its kind'],
    ['ConfigMap', 'prod', '__proto__', undefined, 'a name that every map has'],
  ])('%s %j %j', (kind, namespace, name, expected, _reason) => {
    expect(objects(kind, namespace, name)).toEqual(expected);
  });
});
