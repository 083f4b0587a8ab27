import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildImage } from '../image/built-image';
import { buildLayer } from '../image/built-layer';
import { storeImages } from '../image/image-store';
import { type Answerer, fakeRegistry } from '../image/registry/fake-registry';
import { basic } from '../image/registry/login-files';
import { serveStore } from '../image/registry/serve-store';
import { ImageProject } from './image-project';
import { Lockstep } from './run-lockstep';
import { program, shopImage, shopRegistry, USERS } from './shop-image';

// several processes, one after the other
jest.setTimeout(60_000);

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

/** Everything that a project's runs say, whatever form they say it in. */
async function allOutputs(project: ImageProject): Promise<string> {
  const runs = [
    ['check'],
    ['check', '--strict', '--unused'],
    ['check', '--json'],
    ['check', '--sarif', '-'],
    ['image'],
    ['image', '--json'],
  ];
  const endings = [];
  for (const words of runs) endings.push(await project.run(...words));
  return endings.map(({ stdout, stderr }) => `${stdout}${stderr}`).join('');
}

const PASSWORD = 'open-sesame-7';
const TOKEN = 'dG9rZW4tb2YtYWxp';

/** Lets those in who have the password, or the token that is given for it. */
function behindLogin(serve: Answerer, kind: 'Basic' | 'Bearer', origin: () => string): Answerer {
  const login = `Basic ${basic('ali', PASSWORD)}`;
  return (request, turn) => {
    const { authorization } = request.headers;
    if (request.url.startsWith('/token')) return authorization === login ? { body: { token: TOKEN } } : { status: 401 };
    if (authorization === (kind === 'Basic' ? login : `Bearer ${TOKEN}`)) return serve(request, turn);
    const challenge = kind === 'Basic' ? 'Basic realm="all"' : `Bearer realm="${origin()}/token",service="all"`;
    const body = { errors: [{ code: 'UNAUTHORIZED', message: `no entry with ${authorization}` }] };
    return { status: 401, headers: { 'www-authenticate': challenge }, body };
  };
}

describe('a login is never printed', () => {
  test.each([
    ['Basic', PASSWORD, 'is in its registry: 2 layers'],
    ['Bearer', PASSWORD, 'is in its registry: 2 layers'],
    ['Basic', 'wrong-1234', 'could not be read from its registry'],
    ['Bearer', 'wrong-1234', 'could not be read from its registry'],
  ] as const)('%s, with the password %s: the image %s', async (kind, password, outcome) => {
    const store = storeImages({ 'team/shop:1.0': await shopImage() });
    let origin = '';
    const registry = await fakeRegistry(behindLogin(serveStore(store), kind, () => origin));
    origin = registry.origin;
    const project = new ImageProject(lockstep, `${registry.host}/team/shop:1.0`);
    mkdirSync(join(project.home, '.docker'));
    const auths = { [registry.host]: { auth: basic('ali', password) } };
    writeFileSync(join(project.home, '.docker/config.json'), JSON.stringify({ auths }));
    const said = await allOutputs(project);
    expect(said).toContain(outcome);
    expect(registry.seen.some(({ headers }) => headers.authorization === `Basic ${basic('ali', password)}`)).toBe(true);
    for (const secret of [password, basic('ali', password), TOKEN]) expect(said).not.toContain(secret);
  });
});

test('what a Secret holds is never printed', async () => {
  const { image } = await shopRegistry();
  const project = new ImageProject(lockstep, image);
  const script = '#!/bin/nosuch\nexport TOKEN=hunter2-hunter2\n';
  project.add({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'keys' },
    data: { 'run.sh': Buffer.from(script).toString('base64') },
    stringData: { password: 'swordfish-99' },
  });
  const volumeMounts = [{ name: 'keys', mountPath: '/keys' }];
  const env = [{ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'keys', key: 'password' } } }];
  const pod = (name: string, command: string[]) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: {
      containers: [{ name: 'main', image, command, env, volumeMounts }],
      volumes: [{ name: 'keys', secret: { secretName: 'keys', defaultMode: 0o555 } }],
    },
  });
  project.add(pod('script', ['/keys/run.sh']));
  project.add(pod('missing', ['/keys/nosuch.sh']));
  project.add(pod('named', ['/opt/$(PASSWORD)/web']));
  project.add(pod('shell', ['/bin/sh', '-c', '$(PASSWORD) && $PASSWORD']));
  const said = await allOutputs(project);
  for (const name of ['script', 'missing', 'named', 'shell']) expect(said).toContain(`pod '${name}' `);
  for (const secret of ['hunter2', 'swordfish', Buffer.from(script).toString('base64')]) {
    expect(said).not.toContain(secret);
  }
});

test('what an image holds cannot steer the terminal', async () => {
  const evil = 'we\u001b[31mb\u0007\u009b2J\r\nfoo\u007f';
  const layers = [await buildLayer([...USERS, program(`app/${evil}`), program('app/worker')])];
  const config = { User: 'a\u001b[2Jb', Entrypoint: ['/x\u001b[2J'], Env: ['PATH=/a\u001b[31m'] };
  const { image } = await shopRegistry([buildImage({ layers, config })]);
  const project = new ImageProject(lockstep, image);
  project.edit('main.ts', "{ command: ['/web'] }", '{}');
  project.edit('main.ts', "'/worker'", "'/app/workr'");
  const said = await allOutputs(project);
  expect(said).toContain('31mb');
  expect(new Set(said.match(/\p{Cc}/gu))).toEqual(new Set(['\n']));
});
