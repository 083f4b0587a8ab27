import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gatherManifests, repositoryOf } from '../../src/operations/gather-manifests';

const folder = mkdtempSync(join(tmpdir(), 'lockstep (gather) '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file with one Pod for each image. */
function write(name: string, ...images: readonly string[]): string {
  const pods = images.map((image, at) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${name}-${at}` },
    spec: { containers: [{ name: 'a', image }] },
  }));
  const path = join(folder, `${name}.yaml`);
  writeFileSync(path, pods.map((pod) => JSON.stringify(pod)).join('\n---\n'));
  return path;
}

describe('the manifests of files', () => {
  test('are read once, however often they are named', async () => {
    const one = write('one', 'app:1', 'redis');
    const { manifests } = await gatherManifests([one, folder, one]);
    expect(manifests.map(({ place }) => place)).toEqual(
      [1, 3].map((line) => `${relative(process.cwd(), one)}:${line}`),
    );
  });

  test.each<[string[], string[], string]>([
    [['app:1', 'app:2', 'redis'], ['docker.io/library/app'], 'the one that most containers run'],
    [['app:1', 'docker.io/library/app:2', 'app', 'redis', 'redis'], ['docker.io/library/app'], 'in any spelling'],
    [['localhost:5000/team/app:1'], ['localhost:5000/team/app'], 'in a registry with a port'],
    [['app', 'redis'], ['docker.io/library/app', 'docker.io/library/redis'], 'several, when none is more than another'],
    [['App', ''], [], 'none, when nothing is an image'],
    [[], [], 'none, when nothing runs'],
  ])('that run %j have as their own %j', async (images, expected, _reason) => {
    expect((await gatherManifests([write('own', ...images)])).own).toEqual(expected);
  });

  test('pass over what holds no object in a folder, and say so', async () => {
    const inner = join(folder, 'mixed');
    mkdirSync(inner);
    const shown = (name: string) => relative(process.cwd(), join(inner, name));
    writeFileSync(join(inner, 'values\u001b.yaml'), 'replicaCount: 1\n');
    writeFileSync(join(inner, 'pod.yaml'), 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n');
    const notes: string[] = [];
    const gather = (...paths: readonly string[]) => gatherManifests(paths, { onNote: (note) => notes.push(note) });
    expect((await gather(inner)).manifests.map(({ place }) => place)).toEqual([`${shown('pod.yaml')}:1`]);
    expect(notes).toEqual([`${shown('values.yaml')} holds no Kubernetes object and was passed over`]);
    writeFileSync(join(inner, 'compose.yml'), 'services: {}\n');
    await gather(inner);
    expect(notes.at(-1)).toBe(
      `${shown('compose.yml')} and ${shown('values.yaml')} hold no Kubernetes object and were passed over`,
    );
    await expect(gather(inner, join(inner, 'compose.yml'))).rejects.toThrow(
      `MANIFEST_INCOMPLETE: ${shown('compose.yml')}:1: this has no apiVersion, no kind, no metadata.name`,
    );
    rmSync(inner, { recursive: true });
  });

  test('have to be there', async () => {
    await expect(gatherManifests(['gone.yaml', folder, 'k9s'])).rejects.toThrow(
      new Error(
        "CHECK_UNKNOWN_FILE: there is no 'gone.yaml' and no 'k9s'\n  why: each argument is a file with manifests, a folder of them, or - for standard input\n  fix: mend the path; without arguments, the app of this folder is checked",
      ),
    );
  });
});

test.each<[string, string | undefined]>([
  ['redis', 'docker.io/library/redis'],
  ['index.docker.io/team/app:1', 'docker.io/team/app'],
  [`registry.example.com:5000/app:1@sha256:${'a'.repeat(64)}`, 'registry.example.com:5000/app'],
  ['Not An Image', undefined],
  ['', undefined],
])('the repository of %j is %j', (image, expected) => {
  expect(repositoryOf(image)).toBe(expected);
});
