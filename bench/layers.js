// Reads one layer of about 500 MB, made of this machine's own files, and times that against `gzip -dc | tar t`, cold (with
// an empty cache, its digest verified) and warm, interleaved in one run. Only the ratios mean something.
// RUNS=n asks for more runs than 5, MEGABYTES=n for another size, LIB=folder for another build than lib.
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { createReadStream, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } = require('node:fs');
const { statSync, writeFileSync } = require('node:fs');
const { cpus, tmpdir } = require('node:os');
const { join, resolve } = require('node:path');

const LIB = resolve(process.env.LIB ?? join(__dirname, '../lib'));
const RUNS = Number(process.env.RUNS ?? 5);
const MEGABYTES = Number(process.env.MEGABYTES ?? 500);
const FOLDERS = ['/usr/bin', '/usr/sbin', '/usr/lib', '/usr/share', '/usr/local'];

if (process.argv[2] === 'read') void read(...process.argv.slice(3));
else compare();

/** What one timed process does. */
async function read(file, digest, cacheFolder) {
  const { LayerCache } = require(join(LIB, 'image/layers/layer-cache.js'));
  const { LayerStore } = require(join(LIB, 'image/layers/layer-store.js'));
  const layer = {
    digest,
    diffId: undefined,
    bytes: statSync(file).size,
    mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
    isForeign: false,
    requireThere: async () => {},
    async *open() {
      const hash = createHash('sha256');
      for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 20 })) {
        hash.update(chunk);
        yield chunk;
      }
      if (`sha256:${hash.digest('hex')}` !== digest) throw new Error('wrong digest');
    },
  };
  const index = await new LayerStore({ cache: new LayerCache(cacheFolder) }).read(layer);
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `${index.count} entries, ${Math.round(index.unpackedBytes / 1e6)} MB unpacked, ${megabytes} MB of memory`,
  );
}

function compare() {
  const work = mkdtempSync(join(tmpdir(), 'lockstep-bench-layers-'));
  // reading extra certificates takes Node longer than a warm read
  const { NODE_EXTRA_CA_CERTS: _unused, ...env } = process.env;
  const run = (command, ...words) => {
    const { status, stdout, stderr } = spawnSync(command, words, { env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${command} ${words.join(' ')} ended with ${status}: ${stderr}`);
    return stdout;
  };
  try {
    const list = join(work, 'files');
    writeFileSync(list, listFiles(MEGABYTES * 1e6).join('\0'));
    const file = join(work, 'layer.tar.gz');
    run('sh', '-c', `tar --create --directory / --null --files-from '${list}' | gzip >'${file}'`);
    const digest = `sha256:${createHash('sha256').update(readFileSync(file)).digest('hex')}`;
    const warmCache = join(work, 'warm');
    mkdirSync(warmCache);
    const readInto = (cache) => run(process.execPath, __filename, 'read', file, digest, cache);
    const subjects = {
      'gzip -dc | tar t': () => run('sh', '-c', `gzip -dc '${file}' | tar t >/dev/null`),
      'layer, cold': () => readInto(mkdtempSync(join(work, 'cold-'))),
      'layer, warm': () => readInto(warmCache),
    };
    console.log(`${Math.round(statSync(file).size / 1e6)} MB of gzip, ${readInto(warmCache).trim()}`);
    measure(subjects);
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** Files and links of this machine, relative to its root, until they have that many bytes. */
function listFiles(mostBytes) {
  const names = [];
  let bytes = 0;
  const walk = (folder) => {
    for (const name of readdirSync(folder).sort()) {
      if (bytes >= mostBytes) return;
      const path = join(folder, name);
      const stats = lstatSync(path);
      if (stats.isDirectory()) walk(path);
      else if (stats.isSymbolicLink() || stats.isFile()) {
        names.push(path.slice(1));
        bytes += stats.isFile() ? stats.size : 0;
      }
    }
  };
  for (const folder of FOLDERS) walk(folder);
  return names;
}

function measure(subjects) {
  const times = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
  for (let round = 0; round < RUNS; round++) {
    for (const [name, act] of Object.entries(subjects)) {
      const begin = process.hrtime.bigint();
      act();
      times[name].push(Number(process.hrtime.bigint() - begin) / 1e6);
    }
  }
  const median = (name) => times[name].sort((a, b) => a - b)[Math.floor(RUNS / 2)];
  console.log(`\nNode ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, medians of ${RUNS}\n`);
  for (const name of Object.keys(subjects)) console.log(`${name.padEnd(36)}${median(name).toFixed(1).padStart(8)} ms`);
  console.log('');
  for (const [name, peer, most] of [
    ['layer, cold', 'gzip -dc | tar t', 1.3],
    ['layer, warm', 'layer, cold', 0.05],
  ]) {
    const ratio = median(name) / median(peer);
    const verdict = ratio <= most ? 'holds' : 'MISSED';
    console.log(`${name} / ${peer}`.padEnd(62), `${ratio.toFixed(3)}  (at most ${most}: ${verdict})`);
  }
}
