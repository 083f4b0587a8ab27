import { importYaml } from './generated';
import { deployment, documents, service } from './kubernetes';

const TEXTS = [
  '\'"`\\',
  '${process.exit(1)}',
  '`${process.exit(1)}`',
  'a\u2028b\u2029c',
  '*/ process.exit(1); /*',
  '// a\nprocess.exit(1)\n// b',
  '\u202eesrever',
  '__proto__',
  'constructor',
  '\u0000\u0007\u001b[31m',
  'a\r\nb\rc',
  ' leading and trailing \n \n',
  '日本語 🎉 é',
  '</script>',
  '$&$1$$',
  'x'.repeat(1000),
  '{{ .Values.a }}',
] as const;

/** In a YAML text. */
const quoted = (text: string) =>
  JSON.stringify(text).replace(
    /[^ -~]/gu,
    (character) => `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`,
  );

describe('code is safe, and synthesizes the same,', () => {
  test.each(TEXTS)('whatever a value says: %j', async (text) => {
    const value = quoted(text);
    const yaml = documents(
      deployment('web', {
        metadata: `annotations: {a: ${value}}`,
        container: `args: [${value}]\nenv: [{name: A, value: ${value}}]\nworkingDir: ${value}`,
        pod: `volumes: [{name: c, configMap: {name: c}}]`,
      }),
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: ${value}}\n`,
    );
    const { declared } = await importYaml(yaml);
    expect(declared.map(({ form }) => form)).toEqual(['workload', 'object']);
  });

  test.each(TEXTS)('whatever a field, a variable, a container or an object is called: %j', async (text) => {
    const key = quoted(text);
    const yaml = documents(
      deployment('a', { metadata: `annotations: {${key}: x}` }),
      deployment('b', { container: `env: [{name: ${key}, value: x}, {name: B, value: x}]` }),
      deployment('c', {
        sidecars: `- {name: ${key}, image: "envoy:1", args: [-c, x, -d], ports: [{containerPort: 1}]}`,
      }),
      deployment('d', {
        sidecars: `- {name: ${key}, image: "envoy:1", args: [-c, x, -d], ports: [{containerPort: 1}]}`,
      }),
      deployment('e', {
        sidecars: `- {name: ${key}, image: "envoy:1", args: [-c, x, -d], ports: [{containerPort: 1}]}`,
      }),
      deployment('f', { spec: `${key}: x` }),
      deployment('g', { metadata: `namespace: ${key}` }),
      deployment('h', { container: 'ports: [{containerPort: 80}]' }).replace('name: h', `name: ${key}`),
      service(key, '[{port: 80}]', 'h'),
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${key}}\ndata: {${key}: x}\n`,
      `apiVersion: v1\nkind: ${key}\nmetadata: {name: x}\n`,
    );
    const { declared, kept } = await importYaml(yaml);
    expect(declared.length + kept.length).toBe(11);
  });

  test.each(['__proto__', 'constructor'])('also with a field %s, which cdk8s would lose: as YAML', async (key) => {
    const { kept } = await importYaml(
      documents(deployment('a'), `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {${key}: x}\n`),
    );
    expect(kept.map(({ object }) => object.manifest.kind)).toEqual(['ConfigMap']);
  });

  test.each(TEXTS.filter((text) => !/[\p{Cc}\u2028\u2029]/u.test(text)))(
    'whatever a comment says: %j',
    async (text) => {
      const yaml = `# ${text}\n${deployment('web', { spec: `# ${text}\nreplicas: 2 # ${text}` })}`;
      const { declared } = await importYaml(yaml);
      expect(declared.map(({ form }) => form)).toEqual(['workload']);
    },
  );

  test.each([
    ['1st', 'unchecked', 'begins with a digit'],
    ['class', 'workload', 'TypeScript keeps it'],
    ['await', 'workload', 'it is kept in modules'],
    ['app', 'workload', 'main.ts itself keeps it'],
    ['shop', 'shop2', 'the Release has it'],
    ['manifests', 'manifests2', 'the other chart has it'],
    ['read-file-sync', 'workload', 'an import may have it'],
    ['a.b', 'unchecked', 'a dot is no part of a name'],
    ['undefined', 'workload', 'it means something else'],
    ['a-1', 'a1', 'a dash before a digit'],
    ['x'.repeat(60), 'workload', 'it is too long to be read'],
  ])('whatever a workload is called: %s becomes %s: %s', async (name, code, _reason) => {
    const { main } = await importYaml(
      documents(deployment(name, { container: 'ports: [{containerPort: 80}]' }), service(name)),
    );
    expect(/^const (?!app |shop )(\w+) = /m.exec(main)?.[1]).toBe(code);
  });

  test('when two names become one', async () => {
    const yaml = documents(
      ...['a-b', 'a.b', 'ab'].flatMap((name) => [
        deployment(name, { container: 'ports: [{containerPort: 80}]' }),
        service(name),
      ]),
    );
    const { main } = await importYaml(yaml);
    expect(main.match(/(?<=^const )\w+(?= = shop)/gm)?.join(' ')).toBe('aB ab');
  });
});
