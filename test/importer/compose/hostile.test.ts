import fc from 'fast-check';
import { UserError } from '../../../src/errors';
import { isComposeText } from '../../../src/importer/compose/is-compose';
import { parseCompose } from '../../../src/importer/compose/parse-compose';
import { environment, imported } from './environment';

const FIELDS = [
  ...[
    'build',
    'command',
    'configs',
    'container_name',
    'cpus',
    'depends_on',
    'deploy',
    'entrypoint',
    'env_file',
    'environment',
  ],
  ...[
    'expose',
    'extends',
    'extra_hosts',
    'group_add',
    'healthcheck',
    'hostname',
    'image',
    'labels',
    'links',
    'mem_limit',
  ],
  ...[
    'network_mode',
    'networks',
    'platform',
    'ports',
    'profiles',
    'pull_policy',
    'restart',
    'scale',
    'secrets',
    'security_opt',
  ],
  ...['shm_size', 'stop_grace_period', 'tmpfs', 'user', 'volumes', 'working_dir', '__proto__', 'constructor', 'x-a'],
];
const VALUES = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    '80:80',
    './a:/b',
    '/a',
    'a',
    '1g',
    '${A}',
    '${A:-${B}}',
    '$$',
    '1s',
    'host',
    '1:1',
    'A=1',
    '',
    'oven',
    'no',
  ),
  fc.array(fc.constantFrom('80:80', './a:/b', '/a', 'CMD', 'a', '${A}', 'A=1', '', 'oven')),
);

/** Whether a text is read, or refused in the user's words. */
function isAnswered(text: string): boolean {
  try {
    const { objects, notes } = imported(text);
    return (
      objects.every(({ text: printed }) => printed.startsWith('apiVersion: ')) &&
      notes.every(({ place }) => /^compose\.yaml:\d+$/.test(place))
    );
  } catch (error) {
    return (
      error instanceof UserError &&
      error.problems.every(({ code, what }) => code === 'COMPOSE_INVALID' && /^compose\.yaml:\d+: /.test(what))
    );
  }
}

describe('anything', () => {
  test('in the fields of a service is read, or refused with its line', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...FIELDS), VALUES), (fields) => {
        expect(isAnswered(JSON.stringify({ services: { oven: { image: 'a', ...fields } } }))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('at the top level is read, or refused with its line', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('services', 'volumes', 'networks', 'name', 'include', 'secrets', 'x-a', 'a'),
          VALUES,
        ),
        (root) => {
          expect(isAnswered(JSON.stringify({ services: { oven: { image: 'a' } }, ...root }))).toBe(true);
        },
      ),
    );
  });

  test('that is text is read, or refused with its line', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            'a',
            ':',
            ' ',
            '\n',
            '-',
            '{',
            '[',
            '&',
            '*',
            '<<',
            '!',
            "'",
            '"',
            '#',
            '|',
            '\t',
            '\r',
            '💥',
          ),
        }),
        (text) => {
          expect(isAnswered(text)).toBe(true);
          expect(typeof isComposeText(text, 'a.yaml')).toBe('boolean');
        },
      ),
      { numRuns: 500 },
    );
  });

  test('gives the same bytes twice', () => {
    const text = 'services:\n  b: {image: a, environment: {B: 1, A: 2}}\n  a: {image: b, ports: ["80:80"]}\n';
    expect(JSON.stringify(imported(text))).toBe(JSON.stringify(imported(text)));
    expect(parseCompose(text, 'c.yaml', environment()).services.map(({ name }) => name)).toEqual(['b', 'a']);
  });

  test('of great length is read', () => {
    const services = Array.from(
      { length: 2000 },
      (_, at) => `  s${at}: {image: 'a:${at}', environment: {HOST: s${(at + 1) % 2000}}}`,
    );
    expect(imported(`services:\n${services.join('\n')}\n`).objects).toHaveLength(4000);
  });
});
