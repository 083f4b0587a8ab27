import { parsePort } from '../../../../src/importer/compose/values/parse-port';

const tcp = (containerPort: number, published?: string) => ({ containerPort, protocol: 'TCP', published });

describe('a short form of a port', () => {
  test.each([
    ['80', [tcp(80)], 'of the container only'],
    ['8080:80', [tcp(80, '8080')], 'of the host before it'],
    [':80', [tcp(80)], 'any of the host'],
    ['127.0.0.1:8080:80', [tcp(80, '127.0.0.1:8080')], 'of one address'],
    ['127.0.0.1::80', [tcp(80)], 'any of one address'],
    ['[::1]:8080:80', [tcp(80, '[::1]:8080')], 'of one that has colons'],
    ['53:53/udp', [{ containerPort: 53, protocol: 'UDP', published: '53' }], 'with its protocol'],
    ['3000-3002', [tcp(3000), tcp(3001), tcp(3002)], 'a range'],
    ['9000-9001:80-81', [tcp(80, '9000'), tcp(81, '9001')], 'two ranges go in pairs'],
    ['9000-9005:80', [tcp(80, '9000-9005')], 'one of a range of the host'],
  ])('%p is read, since it is one %#', (text, ports, _reason) => {
    expect(parsePort(text)).toEqual(ports);
  });

  test.each([
    ['', 'nothing'],
    ['http', 'a word'],
    ['0', 'none'],
    ['65536', 'too large'],
    ['81-80', 'backwards'],
    ['9000-9001:80-82', 'of different lengths'],
    ['80/icmp', 'of no protocol of a port'],
    ['1:2:3', 'no address'],
  ])('refuses %p, which is %s', (text) => {
    expect(parsePort(text)).toBeUndefined();
  });
});
