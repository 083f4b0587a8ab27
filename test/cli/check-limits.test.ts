import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildImage } from '../image/built-image';
import { type BuiltLayer, buildLayer, digestOf } from '../image/built-layer';
import { storeImages } from '../image/image-store';
import { tarHeader, tarMember } from '../image/layers/tar-archive';
import { fakeRegistry } from '../image/registry/fake-registry';
import { writeOciLayout } from '../image/write-image-files';
import { podYaml } from './image-project';
import { Lockstep } from './run-lockstep';
import { program } from './shop-image';
import { newFolder, startLockstep } from './start-lockstep';

const MOST_MEMORY_KILOBYTES = 300 * 1024;
const IMAGE = 'team/shop:1.0';
const END = Buffer.alloc(1024);

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

/** A layer of these bytes, stored as they are. */
function rawLayer(bytes: Buffer): BuiltLayer {
  const digest = digestOf(bytes);
  return { bytes, digest, tar: Buffer.alloc(0), diffId: digest, compression: 'gzip' };
}

/** Several members make one gzip file, so that a huge tar need not be in memory here. */
function packed(...parts: readonly Buffer[]): BuiltLayer {
  return rawLayer(Buffer.concat(parts.map((part) => gzipSync(part, { level: 1 }))));
}

/** A tar of that many empty files in folders of a thousand. */
function manyFiles(count: number): BuiltLayer {
  const parts: Buffer[] = [];
  for (let first = 0; first < count; first += 10_000) {
    const headers: Buffer[] = [];
    for (let file = first; file < Math.min(first + 10_000, count); file += 1) {
      headers.push(tarHeader({ name: `srv/${Math.floor(file / 1000)}/file-${file}` }));
    }
    parts.push(gzipSync(Buffer.concat(headers), { level: 1 }));
  }
  return rawLayer(Buffer.concat([...parts, gzipSync(END)]));
}

/** A file of zeros that takes next to nothing until it is unpacked. */
function bomb(gibibytes: number): BuiltLayer {
  const zeros = gzipSync(Buffer.alloc(2 ** 26));
  const size = Buffer.alloc(12);
  // numbers over 8 GiB are written in base 256
  size[0] = 0x80;
  size.writeUIntBE(gibibytes * 2 ** 30, 6, 6);
  const header = tarHeader({ name: 'bomb', patches: [[124, size]] });
  const parts = [gzipSync(header), ...Array.from({ length: gibibytes * 16 }, () => zeros), gzipSync(END)];
  return rawLayer(Buffer.concat(parts));
}

/** A file of 2 GiB of which nothing but a map is stored, as GNU tar writes holes. */
function sparse(): BuiltLayer {
  const map = Buffer.alloc(512);
  map.write('1\n2147483648\n0\n');
  const record = (key: string, value: string) => {
    const rest = ` ${key}=${value}\n`;
    const length = rest.length + String(rest.length + 2).length;
    return `${length}${rest}`;
  };
  const records = [
    record('GNU.sparse.major', '1'),
    record('GNU.sparse.minor', '0'),
    record('GNU.sparse.name', 'disk.img'),
    record('GNU.sparse.realsize', String(2 ** 31)),
  ].join('');
  return packed(
    tarMember({ name: 'PaxHeader', type: 'x', content: records }),
    tarMember({ name: 'GNUSparseFile.0/disk.img', content: map }),
    END,
  );
}

/** Checks `/web` in an image that has it below these layers, and tells what came out and how much memory it took. */
async function check(...layers: readonly BuiltLayer[]) {
  const web = await buildLayer([program('web')]);
  const folder = newFolder();
  writeOciLayout(join(folder, 'layout'), storeImages({ [IMAGE]: buildImage({ layers: [web, ...layers] }) }));
  writeFileSync(join(folder, 'web.yaml'), podYaml('web', IMAGE, ', command: [/web]'));
  const before = readdirSync(folder);
  const { kilobytes, cache, ...ending } = await measured(folder, ['check', 'web.yaml', '--image', 'oci:layout']);
  expect(readdirSync(folder)).toEqual(before);
  expect(readdirSync(cache).filter((name) => name !== 'layers-v2' && name !== 'cli')).toEqual([]);
  return { kilobytes, ...ending };
}

