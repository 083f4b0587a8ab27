import { parseCompose } from '../../../../src/importer/compose/parse-compose';
import { findContainers } from '../../../../src/manifest/containers';
import { environment, imported } from '../environment';

/** The container that the service `oven` becomes. */
function oven(text: string, files: Readonly<Record<string, string>> = {}): unknown {
  const { objects } = imported(text, files);
  const found = objects.find(({ manifest }) => manifest.metadata?.name === 'oven');
  const [container] = found ? findContainers(found.manifest) : [];
  return container?.container;
}

describe('a service that extends another', () => {
  test('has its fields, and says anew what it says itself', () => {
    expect(
      oven(`
services:
  base:
    image: oven:1
    command: [bake, slowly]
    environment: {HEAT: "200", FLOUR: rye}
    ports: ["80"]
    healthcheck: {test: [CMD, hot], interval: 10s, timeout: 5s}
  middle:
    extends: base
    environment: [FLOUR=wheat]
  oven:
    extends: {service: middle}
    command: [bake]
    environment: {SALT: "1"}
    ports: ["80", "81"]
    healthcheck: {interval: 20s}
`),
    ).toEqual({
      name: 'oven',
      image: 'oven:1',
      args: ['bake'],
      ports: [{ containerPort: 80 }, { containerPort: 81 }],
      env: [
        { name: 'HEAT', value: '200' },
        { name: 'FLOUR', value: 'wheat' },
        { name: 'SALT', value: '1' },
      ],
      readinessProbe: { exec: { command: ['hot'] }, periodSeconds: 20, timeoutSeconds: 5 },
    });
  });

  test('takes out what it resets, and replaces what it overrides', () => {
    expect(
      oven(`
services:
  base: {image: 'oven:1', tty: true, cap_add: [NET_ADMIN], working_dir: /a}
  oven:
    extends: base
    tty: !reset null
    cap_add: !override [SYS_TIME]
`),
    ).toEqual({
      name: 'oven',
      image: 'oven:1',
      workingDir: '/a',
      securityContext: { capabilities: { add: ['SYS_TIME'] } },
    });
  });

  test('of another file reads the files that stand beside that', () => {
    const files = {
      'parts/base.yaml':
        'services:\n  oven:\n    extends: {service: heat, file: deep/heat.yaml}\n    env_file: ./oven.env\n',
      'parts/deep/heat.yaml': 'services:\n  heat:\n    image: oven:${TAG:-1}\n    env_file: [heat.env]\n',
      'parts/oven.env': 'FLOUR=rye',
      'parts/deep/heat.env': 'HEAT=200',
    };
    expect(oven('services:\n  oven:\n    extends: {service: oven, file: ./parts/base.yaml}\n', files)).toMatchObject({
      image: 'oven:1',
      env: [
        { name: 'HEAT', value: '200' },
        { name: 'FLOUR', value: 'rye' },
      ],
    });
  });

  test('refuses a mistake of the other file at its own line', () => {
    const files = { 'base.yaml': 'services:\n  oven:\n    image: oven:1\n    image: oven:2\n' };
    expect(() =>
      parseCompose(
        'services:\n  oven:\n    extends: {service: oven, file: base.yaml}\n',
        'compose.yaml',
        environment(files),
      ),
    ).toThrow("COMPOSE_INVALID: base.yaml:4: 'image' stands here again");
  });
});
