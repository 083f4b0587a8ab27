import {
  hasRealRegistry,
  pushImage,
  type RealRegistry,
  realTitle,
  startRealRegistry,
} from '../image/registry/real-registry';
import { GitProject } from './git-project';
import { Lockstep } from './run-lockstep';

const whenReal = hasRealRegistry ? describe : describe.skip;

whenReal(realTitle('lockstep with a real registry'), () => {
  const lockstep = new Lockstep();
  let registry: RealRegistry;
  const digests: Record<string, string> = {};
  beforeAll(async () => {
    await lockstep.build();
    registry = await startRealRegistry();
    for (const tag of ['1.4.0', '1.4.2', '1.5.0-rc.1', '2.0.0', 'slim']) {
      digests[tag] = await pushImage(registry.host, 'team/app', tag);
    }
  });
  afterAll(async () => {
    await registry.stop();
    lockstep.remove();
  });

  const project = (tag = '1.4.0') =>
    new GitProject(lockstep, { 'release.yaml': `image:\n  repository: ${registry.host}/team/app\n  tag: ${tag}\n` });
  const release = (tag: string, digest = digests[tag]) =>
    `image:\n  repository: ${registry.host}/team/app\n  tag: ${tag}\n${digest ? `  digest: ${digest}\n` : ''}`;

  test('bump pins the digest of the tag, and a new one for a new tag', () => {
    const shop = project();
    expect(shop.result('bump', '1.4.2')).toMatch(/^1\.4\.0 → 1\.4\.2.*: 2 workloads roll, nothing else changes\n$/);
    expect(shop.read('release.yaml')).toBe(release('1.4.2'));
    expect(shop.read('dist/gifinator.k8s.yaml')).toContain(
      `image: ${registry.host}/team/app:1.4.2@${digests['1.4.2']}\n`,
    );
    shop.result('bump', '2.0.0');
    expect(shop.read('release.yaml')).toBe(release('2.0.0'));
    shop.result('bump', '1.4.2', '--no-digest');
    expect(shop.read('release.yaml')).toBe(release('1.4.2', ''));
  });

  test.each([
    [['--latest'], '2.0.0'],
    [['--to', '~1.4'], '1.4.2'],
    [['--to', '^1.5.0-rc'], '1.5.0-rc.1'],
  ])('bump %j takes the highest version that fits', (words, tag) => {
    const shop = project();
    shop.result('bump', ...words);
    expect(shop.read('release.yaml')).toBe(release(tag));
  });

  test('bump refuses a tag that is not there, with a guess', () => {
    const shop = project();
    const { status, stderr } = shop.run('bump', '1.4.22');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `error BUMP_TAG_MISSING: release.yaml: ${registry.host}/team/app:1.4.22 is not in the registry\n  why: ${registry.host} has no '${registry.host}/team/app:1.4.22'\n  fix: did you mean '1.4.2'?\n`,
    });
    expect(shop.tag).toBe('1.4.0');
  });

  test('bump goes on when nobody answers, and says so; --strict refuses', () => {
    const shop = new GitProject(lockstep, {
      'release.yaml': 'image:\n  repository: localhost:1/team/app\n  tag: 1.0.0\n',
    });
    expect(shop.run('bump', '1.1.0', '--strict')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(
        'error BUMP_REGISTRY_UNKNOWN: release.yaml: nobody could say whether localhost:1/team/app:1.1.0 is there\n',
      ),
    });
    const { status, stderr } = shop.run('bump', '1.1.0');
    expect(status).toBe(0);
    expect(stderr).toContain('note: localhost:1/team/app:1.1.0 was not checked: ');
    expect(shop.tag).toBe('1.1.0');
  });

  test('history marks what the registry no longer has', () => {
    const shop = project('0.9.0');
    shop.commit('old');
    shop.result('bump', '1.4.2');
    shop.commit('new');
    expect(shop.result('history')).toMatch(/^\* {2}1\.4\.2 .*new\n {3}0\.9\.0 .*old \(gone from the registry\)\n$/);
  });

  test('promote ships the digest that was tested', () => {
    const shop = project();
    shop.write('release.production.yaml', `image: {repository: ${registry.host}/team/app, tag: 1.4.0}\n`);
    shop.result('bump', '1.4.2');
    shop.result('promote', 'release.yaml', 'release.production.yaml');
    expect(shop.read('release.production.yaml')).toBe(
      `image: {repository: ${registry.host}/team/app, tag: 1.4.2, digest: ${digests['1.4.2']}}\n`,
    );
  });
});
