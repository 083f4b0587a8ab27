import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCredentials } from '../../../../src/image/registry/credentials/find-credentials';
import { Question } from '../../../../src/image/registry/question';
import { basic, dockerHome, newHome, withHelper, writeHome } from '../login-files';

const REPOSITORY = 'ghcr.io/team/app';
const HUB = 'docker.io/library/redis';

async function find(env: NodeJS.ProcessEnv, repository = REPOSITORY, timeoutMilliseconds = 3000) {
  const question = new Question(timeoutMilliseconds);
  try {
    return await findCredentials(question, repository, env);
  } finally {
    question.close();
  }
}

const entry = (username: string) => ({ auth: basic(username, 'sesame') });
const password = (username: string) => ({ kind: 'password', username, password: 'sesame' });

describe('the login of a registry', () => {
  const files = {
    'explicit.json': { auths: { 'ghcr.io': entry('explicit') } },
    'docker/config.json': { auths: { 'ghcr.io': entry('docker-config') } },
    '.docker/config.json': { auths: { 'ghcr.io': entry('docker-home') } },
    'run/containers/auth.json': { auths: { 'ghcr.io': entry('podman-run') } },
    'xdg/containers/auth.json': { auths: { 'ghcr.io': entry('podman-xdg') } },
    '.config/containers/auth.json': { auths: { 'ghcr.io': entry('podman-home') } },
  };
  const home = writeHome(files);
  const at = (path: string) => join(home, path);

  test.each<[string, string, Record<string, string>]>([
    ['explicit', 'explicit.json', { REGISTRY_AUTH_FILE: at('explicit.json'), DOCKER_CONFIG: at('docker'), HOME: home }],
    ['docker-config', 'docker/config.json', { DOCKER_CONFIG: at('docker'), HOME: home, XDG_RUNTIME_DIR: at('run') }],
    ['docker-home', '.docker/config.json', { HOME: home, XDG_RUNTIME_DIR: at('run') }],
    ['docker-home', '.docker/config.json', { USERPROFILE: home }],
    ['docker-home', '.docker/config.json', { HOME: home, DOCKER_CONFIG: '' }],
    ['podman-run', 'run/containers/auth.json', { XDG_RUNTIME_DIR: at('run'), XDG_CONFIG_HOME: at('xdg') }],
    ['podman-xdg', 'xdg/containers/auth.json', { DOCKER_CONFIG: at('none'), HOME: home, XDG_CONFIG_HOME: at('xdg') }],
    ['podman-home', '.config/containers/auth.json', { DOCKER_CONFIG: at('none'), HOME: home }],
  ])('is that of %s, in %s', async (username, path, env) => {
    expect(await find(env)).toEqual({ credentials: password(username), source: at(path), notes: [] });
  });

  test.each<[string, unknown, unknown]>([
    ['the most specific key', { auths: { 'ghcr.io': entry('a'), 'ghcr.io/team': entry('b') } }, password('b')],
    ['the next key when one is empty', { auths: { 'ghcr.io/team': {}, 'ghcr.io': entry('a') } }, password('a')],
    ['nothing without keys', {}, undefined],
    ['nothing when keys are of another kind', { auths: [], credHelpers: 'x', credsStore: null }, undefined],
    ['nothing of another registry', { auths: { 'quay.io': entry('a') } }, undefined],
  ])('is %s', async (_law, config, credentials) => {
    expect(await find(dockerHome(config))).toMatchObject({ credentials, notes: [] });
  });

  test('is looked for in the next file when one has none', async () => {
    const other = writeHome({
      '.docker/config.json': '\ufeff{"auths": {"quay.io": {}}}',
      '.config/containers/auth.json': { auths: { 'ghcr.io': entry('podman') } },
    });
    expect(await find({ HOME: other })).toEqual({
      credentials: password('podman'),
      source: join(other, '.config/containers/auth.json'),
      notes: [],
    });
  });

  test.each([
    ['{"auths": secret', 'is not a JSON object'],
    ['["secret"]', 'is not a JSON object'],
    ['', 'is not a JSON object'],
  ])('is not in %j, which becomes a note', async (text, fault) => {
    const other = writeHome({ '.docker/config.json': text });
    expect(await find({ HOME: other })).toEqual({
      credentials: undefined,
      source: undefined,
      notes: [`${join(other, '.docker/config.json')} ${fault}`],
    });
  });

  test('is not in a folder, which becomes a note', async () => {
    const other = writeHome({ '.docker/config.json/x': '' });
    expect((await find({ HOME: other })).notes).toEqual([
      `${join(other, '.docker/config.json')} cannot be read (EISDIR)`,
    ]);
  });

  test('is not there for those without a home', async () => {
    expect(await find({})).toEqual({ credentials: undefined, source: undefined, notes: [] });
  });
});

const whenShell = process.platform === 'win32' ? describe.skip : describe;

