import { findAllowedTarget } from '../../../src/image/registry/allowed-target';

const REMOTE = 'https://registry.example.com/v2/app/tags/list?n=1';
const LOCAL = 'http://localhost:5000/v2/app/tags/list?n=1';

describe('where a registry may send us', () => {
  test.each([
    ['/v2/app/tags/list?last=b', REMOTE, 'https://registry.example.com/v2/app/tags/list?last=b', 'relative'],
    ['?last=b', REMOTE, 'https://registry.example.com/v2/app/tags/list?last=b', 'a query alone'],
    ['https://cdn.example.com/x', REMOTE, 'https://cdn.example.com/x', 'another host by HTTPS'],
    ['//cdn.example.com/x', REMOTE, 'https://cdn.example.com/x', 'another host, the same scheme'],
    ['https://cdn.example.com/x', LOCAL, 'https://cdn.example.com/x', 'from this machine to elsewhere'],
    ['http://127.0.0.1:5001/x', LOCAL, 'http://127.0.0.1:5001/x', 'from this machine to itself'],
    ['/x', LOCAL, 'http://localhost:5000/x', 'relative on this machine'],
    ['http://registry.example.com/x', REMOTE, undefined, 'from HTTPS to HTTP'],
    ['http://cdn.example.com/x', LOCAL, undefined, 'from this machine to elsewhere by HTTP'],
    ['http://localhost:5000/x', REMOTE, undefined, 'from elsewhere to this machine by HTTP'],
    ['https://user:secret@cdn.example.com/x', REMOTE, undefined, 'a user name'],
    ['file:///etc/passwd', LOCAL, undefined, 'a file'],
    ['https://', REMOTE, undefined, 'no host'],
    ['http://[', LOCAL, undefined, 'no address'],
  ])('%s from %s', (location, from, target, _reason) => {
    expect(findAllowedTarget(location, new URL(from))?.href).toBe(target);
  });
});
