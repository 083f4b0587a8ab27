import fc from 'fast-check';
import type { ImageConfig } from '../../../src/image/image-config';
import { ImageFault } from '../../../src/image/image-fault';
import { parseImageConfig } from '../../../src/image/oci/parse-image-config';

const DIFF_ID = `sha256:${'a'.repeat(64)}`;
const PLATFORM = { os: 'linux', architecture: 'amd64' };
const EMPTY: ImageConfig = {
  platform: PLATFORM,
  entrypoint: [],
  cmd: [],
  env: new Map(),
  user: '',
  workingDir: '',
  exposedPorts: [],
  volumes: [],
  diffIds: [],
};

function parse(value: unknown): ImageConfig {
  return parseImageConfig(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)), 'the configuration');
}

function faultOf(value: unknown): string {
  try {
    parse(value);
    return 'no fault';
  } catch (error) {
    if (error instanceof ImageFault) return `${error.kind}: ${error.why}`;
    throw error;
  }
}

describe('the configuration of an image', () => {
  test.each<[unknown, Partial<ImageConfig>, string]>([
    [{}, {}, 'a platform alone'],
    [{ config: null, rootfs: null, history: null }, {}, 'null is as if it was not there'],
    [{ config: {} }, {}, 'an empty container'],
    [{ config: { Entrypoint: null, Cmd: null, Env: null, ExposedPorts: null, Volumes: null } }, {}, "Go's nil"],
    [{ config: { Entrypoint: ['/web', ''], Cmd: ['-v'] } }, { entrypoint: ['/web', ''], cmd: ['-v'] }, 'lists'],
    [{ config: { Entrypoint: '/web -v', Cmd: 'sh' } }, { entrypoint: ['/web -v'], cmd: ['sh'] }, 'texts of old images'],
    [{ config: { Entrypoint: [], Cmd: [] } }, {}, 'empty lists'],
    [{ config: { User: 'nobody', WorkingDir: '/srv' } }, { user: 'nobody', workingDir: '/srv' }, 'user and folder'],
    [
      { config: { Env: ['A=1', 'B=x=y', 'C=', 'D', 'A=2', '=E', ''] } },
      {
        env: new Map([
          ['A', '2'],
          ['B', 'x=y'],
          ['C', ''],
          ['D', ''],
        ]),
      },
      'the last of one name counts, and what has no name does not',
    ],
    [
      { config: { ExposedPorts: { '80/tcp': {}, '53/udp': {} }, Volumes: { '/data': {} } } },
      { exposedPorts: ['80/tcp', '53/udp'], volumes: ['/data'] },
      'maps to nothing',
    ],
    [{ rootfs: { type: 'layers', diff_ids: [DIFF_ID] } }, { diffIds: [DIFF_ID] }, 'unpacked layers'],
    [{ os: undefined }, {}, 'a system that is not named is Linux'],
    [{ os: 'windows' }, { platform: { os: 'windows', architecture: 'amd64' } }, 'Windows'],
    [
      { architecture: 'arm', variant: 'v6' },
      { platform: { os: 'linux', architecture: 'arm', variant: 'v6' } },
      'a variant',
    ],
    [{ architecture: 'aarch64' }, { platform: { os: 'linux', architecture: 'arm64' } }, 'another name'],
    [{ config: { Healthcheck: {}, OnBuild: 7 }, author: 7 }, {}, 'fields that do not matter are not looked at'],
  ])('is read from %j', (fields, expected, _reason) => {
    expect(parse({ ...PLATFORM, ...(fields as object) })).toEqual({ ...EMPTY, ...expected });
  });

  test.each<[unknown, string, string]>([
    ['', 'broken: the configuration is not JSON', 'nothing'],
    ['[]', 'broken: the configuration is a list, not an object', 'a list'],
    [{ os: 'linux' }, 'unknown: the configuration does not say which architecture it is for', 'no architecture'],
    [{ architecture: 'a b' }, 'broken: the configuration is for a platform that is none', 'no platform'],
    [{ architecture: 7 }, "broken: 'architecture' of the configuration is a number, not a text", 'a number'],
    [{ ...PLATFORM, config: [] }, "broken: 'config' of the configuration is a list, not an object", 'a list'],
    [
      { ...PLATFORM, config: { Entrypoint: { a: 1 } } },
      "broken: 'config.Entrypoint' of the configuration is an object, not a list",
      'an object',
    ],
    [
      { ...PLATFORM, config: { Cmd: ['a', 7] } },
      "broken: 'config.Cmd[1]' of the configuration is a number, not a text",
      'a number among words',
    ],
    [
      { ...PLATFORM, config: { Env: { A: 'b' } } },
      "broken: 'config.Env' of the configuration is an object, not a list",
      'a map for a list',
    ],
    [
      { ...PLATFORM, config: { User: 0 } },
      "broken: 'config.User' of the configuration is a number, not a text",
      'a uid',
    ],
    [
      { ...PLATFORM, config: { WorkingDir: true } },
      "broken: 'config.WorkingDir' of the configuration is true, not a text",
      'true',
    ],
    [
      { ...PLATFORM, config: { ExposedPorts: ['80'] } },
      "broken: 'config.ExposedPorts' of the configuration is a list, not an object",
      'a list for a map',
    ],
    [
      { ...PLATFORM, rootfs: { diff_ids: ['sha256:ab'] } },
      "broken: 'rootfs.diff_ids[0]' of the configuration is no digest",
      'a short digest',
    ],
    [
      { ...PLATFORM, rootfs: { diff_ids: 'x' } },
      "broken: 'rootfs.diff_ids' of the configuration is a text, not a list",
      'a text for a list',
    ],
  ])('is refused: %j', (value, fault, _reason) => {
    expect(faultOf(value)).toBe(fault);
  });

  test('keeps names that are parts of JavaScript', () => {
    const text =
      '{"architecture":"amd64","config":{"Env":["__proto__=x"],"Volumes":{"__proto__":{},"constructor":{}}}}';
    expect(parse(text)).toEqual({
      ...EMPTY,
      env: new Map([['__proto__', 'x']]),
      volumes: ['__proto__', 'constructor'],
    });
  });

  test('is not read over 8 MiB', () => {
    expect(faultOf(' '.repeat(8 * 2 ** 20 + 1))).toBe('unknown: the configuration is over 8 MiB, and is not read');
  });

  test('has no fault but one of images, whatever it is read from', () => {
    const field = fc.constantFrom('Entrypoint', 'Cmd', 'Env', 'ExposedPorts', 'Volumes', 'User', 'WorkingDir');
    const value = fc.oneof(
      fc.json(),
      fc.dictionary(field, fc.jsonValue()).map((config) => JSON.stringify({ ...PLATFORM, config })),
    );
    fc.assert(fc.property(value, (text) => expect(typeof faultOf(text)).toBe('string')));
  });
});