whenShell('a credential helper', () => {
  const answer = 'printf \'{"ServerURL":"x","Username":"%s","Secret":"sesame"}\' "$1-$(cat)"';

  test.each<[string, unknown, string, string]>([
    ['credsStore', { credsStore: 'fake' }, REPOSITORY, 'get-ghcr.io'],
    ['credsStore', { credsStore: 'fake' }, HUB, 'get-https://index.docker.io/v1/'],
    ['credHelpers', { credHelpers: { 'ghcr.io': 'fake' }, credsStore: 'missing' }, REPOSITORY, 'get-ghcr.io'],
    ['credHelpers', { credHelpers: { 'docker.io': 'fake' } }, HUB, 'get-https://index.docker.io/v1/'],
    ['credHelpers', { credHelpers: { 'https://index.docker.io/v1/': 'fake' } }, HUB, 'get-https://index.docker.io/v1/'],
    [
      'credsStore in the spelling that auths has',
      { credsStore: 'fake', auths: { 'https://ghcr.io': {} } },
      REPOSITORY,
      'get-https://ghcr.io',
    ],
    [
      'credHelpers in the spelling of the registry',
      { credHelpers: { 'ghcr.io': 'fake' }, auths: { 'https://ghcr.io': {} } },
      REPOSITORY,
      'get-ghcr.io',
    ],
    [
      'credsStore before auths',
      { credsStore: 'fake', auths: { 'ghcr.io': entry('auths') } },
      REPOSITORY,
      'get-ghcr.io',
    ],
  ])('of %s is asked (%#)', async (_where, config, repository, username) => {
    const env = withHelper(dockerHome(config), 'fake', answer);
    expect(await find(env, repository)).toEqual({
      credentials: password(username),
      source: 'docker-credential-fake',
      notes: [],
    });
  });

  test('may have an identity token', async () => {
    const script = 'echo \'{"Username":"<token>","Secret":"r3fresh"}\'';
    const env = withHelper(dockerHome({ credsStore: 'fake' }), 'fake', script);
    expect((await find(env)).credentials).toEqual({ kind: 'identity-token', identityToken: 'r3fresh' });
  });

  test('of another registry is not asked', async () => {
    const env = withHelper(dockerHome({ credHelpers: { 'quay.io': 'fake' } }), 'fake', answer);
    expect((await find(env)).credentials).toBeUndefined();
  });

  test.each<[string, string, string[]]>([
    ['has none', 'echo "credentials not found in native keychain"; exit 1', []],
    ['fails', 'echo sesame-secret; echo sesame-secret >&2; exit 3', ['docker-credential-fake failed (3)']],
    ['ends before it reads', 'exec <&-; exit 4', ['docker-credential-fake failed (4)']],
    ['is killed', 'kill -9 $$', ['docker-credential-fake failed (killed)']],
    ['says no JSON', 'echo sesame-secret', ['docker-credential-fake gave no user name and secret']],
    ['says nothing', 'true', ['docker-credential-fake gave no user name and secret']],
    ['says null', 'echo null', ['docker-credential-fake gave no user name and secret']],
    [
      'has a user without a secret',
      'echo \'{"Username":"ali","Secret":""}\'',
      ['docker-credential-fake gave no user name and secret'],
    ],
    ['says too much', 'yes | head -c 2000000', ['docker-credential-fake failed (ERR_CHILD_PROCESS_STDIO_MAXBUFFER)']],
  ])('that %s leaves the login to auths', async (_fault, script, notes) => {
    const env = withHelper(dockerHome({ credsStore: 'fake', auths: { 'ghcr.io': entry('auths') } }), 'fake', script);
    expect(await find(env)).toEqual({
      credentials: password('auths'),
      source: join(env.HOME, '.docker/config.json'),
      notes,
    });
  });

  test('that is not installed becomes a note', async () => {
    expect((await find(dockerHome({ credsStore: 'absent' }))).notes).toEqual([
      'docker-credential-absent is not on the PATH',
    ]);
  });

  test('that may not be run becomes a note', async () => {
    const env = withHelper(dockerHome({ credsStore: 'fake' }), 'fake', answer);
    chmodSync(join(env.HOME, 'bin/docker-credential-fake'), 0o600);
    expect((await find(env)).notes).toEqual(['docker-credential-fake failed (EACCES)']);
  });

  test.each(['../fake', '/bin/sh', 'a/b', 'a\\b', '-x', '.', 'x y', 'x\0', 7, {}])(
    'is not run when its name is %j',
    async (name) => {
      expect((await find(dockerHome({ credsStore: name }))).notes).toEqual([
        'the name of the credential helper is not one',
      ]);
    },
  );

  test('that does not end is ended', async () => {
    const env = withHelper(dockerHome({ credsStore: 'slow' }), 'slow', 'echo $$ > "$HOME/pid"; exec sleep 30');
    await expect(find(env, REPOSITORY, 400)).rejects.toMatchObject({
      name: 'NoAnswer',
      why: 'docker-credential-slow has not answered within 0.4 s',
      fault: undefined,
    });
    const pid = Number(readFileSync(join(env.HOME, 'pid'), 'utf8'));
    const isRunning = () => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    for (let tries = 0; isRunning() && tries < 40; tries += 1) await new Promise((done) => setTimeout(done, 50));
    expect(isRunning()).toBe(false);
  });
});

test('a home of nobody has no logins', async () => {
  expect((await find({ HOME: newHome() })).credentials).toBeUndefined();
});
