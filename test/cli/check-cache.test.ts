import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type BuiltImage, buildImage } from '../image/built-image';
import { type BuiltLayer, buildLayer } from '../image/built-layer';
import { storeImages } from '../image/image-store';
import { type FakeRegistry, fakeRegistry } from '../image/registry/fake-registry';
import { serveStore } from '../image/registry/serve-store';
import { ImageProject } from './image-project';
import { Lockstep } from './run-lockstep';
import { program, shopImage, shopRegistry, USERS } from './shop-image';

// several processes, one after the other
jest.setTimeout(60_000);

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

/** What a registry was asked for, in its order, since it was asked for the manifest of a tag the last time. */
function lastRequests({ lines }: FakeRegistry, names: ReadonlyMap<string, string>): string[] {
  const all = lines().map((line) => {
    const [, method, kind, reference = ''] = /^(\w+) \/v2\/team\/shop\/(\w+)\/(.+)$/.exec(line) ?? [];
    return `${method} ${names.get(reference) ?? `${kind} ${reference}`}`;
  });
  return all.slice(all.findLastIndex((line) => line.startsWith('GET manifests')));
}

/** Paths of files in a folder and in those below it. */
function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

/** Layers are asked for all at once, so that their order is left to chance. */
const heads = (lines: readonly string[]) => lines.filter((line) => line.startsWith('HEAD')).sort();
const gets = (lines: readonly string[]) => lines.filter((line) => !line.startsWith('HEAD'));

/** An image of these layers, and a registry that has it under a tag for each. */
async function registryOf(images: Readonly<Record<string, BuiltImage>>, layers: Readonly<Record<string, BuiltLayer>>) {
  const store = storeImages(
    Object.fromEntries(Object.entries(images).map(([tag, image]) => [`team/shop:${tag}`, image])),
  );
  const registry = await fakeRegistry(serveStore(store));
  const names = new Map([
    ...Object.entries(layers).map(([name, { digest }]) => [digest, `layer ${name}`] as const),
    ...Object.entries(images).map(([tag, { config }]) => [config.digest, `config of ${tag}`] as const),
  ]);
  const [tag = ''] = Object.keys(images);
  const project = new ImageProject(lockstep, `${registry.host}/team/shop:${tag}`);
  return { store, registry, project, last: () => lastRequests(registry, names) };
}

describe('lockstep check asks a registry', () => {
  test('for no layer that it has read before', async () => {
    const [users, programs] = [await buildLayer(USERS), await buildLayer([program('web'), program('worker')])];
    const image = buildImage({ layers: [users, programs] });
    const { project, last } = await registryOf({ '1.0': image }, { users, programs });
    const first = await project.run('check');
    expect(gets(last())).toEqual(['GET manifests 1.0', 'GET config of 1.0', 'GET layer programs']);
    expect(await project.run('check')).toEqual(first);
    expect(gets(last())).toEqual(['GET manifests 1.0', 'GET config of 1.0']);
    expect(heads(last())).toEqual(['HEAD layer programs', 'HEAD layer users']);
  });

  test('for the one layer that is new after a bump', async () => {
    const users = await buildLayer(USERS);
    const runtime = await buildLayer([program('usr/bin/runtime', 100_000)]);
    const programs = await buildLayer([program('web'), program('worker')]);
    const newPrograms = await buildLayer([program('web', 41_000), program('worker')]);
    const { project, last } = await registryOf(
      {
        '1.0': buildImage({ layers: [users, runtime, programs] }),
        '1.1': buildImage({ layers: [users, runtime, newPrograms] }),
      },
      { users, runtime, programs, newPrograms },
    );
    await project.result('check');
    project.edit('release.yaml', "'1.0'", "'1.1'");
    await project.result('check');
    expect(gets(last())).toEqual(['GET manifests 1.1', 'GET config of 1.1', 'GET layer newPrograms']);
    expect(heads(last())).toEqual(['HEAD layer newPrograms', 'HEAD layer runtime', 'HEAD layer users']);
  });

  test('for no layer below the one that decides', async () => {
    const below = await buildLayer([program('usr/bin/runtime', 100_000)]);
    const top = await buildLayer([program('web'), program('worker')]);
    const { project, last } = await registryOf({ '1.0': buildImage({ layers: [below, top] }) }, { below, top });
    await project.result('check');
    expect(gets(last())).toEqual(['GET manifests 1.0', 'GET config of 1.0', 'GET layer top']);
    expect(heads(last())).toEqual(['HEAD layer below', 'HEAD layer top']);
  });

  test('once for a layer that several platforms share', async () => {
    const { registry, image } = await shopRegistry();
    await new ImageProject(lockstep, image).result('check');
    const asked = registry.lines();
    expect(asked.toSorted()).toEqual([...new Set(asked)].sort());
  });
});

