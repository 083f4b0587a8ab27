import { RegistryClient } from '../../../src/image/registry/registry-client';
import { basic, dockerHome } from './login-files';
import { ALI, hasRealRegistry, pushImage, type RealRegistry, realTitle, startRealRegistry } from './real-registry';

const whenReal = hasRealRegistry ? describe : describe.skip;
const NO_LOGINS = {};
const NO_DIGEST = `sha256:${'0'.repeat(64)}`;

whenReal(realTitle('a real registry'), () => {
  let registry: RealRegistry;
  beforeAll(async () => {
    registry = await startRealRegistry();
  });
  afterAll(() => registry.stop());

  test('says which tags and digests it has, and which not', async () => {
    const client = new RegistryClient({ env: NO_LOGINS });
    const { host } = registry;
    const repository = `${host}/team/app`;
    const one = await pushImage(host, 'team/app', '1.0.0');
    const two = await pushImage(host, 'team/app', '1.1.0');
    expect(await client.findDigest({ repository, tag: '1.0.0' })).toEqual({ outcome: 'found', digest: one });
    expect(await client.findDigest({ repository, tag: '1.1.0', digest: one })).toEqual({
      outcome: 'found',
      digest: two,
    });
    expect(await client.findDigest({ repository, digest: one })).toEqual({ outcome: 'found', digest: one });
    expect(await client.findDigest({ repository })).toEqual({
      outcome: 'missing',
      why: `${host} has no '${repository}:latest'`,
    });
    expect(await client.findDigest({ repository, tag: '1.2.0' })).toEqual({
      outcome: 'missing',
      why: `${host} has no '${repository}:1.2.0'`,
    });
    expect(await client.findDigest({ repository, digest: NO_DIGEST })).toEqual({
      outcome: 'missing',
      why: `${host} has no '${repository}@${NO_DIGEST}'`,
    });
    // this registry has no order of its own
    const tags = await client.listTags(repository);
    expect(tags.outcome === 'found' && tags.tags.toSorted()).toEqual(['1.0.0', '1.1.0']);
    expect(await client.listTags(`${host}/team/other`)).toEqual({
      outcome: 'missing',
      why: `${host} has no repository '${host}/team/other'`,
    });
  });
});

whenReal(realTitle('a real registry with passwords'), () => {
  let registry: RealRegistry;
  beforeAll(async () => {
    registry = await startRealRegistry({ password: true });
  });
  afterAll(() => registry.stop());

  test('answers those who have one, and nobody else', async () => {
    const { host } = registry;
    const repository = `${host}/app`;
    const digest = await pushImage(host, 'app', '1', basic(ALI.username, ALI.password));
    const ali = dockerHome({ auths: { [host]: { auth: basic(ALI.username, ALI.password) } } });
    const mallory = dockerHome({ auths: { [host]: { auth: basic('ali', 'open-rye') } } });
    const ask = (env: NodeJS.ProcessEnv) => new RegistryClient({ env }).findDigest({ repository, tag: '1' });
    expect(await ask(ali)).toEqual({ outcome: 'found', digest });
    expect(await new RegistryClient({ env: ali }).listTags(repository)).toEqual({ outcome: 'found', tags: ['1'] });
    expect(await ask(NO_LOGINS)).toEqual({
      outcome: 'unknown',
      why: `${host} wants a user name and a password (401); asked without credentials: none are kept for ${host}`,
    });
    expect(await ask(mallory)).toEqual({
      outcome: 'unknown',
      why: `${host} answers 401: '${repository}' is not there, or not for you; asked with the credentials of ${mallory.HOME}/.docker/config.json`,
    });
  });
});

whenReal(realTitle('a real registry that speaks HTTPS only'), () => {
  test('is understood, and not trusted', async () => {
    const registry = await startRealRegistry({ tls: true });
    const { host } = registry;
    const answer = await new RegistryClient({ env: NO_LOGINS }).findDigest({ repository: `${host}/app`, tag: '1' });
    await registry.stop();
    expect(answer).toEqual({
      outcome: 'unknown',
      why: `the certificate of ${host} is not signed by an authority that Node knows (DEPTH_ZERO_SELF_SIGNED_CERT); name the authority's file in NODE_EXTRA_CA_CERTS`,
    });
  });
});
