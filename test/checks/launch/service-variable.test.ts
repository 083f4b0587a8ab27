import { isServiceVariable } from '../../../src/checks/launch/service-variable';

test.each([
  ['REDIS_SERVICE_HOST', true, 'the address'],
  ['REDIS_SERVICE_PORT', true, 'the port'],
  ['REDIS_SERVICE_PORT_HTTP', true, 'a port with a name'],
  ['REDIS_PORT', true, 'as Docker had it'],
  ['REDIS_PORT_6379_TCP', true, 'as Docker had it, by its number'],
  ['REDIS_PORT_6379_TCP_ADDR', true, 'and its address'],
  ['REDIS_PORT_53_UDP_PROTO', true, 'and its protocol'],
  ['_1ST_SERVICE_HOST', true, 'a Service whose name begins with a digit'],
  ['APP_PORT', true, 'any name that ends like that'],
  ['PORT', false, 'a port of nothing'],
  ['_PORT', false, 'a port of nothing'],
  ['SERVICE_HOST', false, 'an address of nothing'],
  ['redis_SERVICE_HOST', false, 'small letters'],
  ['REDIS_SERVICE_HOSTS', false, 'more than it'],
  ['REDIS_PORT_6379', false, 'less than it'],
  ['REDIS_PORT_6379_TCP_OTHER', false, 'another end'],
])('%s may be of a Service: %s (%s)', (name, expected, _reason) => {
  expect(isServiceVariable(name, true)).toBe(expected);
});

test('without service links only the Service kubernetes has variables', () => {
  expect(isServiceVariable('REDIS_SERVICE_HOST', false)).toBe(false);
  expect(isServiceVariable('KUBERNETES_SERVICE_HOST', false)).toBe(true);
});
