import { UserError } from '../../../src/errors';
import { parseCompose } from '../../../src/importer/compose/parse-compose';
import { environment, imported } from './environment';

/** Every problem of a file, as `file:line: what`. */
function problems(text: string, files: Readonly<Record<string, string>> = {}): string[] {
  try {
    parseCompose(text, 'compose.yaml', environment(files));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(new Set(error.problems.map(({ code }) => code))).toEqual(new Set(['COMPOSE_INVALID']));
    return error.problems.map(({ what }) => what);
  }
  return [];
}

const OVEN = 'services:\n  oven:\n    image: oven:1\n';

describe('a Compose file', () => {
  test.each([
    ['', ['compose.yaml:1: there are no services'], 'it is empty'],
    ['services: {}', ['compose.yaml:1: there are no services'], 'it has none'],
    ['- a', ['compose.yaml:1: this is a list, not a Compose file'], 'it is a list'],
    ['oven', ['compose.yaml:1: this is a single value, not a Compose file'], 'it is a word'],
    ['services: [oven]', ["compose.yaml:1: 'services' is no map"], 'its services are a list'],
    ['include: [a.yaml]', ['compose.yaml:1: there are no services'], 'it only includes others'],
    ['oven:\n  image: oven:1', ["compose.yaml:1: its services are not below 'services:'"], 'it is of the first format'],
    [`${OVEN}volume:\n  jars:`, ["compose.yaml:4: unknown key 'volume'"], 'a key is not known'],
    ['services:\n  oven:', ["compose.yaml:2: the service 'oven' is empty"], 'a service is empty'],
    ['services:\n  oven: oven:1', ["compose.yaml:2: the service 'oven' is no map"], 'a service is no map'],
    [
      'services:\n  big oven: {image: oven}',
      ["compose.yaml:2: 'big oven' is no name of a service"],
      'a name has a space',
    ],
    [
      'services:\n  oven: {restart: always}',
      ["compose.yaml:2: the service 'oven' has neither an image nor a build"],
      'there is nothing to run',
    ],
    [`${OVEN}    image: oven:2`, ["compose.yaml:4: 'image' stands here again"], 'a key stands twice'],
    [
      `${OVEN}    ports: 80\n    environment: A=1\n    cpus: many`,
      [
        "compose.yaml:4: 'ports' of the service 'oven' is a number, not a list",
        "compose.yaml:5: 'environment' of the service 'oven' is text, not a map or a list",
        "compose.yaml:6: 'cpus' of the service 'oven' is text, not a number",
      ],
      'values are of the wrong type, all of them',
    ],
    [
      `${OVEN}    healthcheck:\n      interval: 30`,
      ["compose.yaml:5: 'interval' of 'healthcheck' of the service 'oven' is a number, not a time, as 30s or 1m30s"],
      'a time has no unit',
    ],
    [
      `${OVEN}    command: echo $(date)`,
      ['compose.yaml:4: a dollar sign begins no variable'],
      'a dollar sign is not doubled',
    ],
    [
      `${OVEN}    depends_on: [oben]`,
      ["compose.yaml:4: the service 'oven' depends on 'oben', which is no service"],
      'it depends on nothing',
    ],
    [
      `${OVEN}    volumes: [jars:/jars]`,
      ["compose.yaml:4: the service 'oven' mounts the volume 'jars', which is not declared"],
      'a volume is not declared',
    ],
    [
      `${OVEN}    extends: oben`,
      ["compose.yaml:4: the service 'oven' extends 'oben', which is not in compose.yaml"],
      'it extends nothing',
    ],
    [
      `${OVEN}    extends: {service: a, file: b.yaml}`,
      ["compose.yaml:4: 'extends' names the file 'b.yaml', which cannot be read"],
      'it extends a file that is not there',
    ],
    [
      'services:\n  a: {extends: b}\n  b: {extends: a}',
      ["compose.yaml:2: the service 'a' extends itself", "compose.yaml:3: the service 'b' extends itself"],
      'services extend each other',
    ],
    [`${OVEN}    labels: *l`, ["compose.yaml:4: there is no '&l'"], 'an alias leads nowhere'],
    [`${OVEN}    <<: [a]`, ["compose.yaml:4: '<<' has something else than a map"], 'a word cannot be merged'],
    [
      'services:\n\toven: a',
      ['compose.yaml:2: this is not YAML: Tabs are not allowed as indentation'],
      'it is indented with tabs',
    ],
  ])('refuses %j, since %#', (text, whats, _reason) => {
    expect(problems(text)).toEqual(whats);
  });

  test('refuses aliases that become huge', () => {
    const lines = Array.from(
      { length: 30 },
      (_, at) => `x-${at + 1}: &a${at + 1} [*a${at}, *a${at}, *a${at}, *a${at}]`,
    );
    expect(problems(`x-0: &a0 [lol]\n${lines.join('\n')}\n${OVEN}`)[0]).toMatch(
      /aliases stand for more than 400000 values$/,
    );
  });

  test('refuses values that are nested too deep', () => {
    const deep = `${OVEN}    x-deep: ${'['.repeat(300)}${']'.repeat(300)}\n`;
    expect(problems(deep)).toEqual(['compose.yaml:4: the values are nested more than 100 deep']);
  });

  test('never shows a value that may be a secret', () => {
    const secret = 'hunter2';
    const text = `services:\n  oven:\n    image: oven:1\n    environment: ${secret}\n    command: '\${${secret}!}'\n    ports: {a: ${secret}}\n`;
    try {
      parseCompose(text, 'compose.yaml', environment());
      throw new Error('it was not refused');
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      expect(String(error)).not.toContain(secret);
    }
  });

  test('may end its lines as on Windows, and begin with a byte order mark', () => {
    expect(imported(`\ufeff${OVEN.replaceAll('\n', '\r\n')}`).objects).toMatchObject(
      imported(OVEN).objects.map(({ manifest }) => ({ manifest })),
    );
  });

  test('merges maps: what is written wins, then the earlier one', () => {
    const { objects } = imported(`
x-a: &a {image: a:1, working_dir: /a, tty: true}
x-b: &b {image: b:1, working_dir: /b, stdin_open: true}
services:
  oven:
    <<: [*a, *b]
    image: oven:1
`);
    expect(objects[0]?.manifest).toMatchObject({
      spec: {
        template: {
          spec: { containers: [{ name: 'oven', image: 'oven:1', workingDir: '/a', stdin: true, tty: true }] },
        },
      },
    });
  });

  test('takes variables from the .env file only', () => {
    process.env.COMPOSE_TEST_TAG = 'wrong';
    const text = 'services:\n  oven:\n    image: oven:${COMPOSE_TEST_TAG:-1}-${KIND}\n';
    expect(
      parseCompose(text, 'compose.yaml', environment({ '.env': 'KIND=slim' })).services[0]?.fields.entries.get('image')
        ?.value,
    ).toMatchObject({ value: 'oven:1-slim' });
    delete process.env.COMPOSE_TEST_TAG;
  });

  test.each([
    ['name: Bakery_1', {}, 'bakery_1', 'the file names it'],
    ['name: ${TOWN:-ulm}', { '.env': 'TOWN=Bonn' }, 'bonn', 'a variable may be in it'],
    ['name: bakery', { '.env': 'COMPOSE_PROJECT_NAME=mill' }, 'mill', 'the .env file counts more'],
    ['x-none: 1', {}, undefined, 'nothing names it'],
  ])('with %p and %j is the project %p, since %s', (line, files, name, _reason) => {
    expect(parseCompose(`${line}\n${OVEN}`, 'compose.yaml', environment(files)).name).toBe(name);
  });

  test('of several documents is all of them', () => {
    const { objects } = imported(`${OVEN}---\nservices:\n  oven: {tty: true}\n  mill: {image: 'mill:1'}\n`);
    expect(objects.map(({ manifest }) => manifest.metadata?.name)).toEqual(['oven', 'mill']);
    expect(objects[0]?.text).toContain('tty: true');
  });
});
