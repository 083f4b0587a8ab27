import { matchRegistryKeys } from '../../../../src/image/registry/credentials/match-registry-keys';

const HUB = 'docker.io/library/redis';
const GHCR = 'ghcr.io/team/app';
const LOCAL = 'localhost:5000/app';

describe('the keys of a login file', () => {
  test.each([
    ['https://index.docker.io/v1/', HUB, "Docker's own spelling of its Hub"],
    ['https://index.docker.io/v1', HUB, 'without its slash'],
    ['index.docker.io/v1/', HUB, 'without its scheme'],
    ['index.docker.io', HUB, 'the old name'],
    ['docker.io', HUB, 'the name in references'],
    ['registry-1.docker.io', HUB, 'the name of the server'],
    ['docker.io/library', HUB, 'a namespace'],
    ['docker.io/library/redis', HUB, 'the repository'],
    ['ghcr.io', GHCR, 'a host'],
    ['GHCR.IO', GHCR, 'upper case'],
    ['https://ghcr.io', GHCR, 'an address'],
    ['https://ghcr.io/', GHCR, 'an address with a slash'],
    ['http://ghcr.io/v2/', GHCR, 'an address of the interface'],
    ['https://ghcr.io/anything', GHCR, 'an address with another path'],
    ['ghcr.io/v2', GHCR, 'a host and the interface'],
    ['ghcr.io/team', GHCR, 'a namespace'],
    ['ghcr.io/team/', GHCR, 'a namespace with a slash'],
    ['localhost:5000', LOCAL, 'a port'],
    ['http://localhost:5000/v1/', LOCAL, 'a port in an address'],
  ])('%s is for %s', (key, repository, _reason) => {
    expect(matchRegistryKeys([key], repository)).toEqual([key]);
  });

  test.each([
    ['ghcr.io', HUB, 'another host'],
    ['docker.io', GHCR, 'another host'],
    ['redis', HUB, 'not a host'],
    ['library', HUB, 'not a host'],
    ['io', GHCR, 'an end of a host'],
    ['ghcr.io.example.com', GHCR, 'a longer host'],
    ['ghcr.i', GHCR, 'a shorter host'],
    ['ghcr.io:443', GHCR, 'another spelling of the port is another registry, as for Docker'],
    ['localhost', LOCAL, 'another port'],
    ['localhost:500', LOCAL, 'a part of the port'],
    ['ghcr.io/tea', GHCR, 'a part of a namespace'],
    ['ghcr.io/other', GHCR, 'another namespace'],
    ['ghcr.io/team/app/sub', GHCR, 'a longer repository'],
    ['ftp://ghcr.io', GHCR, 'another scheme'],
    ['user@ghcr.io', GHCR, 'a user name'],
    ['', GHCR, 'nothing'],
    ['/', GHCR, 'a slash'],
    ['https://', GHCR, 'a scheme alone'],
  ])('%j is not for %s', (key, repository, _reason) => {
    expect(matchRegistryKeys([key], repository)).toEqual([]);
  });

  test('come the most specific first, whatever their order', () => {
    const keys = ['https://ghcr.io/v1/', 'ghcr.io', 'ghcr.io/team/app', 'quay.io', 'ghcr.io/team'];
    const ordered = ['ghcr.io/team/app', 'ghcr.io/team', 'ghcr.io', 'https://ghcr.io/v1/'];
    expect(matchRegistryKeys(keys, GHCR)).toEqual(ordered);
    expect(matchRegistryKeys(keys.toReversed(), GHCR)).toEqual(ordered);
  });

  test("begin with the Hub's own login, not with the tokens that Docker Desktop keeps beside it", () => {
    const keys = ['https://index.docker.io/v1/access-token', 'https://index.docker.io/v1/'];
    expect(matchRegistryKeys(keys, HUB)[0]).toBe('https://index.docker.io/v1/');
  });
});