describe('lockstep check says the same', () => {
  /** Names of what is kept of layers. */
  const kept = (cache: string) => filesBelow(cache).filter((name) => name.startsWith('layers-'));

  test('when several runs share a cache at once', async () => {
    const { image } = await shopRegistry();
    const project = new ImageProject(lockstep, image);
    const runs = await Promise.all([1, 2, 3].map(() => project.run('check', '--json')));
    expect(runs[0]).toMatchObject({ status: 0, stderr: '' });
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]).toEqual(runs[0]);
    expect(kept(project.cache)).toHaveLength(2);
  });

  test.each<[damage: string, (bytes: Buffer) => Buffer]>([
    ['cut off', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['emptied', () => Buffer.alloc(0)],
    ['filled with zeros', (bytes) => Buffer.alloc(bytes.length)],
    ['wrong in one bit', (bytes) => bytes.with(bytes.length - 5, (bytes.at(-5) ?? 0) ^ 1) as Buffer],
    ['of somebody else', () => Buffer.from('hello')],
  ])('when a file of the cache is %s', async (_damage, damage) => {
    const { image } = await shopRegistry();
    const project = new ImageProject(lockstep, image);
    const first = await project.run('check', '--json');
    const before = kept(project.cache).map((name) => readFileSync(join(project.cache, name)));
    for (const name of kept(project.cache)) {
      const path = join(project.cache, name);
      writeFileSync(path, damage(readFileSync(path)));
    }
    expect(await project.run('check', '--json')).toEqual(first);
    expect(kept(project.cache).map((name) => readFileSync(join(project.cache, name)).length)).toEqual(
      before.map(({ length }) => length),
    );
  });

  test.each([
    ['is not there', 'deep/er/still'],
    ['cannot be made', 'main.ts/below'],
    ['cannot be written', '/proc/lockstep'],
  ])('when the folder of the cache %s', async (_what, path) => {
    const { image } = await shopRegistry();
    const project = new ImageProject(lockstep, image);
    const first = await project.run('check', '--json');
    const cache = path.startsWith('/') ? path : join(project.folder, path);
    const { status, stdout, stderr } = await project.start(['check', '--json'], { cache }).ended;
    expect({ status, stdout, stderr }).toEqual(first);
  });
});

describe('lockstep check that is interrupted', () => {
  test('ends in the middle of a layer and leaves nothing half written', async () => {
    const image = await shopImage();
    const serve = serveStore(storeImages({ 'team/shop:1.0': image }));
    const slow = image.layers[1]?.digest ?? '';
    let begin = () => {};
    const hasBegun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const registry = await fakeRegistry((request, turn) => {
      const answer = serve(request, turn);
      if (request.method !== 'GET' || !request.url.endsWith(slow) || typeof answer === 'string') return answer;
      begin();
      return { ...answer, body: (answer.body as Buffer).subarray(0, 1000), isStalled: true };
    });
    const project = new ImageProject(lockstep, `${registry.host}/team/shop:1.0`);
    const run = project.start(['check']);
    await hasBegun;
    run.interrupt();
    const { status, signal, stdout, stderr } = await run.ended;
    expect({ status, signal, stdout, stderr }).toEqual({ status: null, signal: 'SIGINT', stdout: '', stderr: '' });
    expect(filesBelow(project.cache).filter((name) => name.includes('.tmp'))).toEqual([]);
  });
});
