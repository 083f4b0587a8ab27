import fc from 'fast-check';
import { registryEndpoint } from '../../../src/image/registry/registry-endpoint';
import { repository } from '../../arbitraries/reference';

describe('where a repository is asked for', () => {
  test.each([
    ['redis', 'docker.io', 'registry-1.docker.io', 'library/redis', false],
    ['team/app', 'docker.io', 'registry-1.docker.io', 'team/app', false],
    ['docker.io/redis', 'docker.io', 'registry-1.docker.io', 'library/redis', false],
    ['index.docker.io/library/redis', 'docker.io', 'registry-1.docker.io', 'library/redis', false],
    ['GHCR.io/a/b/c', 'ghcr.io', 'ghcr.io', 'a/b/c', false],
    ['registry.example.com:5000/app', 'registry.example.com:5000', 'registry.example.com:5000', 'app', false],
    ['localhost/app', 'localhost', 'localhost', 'app', true],
    ['localhost:5000/app', 'localhost:5000', 'localhost:5000', 'app', true],
    ['127.0.0.1:5000/app', '127.0.0.1:5000', '127.0.0.1:5000', 'app', true],
    ['127.9.9.9/app', '127.9.9.9', '127.9.9.9', 'app', true],
    ['[::1]:5000/app', '[::1]:5000', '[::1]:5000', 'app', true],
    ['[2001:db8::1]:5000/app', '[2001:db8::1]:5000', '[2001:db8::1]:5000', 'app', false],
    ['10.0.0.1:5000/app', '10.0.0.1:5000', '10.0.0.1:5000', 'app', false],
    ['localhost.example.com/app', 'localhost.example.com', 'localhost.example.com', 'app', false],
    ['127.0.0.1.example.com/app', '127.0.0.1.example.com', '127.0.0.1.example.com', 'app', false],
    ['example.localhost:5000/app', 'example.localhost:5000', 'example.localhost:5000', 'app', false],
  ])('%s', (text, host, address, path, isLocal) => {
    expect(registryEndpoint(text)).toEqual({ host, address, path, isLocal });
  });

  test.each(['registry.example.com:99999/app', '1.2.3.4.5/app', '[::1::2]/app'])('refuses %s', (text) => {
    const host = text.slice(0, text.indexOf('/'));
    expect(() => registryEndpoint(text)).toThrow(
      expect.objectContaining({ name: 'NoAnswer', why: `'${host}' is not a host that can be asked` }),
    );
  });

  test('is below /v2/ of one host, whatever the grammar allows', () => {
    fc.assert(
      fc.property(
        // a port may be too big, and a URL takes a host that ends in a number for an address
        repository.filter((name) => !/:\d{5}\/|^[^/]*\.\d[^/.]*\//.test(name)),
        (name) => {
          const { address, path } = registryEndpoint(name);
          const url = new URL(`/v2/${path}/tags/list`, `https://${address}`);
          expect(url.pathname).toBe(`/v2/${path}/tags/list`);
          expect(url.host).toBe(address.replace(/:443$/, ''));
        },
      ),
    );
  });
});
