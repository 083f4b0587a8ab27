import { existsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { buildImage } from '../image/built-image';
import { buildLayer } from '../image/built-layer';
import { fakeRegistry } from '../image/registry/fake-registry';
import { ImageProject, podYaml } from './image-project';
import { Lockstep } from './run-lockstep';
import { program, pushShop, shopImage, USERS } from './shop-image';
import { allPass, openShop } from './shop-project';

// several processes, one after the other
jest.setTimeout(60_000);

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

/** A port of this machine at which nothing listens. */
async function deadHost(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `127.0.0.1:${port}`;
}

describe('lockstep check of an app', () => {
  test('says of each program that it is there and how it is built, and ends with 0', async () => {
    const { project, image } = await openShop(lockstep);
    expect(await project.run('check')).toEqual({ status: 0, stdout: allPass(image), stderr: '' });
    expect(existsSync(join(project.folder, 'dist'))).toBe(false);
  });

  test('fails for a command that is not in the image, with its line in dist/ and what may be meant', async () => {
    const { project, image } = await openShop(lockstep);
    project.edit('main.ts', "'/worker'", "'/workr'");
    const ending = await project.run('check');
    await project.run('synth');
    const lines = project.read('dist/shop.k8s.yaml').split('\n');
    const object = lines.indexOf('  name: worker');
    const line = lines.findIndex((text, at) => at > object && text.endsWith('command:')) + 1;
    expect(ending).toEqual({
      status: 1,
      stdout: `${image} (linux/amd64, linux/arm64)
  pass     ${image} is in its registry: 2 layers, 127.8 kB
  pass     deployment 'web' runs '/web': static, 81.0 kB
  fail     IMAGE_BINARY_MISSING: deployment 'worker' runs '/workr', which is not in ${image}
           why: '/' holds etc, web, worker
           fix: did you mean '/worker'? (dist/shop.k8s.yaml:${line})

2 containers, 1 image: 1 fails, 2 pass
`,
      stderr: '',
    });
  });

  test('names the platforms where only some of them fail', async () => {
    const lame = buildImage({
      layers: [await buildLayer(USERS), await buildLayer([program('web', 81_000, 'arm64'), program('worker')])],
      platform: { os: 'linux', architecture: 'arm64' },
    });
    const { project, image } = await openShop(lockstep, [await shopImage(), lame]);
    expect(await project.run('check')).toEqual({
      status: 1,
      stdout: `${image} (linux/amd64, linux/arm64)
  pass     ${image} is in its registry: 2 layers, 127.8 kB
  pass     deployment 'web' runs '/web': static, 81.0 kB
  pass     deployment 'worker' runs '/worker': static, 40.0 kB [linux/amd64]
  fail     IMAGE_BINARY_ARCHITECTURE: deployment 'worker' runs '/worker', which cannot start: it is built for amd64, and the image is for arm64 [linux/arm64]
           why: without emulation, the kernel of a node for arm64 refuses it with "exec format error"
           fix: build it for linux/arm64; a stage with FROM --platform=$BUILDPLATFORM has to cross-compile (dist/shop.k8s.yaml:44)

2 containers, 1 image: 1 fails, 3 pass
`,
      stderr: '',
    });
  });

  test('fails for a tag that was never pushed', async () => {
    const { project, host } = await openShop(lockstep);
    project.edit('release.yaml', '1.0', '1.1');
    expect(await project.run('check')).toEqual({
      status: 1,
      stdout: `${host}/team/shop:1.1
  fail     IMAGE_MISSING: ${host}/team/shop:1.1, which deployment 'web' and deployment 'worker' run, is not in its registry
           why: ${host} has no '${host}/team/shop:1.1'
           fix: push it before you apply, or mend the tag (dist/shop.k8s.yaml:22)

2 containers, 1 image: 1 fails
`,
      stderr: '',
    });
  });

  test('fails when the registry is down, since nothing could be checked', async () => {
    const image = `${await deadHost()}/team/shop:1.0`;
    const project = new ImageProject(lockstep, image);
    const text = (counts: string) => `${image}
  unknown  IMAGE_UNREADABLE: ${image} could not be read from its registry
           why: nothing listens at ${image.split('/')[0]} (ECONNREFUSED)
           fix: mend what stands in the way, and check again (dist/shop.k8s.yaml:22)

2 containers, 1 image: ${counts}
nothing was checked: the only image could not be looked at
`;
    expect(await project.run('check')).toEqual({ status: 1, stdout: text('1 unknown'), stderr: '' });
    expect(await project.run('check', '--strict')).toEqual({
      status: 1,
      stdout: text('1 unknown (--strict: failed)'),
      stderr: '',
    });
    const { status, stdout, stderr } = await project.run('check', '--json');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'nothing was checked: the only image could not be looked at\n',
    });
    expect(JSON.parse(stdout)).toMatchObject({ counts: { unknown: 1 }, images: [{ isRead: false }] });
  });

  test('cannot tell of one image whose registry is down, which only --strict takes for a failure', async () => {
    const { project, image } = await openShop(lockstep);
    const other = `${await deadHost()}/team/other:1.0`;
    project.write('k8s/a.yaml', podYaml('other', other, ', command: [/web]'));
    project.write('k8s/b.yaml', podYaml('web', image, ', command: [/web]'));
    const { status, stdout } = await project.run('check', 'k8s');
    expect(status).toBe(0);
    expect(stdout.split('\n')).toEqual(
      expect.arrayContaining([`  unknown  IMAGE_UNREADABLE: ${other} could not be read from its registry`]),
    );
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('2 containers, 2 images: 1 unknown, 2 pass');
    expect((await project.run('check', 'k8s', '--strict')).status).toBe(1);
  });

  test('waits for a registry that does not answer once, whatever many images it has', async () => {
    let asked = 0;
    const { host } = await fakeRegistry(() => {
      asked += 1;
      return 'hang';
    });
    const { project, image } = await openShop(lockstep);
    for (let at = 0; at < 30; at += 1) {
      project.write(`k8s/a${at}.yaml`, podYaml(`hung-${at}`, `${host}/app-${at}:1`, ', command: [/web]'));
    }
    project.write('k8s/z.yaml', podYaml('web', image, ', command: [/web]'));
    const { status, stdout } = await project.run('check', 'k8s', '--timeout', '1');
    expect(status).toBe(0);
    // as many as are asked for at once
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThanOrEqual(4);
    const titles = stdout.split('\n').filter((line) => /^[^ ]+\/(?:app-\d+|team\/shop):/.test(line));
    const names = Array.from({ length: 30 }, (_, at) => `app-${at}`).sort((a, b) =>
      `${a}.yaml` < `${b}.yaml` ? -1 : 1,
    );
    expect(titles).toEqual([...names.map((name) => `${host}/${name}:1`), `${image} (linux/amd64, linux/arm64)`]);
    expect(stdout.match(/has not answered within 1 s/g)).toHaveLength(30);
  });

  test('fails once for an image of which a layer is gone', async () => {
    const built = await shopImage();
    const { project, store, image, host } = await openShop(lockstep, [built]);
    const digest = built.layers[1]?.digest ?? '';
    store.blobs.delete(digest);
    expect(await project.run('check')).toEqual({
      status: 1,
      stdout: `${image} (linux/amd64)
  fail     IMAGE_INCOMPLETE: ${image} for linux/amd64 is in its registry only in part
           why: ${host} has the manifest of '${image}' but not its layer 2 (${digest})
           fix: push the image again: nodes cannot pull it as it is (dist/shop.k8s.yaml:22)

2 containers, 1 image: 1 fails
`,
      stderr: '',
    });
  });

  test('looks at each image on its own', async () => {
    const { project, image, host, store } = await openShop(lockstep);
    const redis = buildImage({
      layers: [await buildLayer([...USERS, program('usr/bin/redis-server', 9000)])],
      config: {
        Entrypoint: ['redis-server'],
        Env: ['PATH=/usr/bin:/bin'],
        User: 'web',
        ExposedPorts: { '6379/tcp': {} },
      },
    });
    pushShop(store, 'redis:7', redis);
    const labels = { app: 'redis' };
    project.add({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'redis' },
      spec: {
        selector: { matchLabels: labels },
        serviceName: 'redis',
        template: {
          metadata: { labels },
          spec: { containers: [{ name: 'redis', image: `${host}/redis:7`, ports: [{ containerPort: 6378 }] }] },
        },
      },
    });
    const redisBlock = `${host}/redis:7 (linux/amd64)
  pass     ${host}/redis:7 is in its registry: 1 layer, 13.6 kB
  pass     statefulset 'redis' runs 'redis-server': static, 9.0 kB
  note     IMAGE_PORT_NOT_EXPOSED: statefulset 'redis' has port 6378/tcp, which ${host}/redis:7 does not expose
           why: the image exposes 6379/tcp; EXPOSE opens nothing, so the program may listen there all the same
           fix: see whether the number is the one that the program listens on (dist/shop.k8s.yaml:69)
`;
    const [shopBlock] = allPass(image).split('2 containers');
    expect(await project.result('check')).toBe(
      `${shopBlock}${redisBlock}\n3 containers, 2 images: 1 to note, 5 pass\n`,
    );
    expect(await project.result('check', '--only', `${host}/redis`)).toBe(
      `${redisBlock}\n1 container, 1 image: 1 to note, 2 pass\n`,
    );
  });
});
