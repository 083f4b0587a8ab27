import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildImage } from '../image/built-image';
import { buildLayer } from '../image/built-layer';
import { storeImages } from '../image/image-store';
import { fakeRegistry } from '../image/registry/fake-registry';
import { writeOciLayout } from '../image/write-image-files';
import { podYaml } from './image-project';
import { Lockstep } from './run-lockstep';
import { program, shopRegistry } from './shop-image';
import { newFolder } from './start-lockstep';

const IMAGE = 'team/shop:1.0';
const PODS = 1500;
/** What a pipe holds before somebody reads. */
const PIPE_BYTES = 65_536;

const lockstep = new Lockstep();
const folder = newFolder();
beforeAll(async () => {
  await lockstep.build();
  const image = buildImage({ layers: [await buildLayer([program('web')])] });
  writeOciLayout(join(folder, 'layout'), storeImages({ [IMAGE]: image }));
  const pods = Array.from({ length: PODS }, (_, at) => podYaml(`web-${at}`, IMAGE, ', command: [/web]'));
  writeFileSync(join(folder, 'pods.yaml'), pods.join('---\n'));
});
afterAll(() => lockstep.remove());

/** What comes out of `lockstep check --json`, and how it ends. @param shell what the shell makes of "$@", the command */
async function run(shell: string, read: (output: NodeJS.ReadableStream) => Promise<string>) {
  const words = ['check', 'pods.yaml', '--image', 'oci:layout', '--json'];
  const child = spawn('sh', ['-c', shell, 'sh', process.execPath, lockstep.cli, ...words], {
    cwd: folder,
    env: { PATH: process.env.PATH, LOCKSTEP_CACHE_DIR: join(folder, 'cache'), HOME: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const text = await read(child.stdout);
  return { status: await ended, text };
}

/** Takes a thousand bytes in each turn. */
async function readSlowly(output: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of output) {
    const bytes = chunk as Buffer;
    for (let at = 0; at < bytes.length; at += 1000) {
      chunks.push(bytes.subarray(at, at + 1000));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return Buffer.concat(chunks).toString();
}

describe('output that is longer than a pipe holds', () => {
  test.each([
    ['"$@"', 'to a program that reads it slowly'],
    ['"$@" | cat', 'through another program'],
    ['"$@" > out.json; cat out.json', 'to a file'],
  ])('arrives whole: %s', async (shell, _where) => {
    const { status, text } = await run(shell, readSlowly);
    expect(status).toBe(0);
    expect(text.length).toBeGreaterThan(4 * PIPE_BYTES);
    expect(JSON.parse(text)).toMatchObject({ counts: { pass: PODS + 1, fail: 0 }, containers: PODS });
  });

  test('ends the command quietly when its reader has gone', async () => {
    const { status, text } = await run('"$@" | head -c 10', readSlowly);
    expect({ status, text }).toEqual({ status: 0, text: '{\n  "images'.slice(0, 10) });
  });
});

test('a reader that goes while images are still looked for is no failure', async () => {
  const { image } = await shopRegistry();
  const silent = await Promise.all(Array.from({ length: 8 }, () => fakeRegistry(() => 'hang')));
  // the first is told at once, the others when their time is over, four at a time
  const images = [image, ...silent.map(({ host }) => `${host}/app:1`)];
  const pods = images.map((name, at) => podYaml(`web-${at}`, name, ', command: [/web]'));
  writeFileSync(join(folder, 'silent.yaml'), pods.join('---\n'));
  const child = spawn(process.execPath, [lockstep.cli, 'check', 'silent.yaml', '--timeout', '0.5'], {
    cwd: folder,
    env: { PATH: process.env.PATH, LOCKSTEP_CACHE_DIR: join(folder, 'cache'), HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.once('data', () => child.stdout.destroy());
  let talk = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    talk += text;
  });
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  expect({ status, talk }).toEqual({ status: 0, talk: '' });
});
