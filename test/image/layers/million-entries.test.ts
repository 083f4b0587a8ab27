import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { tarHeader } from './tar-archive';

const FILES = 1_000_000;

// the names are put into one header, whose checksum changes by what the digits add
const SCRIPT = `
const { readLayer } = require('./read-layer.js');
const header = Buffer.from(process.argv[2], 'base64');
const sum = parseInt(header.toString('latin1', 148, 154), 8);
async function* open() {
  for (let from = 0; from < ${FILES}; from += 500) {
    const chunk = Buffer.alloc(500 * 512);
    for (let i = 0; i < 500; i++) {
      const name = String(from + i).padStart(7, '0');
      header.copy(chunk, i * 512);
      chunk.write(name, i * 512 + 20);
      chunk.write(name.slice(0, 5), i * 512 + 4);
      let more = 0;
      for (const digit of name + name.slice(0, 5)) more += Number(digit);
      chunk.write((sum + more).toString(8).padStart(6, '0'), i * 512 + 148);
    }
    yield chunk;
    // what this loop throws away is not what the reader holds
    if (from % 50_000 === 0) global.gc();
  }
}
readLayer({ digest: 'sha256:00', isForeign: false, open }).then((index) => {
  const paths = ['lib/00000/lib/files-0000000', 'lib/09999/lib/files-0999999', 'lib/09999/lib/files-1000000'];
  console.log(JSON.stringify({
    count: index.count,
    found: paths.map((path) => index.find(path)?.type ?? null),
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }));
});
`;

test('a layer of a million files takes less than 300 MB of memory', () => {
  const work = mkdtempSync(join(tmpdir(), 'lockstep-million-'));
  try {
    const entry = resolve(__dirname, '../../../src/image/layers/read-layer.ts');
    buildSync({ entryPoints: [entry], outfile: join(work, 'read-layer.js'), bundle: true, platform: 'node' });
    writeFileSync(join(work, 'script.js'), SCRIPT);
    const header = tarHeader({ name: 'lib/00000/lib/files-0000000' }).toString('base64');
    const { stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', join(work, 'script.js'), header], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const { megabytes, ...said } = JSON.parse(stdout);
    // the root, lib, and two folders for each hundred files
    expect(said).toEqual({ count: FILES + 2 + 2 * (FILES / 100), found: ['file', 'file', null] });
    expect(megabytes).toBeLessThan(300);
  } finally {
    rmSync(work, { recursive: true });
  }
}, 120_000);