async function measured(folder: string, words: readonly string[]) {
  const [cache, home] = [newFolder(), newFolder()];
  const [watcher, report] = [join(home, 'watcher.js'), join(home, 'kilobytes')];
  writeFileSync(
    watcher,
    `process.on('exit', () => require('fs').writeFileSync(${JSON.stringify(report)}, String(process.resourceUsage().maxRSS)));`,
  );
  const env = { NODE_OPTIONS: `--require ${watcher}` };
  const ending = await startLockstep(lockstep, words, { folder, cache, home, env }).ended;
  return { ...ending, cache, kilobytes: Number(readFileSync(report, 'utf8')) };
}

describe('lockstep check stays within its means', () => {
  test.each<[name: string, layer: () => BuiltLayer]>([
    ['a layer of a million files', () => manyFiles(1_000_000)],
    ['a gzip bomb of 9 GiB', () => bomb(9)],
    ['a file of 2 GiB that is a hole', sparse],
  ])(
    'with %s',
    async (_name, layer) => {
      const { status, stdout, stderr, kilobytes } = await check(layer());
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toContain("runs '/web': static");
      expect(kilobytes).toBeLessThan(MOST_MEMORY_KILOBYTES);
    },
    120_000,
  );

  test('with a manifest of 50 MB', async () => {
    const manifest = JSON.stringify({ schemaVersion: 2, annotations: { padding: 'x'.repeat(50e6) } });
    const { host } = await fakeRegistry(() => ({ body: manifest }));
    const folder = newFolder();
    writeFileSync(join(folder, 'web.yaml'), podYaml('web', `${host}/${IMAGE}`, ', command: [/web]'));
    const { status, stdout, kilobytes } = await measured(folder, ['check', 'web.yaml']);
    expect(status).toBe(1);
    expect(stdout).toContain(`unknown  IMAGE_UNREADABLE: ${host}/${IMAGE} could not be read from its registry`);
    expect(stdout).toContain(`why: ${host} answers with more than 8 MiB`);
    expect(kilobytes).toBeLessThan(MOST_MEMORY_KILOBYTES);
  });

  test('with a registry that never answers', async () => {
    const { host } = await fakeRegistry(() => 'hang');
    const folder = newFolder();
    writeFileSync(join(folder, 'web.yaml'), podYaml('web', `${host}/${IMAGE}`, ', command: [/web]'));
    const { status, stdout } = await measured(folder, ['check', 'web.yaml', '--timeout', '0.5', '--strict']);
    expect(status).toBe(1);
    expect(stdout).toContain(`why: ${host} has not answered within 0.5 s`);
  });
});

describe('lockstep check takes an archive for what it is', () => {
  test('with names that lead out of it', async () => {
    const leading = packed(
      tarMember({ name: '../../../tmp/lockstep-escaped', content: 'x' }),
      tarMember({ name: '/web', content: '#!/bin/sh\n', mode: 0o755 }),
      tarMember({ name: '../bin/sh', content: 'no program', mode: 0o755 }),
      END,
    );
    const { status, stdout } = await check(leading);
    expect(status).toBe(1);
    expect(stdout).toContain("IMAGE_BINARY_FORMAT: pod 'web' runs '/web', which cannot start");
    expect(readdirSync('/tmp')).not.toContain('lockstep-escaped');
  });

  test.each<[name: string, layer: () => BuiltLayer, why: string]>([
    [
      'bytes that are no archive',
      () => rawLayer(Buffer.from('this is no archive'.repeat(100))),
      'it is no tar archive',
    ],
    [
      'a gzip file that is cut',
      () => rawLayer(manyFiles(1000).bytes.subarray(0, 5000)),
      'it ends in the middle of its compressed data',
    ],
    [
      'a tar that is cut',
      () => packed(tarMember({ name: 'data', content: 'x'.repeat(2000) }).subarray(0, 1000)),
      "it ends in the middle of 'data'",
    ],
    [
      'a header with a wrong checksum',
      () => packed(tarMember({ name: 'a' }), Buffer.alloc(512, 'x'), END),
      'its 2nd entry has a header with a wrong checksum',
    ],
  ])('and fails with %s', async (_name, layer, why) => {
    const { status, stdout } = await check(layer());
    expect(status).toBe(1);
    expect(stdout).toContain('fail     IMAGE_BROKEN: ');
    expect(stdout).toContain(`why: ${why}`);
  });
});
